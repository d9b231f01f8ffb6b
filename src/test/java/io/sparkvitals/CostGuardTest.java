package io.sparkvitals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CostGuardTest {
  private final CostGuard guard = new CostGuard();
  private double busy;

  private boolean exceeded(double from, double to, double share) {
    boolean exceeded = false;
    for (double now = from; now <= to; now += 10) {
      exceeded = guard.exceeded(busy, now);
      busy += 10 * share;
    }
    return exceeded;
  }

  @Test
  void halfOfTheThreadIsAllowed() {
    assertThat(exceeded(0, 600, 0.5)).isFalse();
  }

  @Test
  void moreThanHalfForAMinuteIsTooMuch() {
    assertThat(exceeded(0, 50, 0.51)).isFalse();
    assertThat(exceeded(60, 60, 0.51)).isTrue();
  }

  @Test
  void aPauseStartsTheMinuteAgain() {
    assertThat(exceeded(0, 40, 0.9)).isFalse();
    assertThat(exceeded(50, 50, 0.1)).isFalse();
    assertThat(exceeded(60, 110, 0.9)).isFalse();
    assertThat(exceeded(120, 120, 0.9)).isTrue();
  }

  @Test
  void whatHappenedBeforeTheFirstLookDoesNotCount() {
    busy = 1_000;

    assertThat(exceeded(0, 0, 0)).isFalse();
    assertThat(exceeded(10, 300, 0)).isFalse();
  }
}
