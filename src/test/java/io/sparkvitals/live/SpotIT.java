package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node that goes while a shuffle is read: what it costs, and what is said to be missing, against
 * what the job itself counts. A cluster of its own each time, for a worker does not come back.
 */
class SpotIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int TASKS = 8;
  private static final double MAP_MILLIS = 1_000;
  private static final double REDUCE_MILLIS = 2_000;

  private SparkCluster cluster;
  private Path marks;

  @BeforeEach
  void startCluster() throws Exception {
    cluster = SparkCluster.start(SPARK.home(), SparkCluster.Size.small());
    marks = cluster.workspace().newDirectory("marks");
  }

  @AfterEach
  void closeCluster() {
    cluster.close();
  }

  /** Four executors, of which one worker has two. */
  private SparkSubmissionBuilder spot() throws IOException {
    return WatchedApplication.watched(cluster, "SpotJob")
        .arguments(marks.toString())
        .conf("spark.executor.cores", "1")
        .conf("spark.executor.memory", "512m")
        .conf("spark.cores.max", "4")
        .conf("spark.storage.decommission.replicationReattemptInterval", "2s");
  }

  private TwoReports decommissioned(Map<String, String> settings) throws Exception {
    return TwoReports.of(
        cluster,
        spot().conf("spark.decommission.enabled", "true").conf(settings),
        application -> {
          application.awaitLine("JOB reduces", SOON);
          cluster.decommissionWorker(1);
        });
  }

  /** How many files of the job's tasks have such a name. */
  private long count(String name) throws IOException {
    try (var files = Files.list(marks)) {
      return files.filter(each -> each.getFileName().toString().matches(name)).count();
    }
  }

  /**
   * The work that is said to be lost is that of the maps and reduces that the job did twice, and of
   * those that it began and did not end, for which tasks of no length count least and whole ones
   * most.
   */
  private void saysWhatWasLost(JsonNode advice) throws IOException {
    double again =
        (count("map-\\d+\\.done") - TASKS) * MAP_MILLIS
            + Math.max(0, count("reduce-\\d+\\.done") - TASKS) * REDUCE_MILLIS;
    double cut = (count("reduce-\\d+") - count("reduce-\\d+\\.done")) * REDUCE_MILLIS;
    double saved = advice.path("savedCoreMillis").asDouble();

    assertThat(count("map-\\d+\\.done")).as("maps, some of them again").isGreaterThan(TASKS);
    // A task takes longer than its sleep, by its start on a busy machine.
    assertThat(saved).isBetween(again, 1.5 * again + cut + 4_000);
  }

  private static long cutOff(JsonNode advice) {
    Matcher number =
        Pattern.compile("(\\d+) running tasks? cut off")
            .matcher(advice.path("evidence").toString());
    assertThat(number.find()).as("%s", advice).isTrue();
    return Long.parseLong(number.group(1));
  }

  @Test
  void aNodeThatDiesIsToldWithWhatLetsItsExecutorsGoInPeace() throws Exception {
    TwoReports reports =
        TwoReports.of(
            cluster,
            spot(),
            application -> {
              application.awaitLine("JOB reduces", SOON);
              cluster.killWorker(1);
            });

    JsonNode advice = reports.only("spot");
    assertThat(advice.path("finding").asText()).startsWith("2 executors were taken away, and ");
    assertThat(advice.path("evidence").toString()).contains("2 node_lost", "began again");
    // Those that had begun, and perhaps one that still fetched what it was to reduce.
    assertThat(cutOff(advice)).isBetween(count("reduce-\\d+") - count("reduce-\\d+\\.done"), 2L);
    assertThat(TwoReports.settings(advice))
        .isEqualTo(
            Map.of(
                "spark.decommission.enabled",
                "true",
                "spark.storage.decommission.enabled",
                "true"));
    saysWhatWasLost(advice);
  }

  @Test
  void executorsThatGoWithTheirFilesAreToMoveThem() throws Exception {
    TwoReports reports = decommissioned(Map.of());

    JsonNode advice = reports.only("spot");
    assertThat(advice.path("finding").asText()).startsWith("2 executors were taken away, and ");
    assertThat(advice.path("evidence").toString())
        .contains("2 decommissioned", "0 running tasks cut off, ", "began again");
    assertThat(TwoReports.settings(advice))
        .isEqualTo(Map.of("spark.storage.decommission.enabled", "true"));
    saysWhatWasLost(advice);
  }

  @Test
  void executorsThatMoveTheirFilesLoseNothingAndAreToldNothing() throws Exception {
    TwoReports reports = decommissioned(Map.of("spark.storage.decommission.enabled", "true"));

    assertThat(count("map-\\d+\\.done")).as("maps, none of them again").isEqualTo(TASKS);
    for (JsonNode each : reports.both()) {
      assertThat(each.path("executors").toString()).contains("decommissioned");
    }
    assertThat(reports.advice("spot")).isEmpty();
  }
}
