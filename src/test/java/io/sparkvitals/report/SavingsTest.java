package io.sparkvitals.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.diagnosis.advice.Certainty;
import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.diagnosis.advice.Topic;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavingsTest {
  private static final CoreSplit SPLIT =
      CoreSplit.of(
              Given.application()
                  .run(TaskTotals.ZERO, ran(60_000), CoreTime.of(100_000, 60_000))
                  .snapshot())
          .orElseThrow();

  private static TaskBreakdown ran(long millis) {
    TaskBreakdown.Accumulator all = new TaskBreakdown.Accumulator();
    all.end(
        new TaskSample()
            .reset(1, 0)
            .times(Given.NOW - millis, Given.NOW)
            .set(TaskMetric.SCHEDULER_DELAY_MILLIS, 2_000)
            .set(TaskMetric.DESERIALIZE_TIME_MILLIS, 3_000),
        false);
    return all.breakdown();
  }

  private static Suggestion advice(String about, double saved) {
    return Suggestion.of(Topic.SLOW_TASKS, about, Certainty.HIGH, "found", List.of("line"))
        .saving(saved, CoreUse.DRIVER_ONLY, CoreUse.IDLE);
  }

  @Test
  void countsOnlyTheLargestOfTheSameThing() {
    assertThat(
            Savings.coreMillis(
                List.of(advice("stage 1", 10_000), advice("stage 1", 15_000), advice("2", 5_000)),
                SPLIT))
        .hasValue(20_000);
  }

  @Test
  void isNeverMoreThanWasWasted() {
    assertThat(Savings.coreMillis(List.of(advice("1", 39_999)), SPLIT)).hasValue(39_999);
    assertThat(Savings.coreMillis(List.of(advice("1", 90_000)), SPLIT)).hasValue(40_000);
  }

  private static Suggestion from(String about, double saved, CoreUse part, CoreUse... more) {
    return Suggestion.of(Topic.SLOW_TASKS, about, Certainty.HIGH, "found", List.of("line"))
        .saving(saved, part, more);
  }

  @Test
  void adviceSavesNoMoreThanItsOwnParts() {
    assertThat(
            Savings.coreMillis(
                List.of(
                    from("idle", 90_000, CoreUse.IDLE),
                    from("starts", 90_000, CoreUse.STARTS),
                    from("done again", 90_000, CoreUse.LOST)),
                SPLIT))
        .hasValue(40_000 + 5_000);
  }

  @Test
  void whatOneSavesNoOtherSavesAgain() {
    Suggestion any = from("any", 30_000, CoreUse.DRIVER_ONLY, CoreUse.IDLE);
    Suggestion idle = from("idle", 20_000, CoreUse.IDLE);

    assertThat(Savings.coreMillis(List.of(any, idle), SPLIT)).hasValue(40_000);
    assertThat(Savings.coreMillis(List.of(idle, from("more", 20_001, CoreUse.IDLE)), SPLIT))
        .hasValue(40_000);
    assertThat(Savings.coreMillis(List.of(idle, from("less", 19_999, CoreUse.IDLE)), SPLIT))
        .hasValue(39_999);
  }

  @Test
  void isAbsentWithoutAnEstimate() {
    assertThat(Savings.coreMillis(List.of(), SPLIT)).isEmpty();
    assertThat(Savings.coreMillis(List.of(advice("1", Double.NaN)), SPLIT)).isEmpty();
  }
}
