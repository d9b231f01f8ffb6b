package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.Replay;
import io.sparkvitals.replay.EventLog;
import io.sparkvitals.report.json.JsonReport;
import io.sparkvitals.rules.RuleBook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Holds the report of a live run against the report of its event log. What the log cannot tell is
 * left out: the driver's own figures and the peaks between task ends, which come by heartbeat, the
 * cached blocks, and how many speculative tasks were submitted.
 */
final class LiveEqualsReplay {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LiveEqualsReplay() {}

  /** Compares the one report in a directory with a replay of the one log in another. */
  static void check(Path reports, Path logs, long intervalMillis) throws IOException {
    JsonNode live = JSON.readTree(only(reports, ".json").toFile());
    JsonNode replayed = replay(only(logs, ""), intervalMillis);

    assertThat(replayed.path("input").path("malformedLines").asInt()).isZero();
    assertThat(replayed.path("input").path("unusableEvents").asInt()).isZero();
    assertThat(replayed.path("application")).isEqualTo(live.path("application"));
    assertThat(totals(replayed)).isEqualTo(totals(live));
    assertThat(replayed.path("totals").path("busyCoreMillis").asDouble())
        .isCloseTo(live.path("totals").path("busyCoreMillis").asDouble(), withPercentage(0.1));
    assertThat(byKey(replayed.path("stages"), "stageId", "attempt"))
        .isEqualTo(byKey(live.path("stages"), "stageId", "attempt"));
    assertThat(executors(replayed)).isEqualTo(executors(live));
    assertThat(byKey(replayed.path("jobs"), "jobId", "jobId"))
        .isEqualTo(byKey(live.path("jobs"), "jobId", "jobId"));
    assertThat(fired(replayed)).isEqualTo(fired(live));
    assertThat(fired(live)).isNotEmpty();
    assertThat(only(reports, ".html")).isNotEmptyFile();
  }

  /** The one file or directory with such a name. */
  static Path only(Path directory, String ending) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .reduce(
              (one, other) -> {
                throw new AssertionError(one + " and " + other);
              })
          .orElseThrow(() -> new AssertionError("no *" + ending + " in " + directory));
    }
  }

  static JsonNode replay(Path log, long intervalMillis) throws IOException {
    RuleBook rules = RuleBook.standard(Map.of(), problem -> {});
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    JsonReport.write(
        new Replay(rules, intervalMillis).of(EventLog.at(log.toString()), bytes -> {}), json);
    return JSON.readTree(json.toByteArray());
  }

  private static Map<String, JsonNode> byKey(JsonNode list, String first, String second) {
    Map<String, JsonNode> byKey = new TreeMap<>();
    for (JsonNode each : list) {
      byKey.put(each.path(first) + "." + each.path(second), each);
    }
    assertThat(byKey).isNotEmpty();
    return byKey;
  }

  /** Without what no log tells, and without the time that the agent may have shown too long. */
  private static JsonNode totals(JsonNode report) {
    ObjectNode totals = report.path("totals").deepCopy();
    ((ObjectNode) totals.path("tasks")).remove("speculative");
    return withoutClock(totals);
  }

  /** The agent may look after the last task ended and before it is told: milliseconds too late. */
  private static ObjectNode withoutClock(ObjectNode figures) {
    figures.remove("busyCoreMillis");
    figures.remove("idleRatio");
    return figures;
  }

  private static Map<String, JsonNode> executors(JsonNode report) {
    Map<String, JsonNode> executors = new TreeMap<>();
    for (JsonNode each : report.path("executors")) {
      if (!each.path("id").asText().equals("driver")) {
        ObjectNode told = each.deepCopy();
        told.remove("peaks");
        told.remove("memory");
        told.remove("cachedBytesAtRemoval");
        executors.put(each.path("id").asText(), withoutClock(told));
      }
    }
    assertThat(executors).isNotEmpty();
    return executors;
  }

  /** Rule and subject of every alert. */
  private static Set<String> fired(JsonNode report) {
    Set<String> fired = new TreeSet<>();
    StreamSupport.stream(report.path("alerts").spliterator(), false)
        .map(alert -> alert.path("rule").asText() + " " + alert.path("subject"))
        .forEach(fired::add);
    return fired;
  }
}
