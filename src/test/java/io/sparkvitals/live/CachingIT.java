package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real application is told of its cached data, live and from its event log. */
class CachingIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Path logs;
  private Path reports;

  @BeforeEach
  void makeRoom() throws IOException {
    logs = SPARK.cluster().workspace().newDirectory("caching-logs");
    reports = SPARK.cluster().workspace().newDirectory("caching-reports");
  }

  private void run(int reads) throws Exception {
    try (SparkSubmission application =
        WatchedApplication.watched(SPARK.cluster(), "CachingJob")
            .conf("spark.executor.cores", "2")
            .conf("spark.executor.memory", "768m")
            .conf("spark.eventLog.enabled", "true")
            .conf("spark.eventLog.logBlockUpdates.enabled", "true")
            .conf("spark.eventLog.dir", logs.toUri().toString())
            .conf("spark.vitals.report.dir", reports.toString())
            .conf("spark.vitals.shutdown.timeout", "30s")
            .arguments(Integer.toString(reads))
            .start()) {
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }
  }

  /** The advice on cached data of the live report and of the replay. */
  private List<List<JsonNode>> advice() throws IOException {
    JsonNode live = JSON.readTree(LiveEqualsReplay.only(reports, ".json").toFile());
    JsonNode replayed = LiveEqualsReplay.replay(LiveEqualsReplay.only(logs, ""), 1_000);
    return List.of(caching(live), caching(replayed));
  }

  private static List<JsonNode> caching(JsonNode report) {
    List<JsonNode> caching = new ArrayList<>();
    assertThat(report.path("stages")).isNotEmpty();
    for (JsonNode each : report.path("advice")) {
      if (each.path("topic").asText().equals("caching")) {
        caching.add(each);
      }
    }
    return caching;
  }

  @Test
  void whatIsCachedAndNeverReadIsNotToBeCached() throws Exception {
    run(0);

    assertThat(advice())
        .allSatisfy(
            advice ->
                assertThat(advice)
                    .singleElement()
                    .satisfies(
                        each -> {
                          assertThat(each.path("about").asText()).matches("RDD \\d+ \\(rows\\)");
                          assertThat(each.path("certainty").asText()).isEqualTo("high");
                          assertThat(each.path("evidence").path(0).asText())
                              .startsWith("held up to 101 MB")
                              .endsWith("; 0 later stages with it");
                          assertThat(each.path("recommendation").path("text").asText())
                              .startsWith("Remove its cache() or persist():");
                        }));
  }

  @Test
  void whatIsReadFourTimesIsWellCached() throws Exception {
    run(4);

    assertThat(advice()).allSatisfy(advice -> assertThat(advice).isEmpty());
  }
}
