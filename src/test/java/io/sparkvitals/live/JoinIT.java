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

/** What a real application is told of its joins, live and from its event log. */
class JoinIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  @RegisterExtension
  static final SparkClusterExtension SPARK_4 = SparkClusterExtension.of("4.2.0", "2.13");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String THRESHOLD = "spark.sql.autoBroadcastJoinThreshold";

  private Path logs;
  private Path reports;

  @BeforeEach
  void makeRoom() throws IOException {
    logs = SPARK.cluster().workspace().newDirectory("join-logs");
    reports = SPARK.cluster().workspace().newDirectory("join-reports");
  }

  /** The advice on joins of the agent, then that of a replay. */
  private List<List<JsonNode>> advice(SparkClusterExtension spark, String what, String... settings)
      throws Exception {
    SparkSubmissionBuilder submission =
        WatchedApplication.watched(spark.cluster(), "JoinJob")
            .conf("spark.executor.cores", "2")
            .conf("spark.executor.memory", "640m")
            .conf("spark.cores.max", "2")
            .conf("spark.sql.shuffle.partitions", "4")
            .conf("spark.eventLog.enabled", "true")
            .conf("spark.eventLog.dir", logs.toUri().toString())
            .conf("spark.vitals.report.dir", reports.toString())
            .conf("spark.vitals.shutdown.timeout", "30s")
            .driverMemory("1g")
            .arguments(what);
    for (String each : settings) {
      submission.conf(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
    try (SparkSubmission application = submission.start()) {
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }
    JsonNode live = JSON.readTree(LiveEqualsReplay.only(reports, ".json").toFile());
    JsonNode replayed = LiveEqualsReplay.replay(LiveEqualsReplay.only(logs, ""), 1_000);
    return List.of(joins(live), joins(replayed));
  }

  private static List<JsonNode> joins(JsonNode report) {
    List<JsonNode> joins = new ArrayList<>();
    assertThat(report.path("stages")).isNotEmpty();
    for (JsonNode each : report.path("advice")) {
      if (each.path("topic").asText().equals("joins")) {
        joins.add(each);
      }
    }
    return joins;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  @Test
  void aSmallSideIsToBeBroadcastAndIsOnceTheAdviceIsTaken() throws Exception {
    List<List<JsonNode>> advice = advice(SPARK, "small", THRESHOLD + "=-1");

    assertThat(advice)
        .allSatisfy(
            all ->
                assertThat(all)
                    .singleElement()
                    .satisfies(
                        each -> {
                          assertThat(each.path("finding").asText())
                              .matches(
                                  "Both sides were shuffled and sorted, although one has only"
                                      + " 16 kB against 1\\d\\d MB\\.");
                          assertThat(texts(each.path("evidence")))
                              .element(0)
                              .asString()
                              .startsWith("left side (Range) of the Inner join: 1");
                        }));
    List<String> settings = texts(advice.get(0).get(0).path("recommendation").path("settings"));
    assertThat(settings).containsExactly(THRESHOLD + "=16m");

    makeRoom();
    assertThat(advice(SPARK, "small", settings.toArray(new String[0])))
        .allSatisfy(all -> assertThat(all).isEmpty());
  }

  @Test
  void aSideThatIsFoundSmallTooLateIsNamed() throws Exception {
    assertThat(advice(SPARK_4, "late"))
        .allSatisfy(
            all ->
                assertThat(all)
                    .singleElement()
                    .satisfies(
                        each -> {
                          assertThat(each.path("about").asText()).startsWith("broadcast hash join");
                          assertThat(each.path("finding").asText())
                              .contains("only after both sides had been shuffled");
                          assertThat(each.path("recommendation").path("settings")).isEmpty();
                        }));
  }

  @Test
  void aLargeBroadcastIsTooMuchForTheHeap() throws Exception {
    assertThat(advice(SPARK, "large"))
        .allSatisfy(
            all ->
                assertThat(all)
                    .singleElement()
                    .satisfies(
                        each -> {
                          assertThat(each.path("finding").asText())
                              .matches("268 MB were broadcast: .* 40 % of the smallest heap\\.");
                          assertThat(each.path("recommendation").path("text").asText())
                              .startsWith("Let the join shuffle");
                        }));
  }
}
