package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule task-duration-regression. */
class TaskDurationRegressionTest {
  private String severity(long tasks, double median, double usual, int runs) {
    return Judged.severities(
        Given.application()
            .with(Given.stage(7).durations(tasks, median, (long) median).baseline(usual, runs)),
        "task-duration-regression");
  }

  @Test
  void warnsAboveTwiceTheBaseline() {
    assertThat(severity(20, 8_000, 4_000, 3)).isEmpty();
    assertThat(severity(20, 8_001, 4_000, 3)).isEqualTo("warning");
  }

  @Test
  void needsTwentyTasks() {
    assertThat(severity(19, 20_000, 4_000, 3)).isEmpty();
    assertThat(severity(20, 20_000, 4_000, 3)).isEqualTo("warning");
  }

  @Test
  void needsThreeEarlierRuns() {
    assertThat(severity(20, 20_000, 4_000, 2)).isEmpty();
    assertThat(severity(20, 20_000, 4_000, 3)).isEqualTo("warning");
  }

  @Test
  void needsABaselineOfASecond() {
    assertThat(severity(20, 20_000, 999, 3)).isEmpty();
    assertThat(severity(20, 20_000, 1_000, 3)).isEqualTo("warning");
  }

  @Test
  void needsTwoSecondsMore() {
    assertThat(severity(20, 2_999, 1_000, 3)).isEmpty();
    assertThat(severity(20, 3_000, 1_000, 3)).isEqualTo("warning");
  }

  @Test
  void isSilentWithoutABaseline() {
    Given given = Given.application().with(Given.stage(7).durations(20, 9_000, 9_000));

    assertThat(Judged.severities(given, "task-duration-regression")).isEmpty();
  }
}
