package io.sparkvitals.rules;

import static io.sparkvitals.rules.Severity.CRITICAL;
import static io.sparkvitals.rules.Severity.INFO;
import static io.sparkvitals.rules.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule file that comes with the agent holds exactly the numbers that were agreed on. */
class RuleFileTest {
  /** Rule, scopes, signal, bounds, guards, for, keep, window; the last is "-" where none is. */
  private static final String STATES =
      """
      executor-memory-high | executor | memoryUtilization | > warning 0.85 critical 0.95\
       | memorySamples >= 10, heartbeatAgeSeconds < 30 s, executorAgeSeconds >= 2 min | 2m | 5m | -
      gc-time-high | stage executor application | gcRatio | > warning 0.10 critical 0.25\
       | runSeconds >= 60 s, endedTasks >= 20 | 1m | 5m | 10m
      task-failure-rate-high | stage application | taskFailureRatio | > critical 0.05\
       | finishedTasks >= 20, failedTasks >= 3 | 0 | 10m | 10m
      task-duration-regression | stage | medianRegression | > warning 2\
       | succeededTasks >= 20, baselineRuns >= 3, baselineSeconds >= 1 s,\
       medianExcessSeconds >= 2 s | 0 | 1m | -
      shuffle-volume-high | application | shuffleBytesPerHour | > warning 50e9\
       | | 0 | 15m | 1h
      spill-ratio-high | stage application | spillRatio | > warning 0.20 critical 1\
       | spilledBytes >= 100 MB, processedBytes >= 100 MB | 1m | 5m | 10m
      cpu-utilization-low | application | cpuRatio | < info 0.70\
       | runSeconds >= 5 min, endedTasks >= 20, pythonWorkers = 0 | 10m | 10m | 15m
      executor-idle-high | application | idleRatio | > info 0.30 warning 0.60\
       | allocatedCoreSeconds >= 10 min, applicationAgeSeconds > 5 min,\
       sinceExecutorAddedSeconds >= 60 s | 10m | 10m | 10m
      task-skew-high | stage | durationSkew | > warning 5 critical 10\
       | succeededTasks >= 20 or succeededShare >= 50 % and succeededTasks >= 10,\
       longestTaskSeconds >= 30 s, longestExcessSeconds >= 15 s | 0 | 1m | -
      stage-stalled | stage | stalledSeconds | > warning 600\
       | stallFactor >= 10x, succeededTasks >= 3, droppedEvents = 0 | 0 | 1m | -
      stage-retried | stage | lostWork | > warning 0 | | 0 | 1m | -
      application-starved | application | starvedSeconds | > warning 120 critical 600\
       | droppedEvents = 0 | 0 | 1m | -
      driver-memory-high | driver | heapFloorRatio | > critical 0.85\
       | collections >= 3, heartbeatAgeSeconds < 60 s | 1m | 5m | -
      result-size-high | application | resultRatio | > warning 0.80 | | 0 | 1m | -
      cache-unused | application | unusedCacheBytes | > info 100e6\
       | unusedCacheSeconds >= 10 min, droppedEvents = 0 | 0 | 1m | -
      parallelism-lost | application | shrunkExecutors | > warning 0 | | 0 | 1m | -
      budget | application | budgetRatio | > info 0.50 warning 0.80 critical 1 | | 0 | 1m | -
      events-dropped | agent | droppedEvents | > warning 0 | | 0 | 1m | -
      """;

  private final RuleBook book = Judged.standardRules();

  private static Stream<List<String>> states() {
    return STATES.lines().map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList());
  }

  @ParameterizedTest
  @MethodSource("states")
  void aStateRuleHasItsNumbers(List<String> row) {
    Rule rule = book.rule(row.get(0)).orElseThrow();

    assertThat(rule.scopes()).map(Scope::label).isEqualTo(List.of(row.get(1).split(" ")));
    assertThat(rule.signal().member()).isEqualTo(row.get(2));
    assertThat((rule.steps().above() ? "> " : "< ") + bounds(rule)).isEqualTo(sides(row.get(3)));
    assertThat(rule.guards()).map(Guard::toString).isEqualTo(guards(row.get(4)));
    assertThat(rule.forMillis()).isEqualTo(millis(row.get(5)));
    assertThat(rule.keepMillis()).isEqualTo(millis(row.get(6)));
    if (!row.get(7).equals("-")) {
      assertThat(rule.windowMillis()).isEqualTo(millis(row.get(7)));
    }
    assertThat(rule.enabled()).isTrue();
  }

  private static String bounds(Rule rule) {
    return rule.steps().bounds().entrySet().stream()
        .map(step -> step.getKey().label() + " " + step.getValue())
        .collect(Collectors.joining(" "));
  }

  /** The same with every number as Java writes it. */
  private static String sides(String text) {
    return Stream.of(text.split(" "))
        .map(word -> word.matches("[0-9].*") ? String.valueOf(Double.parseDouble(word)) : word)
        .collect(Collectors.joining(" "));
  }

  private static List<String> guards(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",\\s*"));
  }

  private static long millis(String text) {
    return Math.round(Unit.SECONDS.parse(text).orElseThrow() * 1_000);
  }

  @Test
  void aSkewIsCriticalOnlyBeyondTenMinutes() {
    Rule rule = book.rule("task-skew-high").orElseThrow();

    assertThat(rule.stepGuards().keySet()).containsExactly(CRITICAL);
    assertThat(rule.stepGuards().get(CRITICAL))
        .map(Guard::toString)
        .containsExactly("longestTaskSeconds > 10 min");
  }

  @Test
  void aLossIsAsSevereAsItsClass() {
    Rule rule = book.rule("executor-lost").orElseThrow();

    assertThat(rule.occurrence()).isEqualTo(Occurrence.EXECUTOR_LOST);
    assertThat(rule.classes())
        .isEqualTo(
            Map.of(
                "memory_kill", Optional.of(CRITICAL),
                "preempted", Optional.of(INFO),
                "decommissioned", Optional.of(INFO),
                "driver_requested", Optional.empty(),
                "other", Optional.of(WARNING)));
    assertThat(rule.forMillis()).isZero();
  }

  @Test
  void aFailedJobIsCriticalUnlessItWasCancelled() {
    Rule rule = book.rule("job-failed").orElseThrow();

    assertThat(rule.occurrence()).isEqualTo(Occurrence.JOB_FAILED);
    assertThat(rule.classes()).isEqualTo(Map.of("other", Optional.of(CRITICAL)));
    assertThat(rule.guards()).map(Guard::toString).containsExactly("jobCancelled = 0");
  }

  @Test
  void thereAreNoOtherRules() {
    List<String> ids = new ArrayList<>(states().map(row -> row.get(0)).toList());
    ids.add("executor-lost");
    ids.add("job-failed");

    assertThat(book.rules()).map(Rule::id).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void theFileThatPeopleDeployIsThePackedOne() throws IOException {
    byte[] packed;
    try (var in = RuleBook.class.getResourceAsStream("/io/sparkvitals/rules.yml")) {
      packed = in.readAllBytes();
    }

    assertThat(packed).isEqualTo(Files.readAllBytes(Path.of("agent/rules.yml")));
  }

  @Test
  void everyRuleAdvisesWhateverTheCause() {
    for (Rule rule : book.rules()) {
      for (CauseKind kind : CauseKind.values()) {
        assertThat(rule.advice(kind)).as(rule + " " + kind).isPresent();
      }
      assertThat(rule.summary().toString()).as(rule.id()).contains("{subject}");
      assertThat(rule.cause().toString()).as(rule.id()).isNotEmpty();
    }
  }
}
