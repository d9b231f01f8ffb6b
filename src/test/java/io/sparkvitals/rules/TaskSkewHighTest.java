package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.diagnosis.StandardDiagnoses;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule task-skew-high. */
class TaskSkewHighTest {
  private String severity(GivenStage stage) {
    return Judged.severities(Given.application().with(stage), "task-skew-high");
  }

  private GivenStage skewed(long tasks, double median, long max) {
    return Given.stage(7).tasks(200).durations(tasks, median, max);
  }

  @Test
  void warnsAboveFiveTimesTheMedian() {
    assertThat(severity(skewed(20, 60_000, 300_000))).isEmpty();
    assertThat(severity(skewed(20, 60_000, 300_001))).isEqualTo("warning");
  }

  @Test
  void isCriticalAboveTenTimesTheMedianAndTenMinutes() {
    assertThat(severity(skewed(20, 60_000, 600_001))).isEqualTo("critical");
    assertThat(severity(skewed(20, 60_001, 600_001))).isEqualTo("warning");
    assertThat(severity(skewed(20, 10_000, 600_000))).isEqualTo("warning");
    assertThat(severity(skewed(20, 10_000, 600_001))).isEqualTo("critical");
  }

  @Test
  void needsTwentyEndedTasks() {
    assertThat(severity(skewed(19, 10_000, 60_000))).isEmpty();
    assertThat(severity(skewed(20, 10_000, 60_000))).isEqualTo("warning");
  }

  @Test
  void orHalfOfAStageWithTenEndedTasks() {
    assertThat(severity(skewed(10, 10_000, 60_000).tasks(21))).isEmpty();
    assertThat(severity(skewed(10, 10_000, 60_000).tasks(20))).isEqualTo("warning");
    assertThat(severity(skewed(9, 10_000, 60_000).tasks(9))).isEmpty();
    assertThat(severity(skewed(10, 10_000, 60_000).tasks(-1))).isEmpty();
  }

  @Test
  void needsATaskOfThirtySeconds() {
    assertThat(severity(skewed(20, 1_000, 29_999))).isEmpty();
    assertThat(severity(skewed(20, 1_000, 30_000))).isEqualTo("warning");
  }

  @Test
  void needsFifteenSecondsMoreThanTheMedian() {
    RuleBook book =
        RuleBook.standard(
            Map.of("task-skew-high", Map.of("threshold", "1", "guard.longestTaskSeconds", "0")),
            problem -> {});
    RuleEngine engine = new RuleEngine(book, new StandardDiagnoses(), (rule, why, times) -> {});

    Given less = Given.application().with(skewed(20, 5_000, 19_999));
    assertThat(Judged.severities(engine.evaluate(less.snapshot()), "task-skew-high")).isEmpty();
    Given enough = Given.application().with(skewed(20, 5_000, 20_000));
    assertThat(Judged.severities(engine.evaluate(enough.snapshot()), "task-skew-high"))
        .isEqualTo("warning");
  }

  @Test
  void countsATaskThatStillRuns() {
    assertThat(severity(skewed(20, 10_000, 12_000).running(3, "4", 50_000))).isEmpty();
    assertThat(severity(skewed(20, 10_000, 12_000).running(3, "4", 50_001))).isEqualTo("warning");
  }
}
