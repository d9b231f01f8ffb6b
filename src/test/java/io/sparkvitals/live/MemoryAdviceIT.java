package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real application is told of its memory, live and from its event log. */
class MemoryAdviceIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> TOPICS =
      List.of(
          "executor-memory",
          "memory-overhead",
          "driver-memory",
          "executor-cores",
          "garbage-collection");

  private Path logs;
  private Path reports;

  @BeforeEach
  void makeRoom() throws IOException {
    logs = SPARK.cluster().workspace().newDirectory("memory-logs");
    reports = SPARK.cluster().workspace().newDirectory("memory-reports");
  }

  private void run(String job, String... arguments) throws Exception {
    SparkSubmissionBuilder submission =
        WatchedApplication.watched(SPARK.cluster(), job)
            .conf("spark.executor.cores", "2")
            .conf("spark.executor.memory", "640m")
            .conf("spark.executor.heartbeatInterval", "1s")
            .conf("spark.executor.metrics.pollingInterval", "100ms")
            .conf("spark.eventLog.enabled", "true")
            .conf("spark.eventLog.dir", logs.toUri().toString())
            .conf("spark.vitals.report.dir", reports.toString())
            .conf("spark.vitals.shutdown.timeout", "30s")
            .arguments(arguments);
    try (SparkSubmission application = submission.start()) {
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }
  }

  private JsonNode live() throws IOException {
    return JSON.readTree(LiveEqualsReplay.only(reports, ".json").toFile());
  }

  private JsonNode replayed() throws IOException {
    return LiveEqualsReplay.replay(LiveEqualsReplay.only(logs, ""), 1_000);
  }

  private static List<JsonNode> advice(JsonNode report) {
    List<JsonNode> advice = new ArrayList<>();
    for (JsonNode each : report.path("advice")) {
      if (TOPICS.contains(each.path("topic").asText())) {
        advice.add(each);
      }
    }
    return advice;
  }

  @Test
  void aHeapTooSmallForWhatItHoldsIsToGrow() throws Exception {
    run("GcJob", "32", "2.5");

    for (JsonNode report : List.of(live(), replayed())) {
      assertThat(advice(report))
          .filteredOn(each -> each.path("topic").asText().equals("garbage-collection"))
          .singleElement()
          .satisfies(
              each -> {
                String why = each.path("finding").asText();
                assertThat(why).contains("run time").containsAnyOf("the heap", "young generation");
                assertThat(each.path("evidence")).isNotEmpty();
                // Which generation had most depends on the machine; the cure depends on that.
                assertThat(each.path("recommendation").path("settings").toString())
                    .containsPattern(
                        why.contains("young generation")
                            ? "spark.executor.cores=1\""
                            : "spark.executor.memory=(768m|1g|1280m)\"");
              });
    }
  }

  @Test
  void aHealthyApplicationIsToldNothing() throws Exception {
    run("HealthyJob", "8");

    assertThat(advice(live())).isEmpty();
    assertThat(advice(replayed())).isEmpty();
  }
}
