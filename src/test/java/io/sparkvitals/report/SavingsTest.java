package io.sparkvitals.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.diagnosis.advice.Certainty;
import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.diagnosis.advice.Topic;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavingsTest {
  private static final CoreSplit SPLIT =
      CoreSplit.of(
              Given.application()
                  .run(TaskTotals.ZERO, TaskBreakdown.EMPTY, CoreTime.of(100_000, 60_000))
                  .snapshot())
          .orElseThrow();

  private static Suggestion advice(String about, double saved) {
    return Suggestion.of(Topic.SLOW_TASKS, about, Certainty.HIGH, "found", List.of("line"))
        .saving(saved);
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

  @Test
  void isAbsentWithoutAnEstimate() {
    assertThat(Savings.coreMillis(List.of(), SPLIT)).isEmpty();
    assertThat(Savings.coreMillis(List.of(advice("1", Double.NaN)), SPLIT)).isEmpty();
  }
}
