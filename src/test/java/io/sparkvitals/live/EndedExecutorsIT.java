package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is advised on memory where an executor ended for want of it, beside what the same job is
 * told where none did. On a cluster that offers large heaps, which nobody fills.
 */
class EndedExecutorsIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final String HEAP = "spark.executor.memory";
  private static SparkCluster cluster;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = SparkCluster.start(SPARK.home(), new SparkCluster.Size(2, 2, "13g"));
  }

  @AfterAll
  static void closeCluster() {
    cluster.close();
  }

  private static TwoReports run(String way, String heap) throws Exception {
    return TwoReports.of(
        cluster,
        WatchedApplication.watched(cluster, "MemoryJob")
            .arguments(way, cluster.workspace().newDirectory(way).resolve("once").toString())
            .conf("spark.executor.cores", "1")
            .conf("spark.cores.max", "3")
            .conf(HEAP, heap)
            .conf("spark.executor.heartbeatInterval", "1s")
            .conf("spark.executor.metrics.pollingInterval", "50ms"),
        application -> {});
  }

  @Test
  void aHeapThatNobodyNeedsIsToShrink() throws Exception {
    for (JsonNode report : run("none", "6g").both()) {
      assertThat(TwoReports.advice(report, "executor-memory"))
          .singleElement()
          .satisfies(
              each ->
                  assertThat(TwoReports.settings(each)).containsAllEntriesOf(Map.of(HEAP, "2g")));
      assertThat(TwoReports.advice(report, "memory-overhead")).isEmpty();
    }
  }

  @Test
  void noHeapIsToShrinkWhereAnExecutorWasKilled() throws Exception {
    for (JsonNode report : run("sigkill", "6g").both()) {
      assertThat(TwoReports.advice(report, "executor-memory")).isEmpty();
      assertThat(TwoReports.advice(report, "memory-overhead"))
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.path("finding").asText())
                    .startsWith("1 executor of a standalone cluster ended by a kill signal");
                assertThat(each.path("evidence").toString())
                    .contains("1 executor killed for memory, by the exit code (137)");
                assertThat(each.path("recommendation").path("text").asText())
                    .contains("SPARK_WORKER_MEMORY");
                assertThat(TwoReports.settings(each)).isEmpty();
              });
    }
  }

  @Test
  void aHeapThatWasFullIsToGrow() throws Exception {
    for (JsonNode report : run("heap", "640m").both()) {
      assertThat(TwoReports.advice(report, "memory-overhead")).isEmpty();
      assertThat(TwoReports.advice(report, "executor-memory"))
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.path("finding").asText())
                    .isEqualTo("Executors ran out of their heap of 640 MiB.");
                assertThat(each.path("certainty").asText()).isEqualTo("high");
                assertThat(each.path("evidence").toString())
                    .contains("1 executor ended with a full heap");
                assertThat(TwoReports.settings(each).toString())
                    .matches("\\{spark.executor.memory=(768m|1g|1280m)}");
              });
    }
  }
}
