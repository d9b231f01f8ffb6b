package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said of one run: by the agent, and by a replay of the event log.
 *
 * @param live the report of the agent
 * @param replayed the report of the replay
 */
record TwoReports(JsonNode live, JsonNode replayed) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SAVED = "savedCoreMillis";

  /** Something done to the cluster or the application while it runs. */
  @FunctionalInterface
  interface Meanwhile {
    void with(SparkSubmission application) throws IOException, InterruptedException;
  }

  /** Runs an application to its good end, with a report and an event log. */
  static TwoReports of(SparkCluster cluster, SparkSubmissionBuilder submission, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    Path logs = cluster.workspace().newDirectory("logs");
    Path reports = cluster.workspace().newDirectory("reports");
    submission
        .conf("spark.eventLog.enabled", "true")
        .conf("spark.eventLog.dir", logs.toUri().toString())
        .conf("spark.vitals.report.dir", reports.toString())
        .conf("spark.vitals.shutdown.timeout", "30s");
    try (SparkSubmission application = submission.start()) {
      meanwhile.with(application);
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }
    TwoReports both =
        new TwoReports(
            JSON.readTree(LiveEqualsReplay.only(reports, ".json").toFile()),
            LiveEqualsReplay.replay(LiveEqualsReplay.only(logs, ""), 1_000));
    // An empty report would have no advice either.
    assertThat(both.both()).allSatisfy(each -> assertThat(each.path("stages")).isNotEmpty());
    return both;
  }

  List<JsonNode> both() {
    return List.of(live, replayed);
  }

  /** What one of the reports advises on a topic. */
  static List<JsonNode> advice(JsonNode report, String topic) {
    List<JsonNode> advice = new ArrayList<>();
    for (JsonNode each : report.path("advice")) {
      if (each.path("topic").asText().equals(topic)) {
        advice.add(each);
      }
    }
    return advice;
  }

  /**
   * What both advise on a topic, in the same words. What it saves is at most what was busy, and the
   * agent may look after the last task ended and before it is told.
   */
  List<JsonNode> advice(String topic) {
    List<JsonNode> said = advice(live, topic);
    List<JsonNode> again = advice(replayed, topic);
    assertThat(withoutSavings(again)).as("of the replay").isEqualTo(withoutSavings(said));
    for (int i = 0; i < said.size(); i++) {
      assertThat(saved(again.get(i))).isCloseTo(saved(said.get(i)), withPercentage(0.1));
    }
    return said;
  }

  private static List<JsonNode> withoutSavings(List<JsonNode> advice) {
    List<JsonNode> without = new ArrayList<>();
    advice.forEach(each -> without.add(((ObjectNode) each.deepCopy()).without(SAVED)));
    return without;
  }

  /** Core-milliseconds, -1 for no estimate. */
  private static double saved(JsonNode suggestion) {
    return suggestion.path(SAVED).asDouble(-1);
  }

  /** The one piece of advice on a topic, the same from both. */
  JsonNode only(String topic) {
    List<JsonNode> advice = advice(topic);
    assertThat(advice).as("%s", live.path("advice")).hasSize(1);
    return advice.get(0);
  }

  /** The settings of a recommendation, as they are printed, apart. */
  static Map<String, String> settings(JsonNode suggestion) {
    Map<String, String> settings = new TreeMap<>();
    for (JsonNode each : suggestion.path("recommendation").path("settings")) {
      String[] parts = each.asText().split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    return settings;
  }
}
