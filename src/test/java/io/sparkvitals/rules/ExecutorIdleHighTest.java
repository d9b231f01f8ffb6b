package io.sparkvitals.rules;

import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule executor-idle-high. */
class ExecutorIdleHighTest {
  private String severity(Given given) {
    return Judged.severities(given, "executor-idle-high");
  }

  private Given idle(double ratio) {
    return Given.application().executorAddedBefore(MINUTE).idle(1_000, ratio);
  }

  @Test
  void informsAboveThirtyPercent() {
    assertThat(severity(idle(0.30))).isEmpty();
    assertThat(severity(idle(0.301))).isEqualTo("info");
  }

  @Test
  void warnsAboveSixtyPercent() {
    assertThat(severity(idle(0.60))).isEqualTo("info");
    assertThat(severity(idle(0.601))).isEqualTo("warning");
  }

  @Test
  void needsSixHundredCoreSeconds() {
    assertThat(severity(Given.application().executorAddedBefore(MINUTE).idle(599, 0.5))).isEmpty();
    assertThat(severity(Given.application().executorAddedBefore(MINUTE).idle(600, 0.5)))
        .isEqualTo("info");
  }

  @Test
  void needsAnApplicationOlderThanFiveMinutes() {
    assertThat(severity(idle(0.5).started(NOW - 5 * MINUTE))).isEmpty();
    assertThat(severity(idle(0.5).started(NOW - 5 * MINUTE - 1))).isEqualTo("info");
  }

  @Test
  void waitsAMinuteAfterAnExecutorCame() {
    assertThat(severity(Given.application().executorAddedBefore(MINUTE - 1).idle(1_000, 0.5)))
        .isEmpty();
    assertThat(severity(Given.application().executorAddedBefore(MINUTE).idle(1_000, 0.5)))
        .isEqualTo("info");
  }
}
