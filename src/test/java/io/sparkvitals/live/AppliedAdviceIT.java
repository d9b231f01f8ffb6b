package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Settings that a run is advised, put to a second run of the same job as they are printed. */
class AppliedAdviceIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final String NUMBER = "spark.sql.shuffle.partitions";
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
  private static final String ADVISORY = "spark.sql.adaptive.advisoryPartitionSizeInBytes";

  private static TwoReports run(
      String master, Map<String, String> first, Map<String, String> then, String... arguments)
      throws Exception {
    SparkCluster cluster = SPARK.cluster();
    return TwoReports.of(
        cluster,
        WatchedApplication.watched(cluster, "LargePartitionsJob")
            .master(master)
            .arguments(arguments)
            .conf("spark.executor.cores", "1")
            .conf("spark.executor.memory", "640m")
            .conf("spark.cores.max", "2")
            .conf(first)
            .conf(then),
        application -> {});
  }

  /** 1.6 GB, of which two tasks at a time sort their part in 200 MiB each. */
  private static TwoReports large(Map<String, String> first, Map<String, String> then)
      throws Exception {
    return run(SPARK.cluster().masterUrl(), first, then, "98000", "16000");
  }

  private static long spilled(TwoReports run) {
    assertThat(run.replayed().path("totals").path("tasks"))
        .isEqualTo(run.live().path("totals").path("tasks"));
    return run.live().path("totals").path("metrics").path("diskSpillBytes").asLong();
  }

  private static void spillIsGone(Map<String, String> first, Map<String, String> expected)
      throws Exception {
    TwoReports before = large(first, Map.of());
    JsonNode advice = before.only("partitions");
    assertThat(advice.path("finding").asText()).contains("its partitions are too large");
    Map<String, String> settings = TwoReports.settings(advice);
    assertThat(settings).isEqualTo(expected);

    TwoReports after = large(first, settings);
    assertThat(spilled(before)).isGreaterThan(1_000_000_000L);
    assertThat(spilled(after)).isLessThan(spilled(before) / 20);
    assertThat(after.advice("partitions")).isEmpty();
  }

  @Test
  void tooLargePartitionsOfAFixedNumberSpillNoMore() throws Exception {
    spillIsGone(Map.of(ADAPTIVE, "false", NUMBER, "3"), Map.of(NUMBER, "12"));
  }

  @Test
  void tooLargePartitionsThatWereMergedSpillNoMore() throws Exception {
    spillIsGone(
        Map.of(
            NUMBER,
            "60",
            ADVISORY,
            "512m",
            "spark.sql.adaptive.coalescePartitions.parallelismFirst",
            "false"),
        Map.of(ADVISORY, "64m"));
  }

  @Test
  void tinyPartitionsBecomeFewOnes() throws Exception {
    Map<String, String> first = Map.of(ADAPTIVE, "false", NUMBER, "2100");
    TwoReports before = run("local[2]", first, Map.of(), "20000", "16");
    JsonNode advice = before.only("partitions");
    assertThat(advice.path("finding").asText()).startsWith("2,100 tasks of ");
    Map<String, String> settings = TwoReports.settings(advice);
    assertThat(settings).isEqualTo(Map.of(ADAPTIVE, "true", NUMBER, "8"));

    TwoReports after = run("local[2]", first, settings, "20000", "16");
    assertThat(succeeded(before)).isEqualTo(4 + 2_100);
    assertThat(succeeded(after)).isBetween(4 + 1L, 4 + 8L);
    assertThat(after.advice("partitions")).isEmpty();
  }

  private static long succeeded(TwoReports run) {
    return run.live().path("totals").path("tasks").path("succeeded").asLong();
  }
}
