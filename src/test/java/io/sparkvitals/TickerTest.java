package io.sparkvitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickerTest {
  private static final long T0 = 1_700_000_000_000L;

  private final List<Long> looks = new ArrayList<>();

  private Ticker ticker(long budget) {
    return new Ticker(
        new ApplicationTracker(), 10_000, snapshot -> looks.add(second(snapshot)), budget);
  }

  private static long second(ApplicationSnapshot snapshot) {
    return (snapshot.takenMillis() - T0) / 1_000;
  }

  @Test
  void looksOnceForEachInterval() {
    Ticker ticker = ticker(Ticker.BUDGET);
    ticker.reaches(T0);
    ticker.reaches(T0 + 35_000);
    assertThat(looks).containsExactly(10L, 20L, 30L);
    assertThat(ticker.intervalMillis()).isEqualTo(10_000);
  }

  @Test
  void doublesTheIntervalWheneverTheBudgetIsUsedUp() {
    Ticker ticker = ticker(12_000);
    ticker.reaches(T0);
    ticker.reaches(T0 + 120_000);
    assertThat(looks).startsWith(10L, 20L, 30L, 40L, 60L, 100L);
    assertThat(ticker.intervalMillis()).isGreaterThan(20_000);
  }

  @Test
  void looksAtEventsFarApartAreFew() {
    Ticker ticker = ticker(4_000_000);
    for (int day = 0; day < 3_000; day++) {
      ticker.reaches(T0 + day * 86_400_000L);
    }
    assertThat(looks).hasSizeLessThan(10_000);
  }

  @Test
  void manyEventsPayForEveryLook() {
    Ticker ticker = ticker(400_000);
    for (int event = 0; event < 100_000; event++) {
      ticker.reaches(T0 + event * 200L);
    }
    assertThat(looks).hasSize(1_999);
    assertThat(ticker.intervalMillis()).isEqualTo(10_000);
  }

  @Test
  void taskOfAnotherTimeIsNotWaitedFor() {
    ApplicationTracker tracker = new ApplicationTracker();
    Ticker ticker = new Ticker(tracker, 10_000, snapshot -> looks.add(second(snapshot)));
    tracker.applicationStarted("app-1", "etl", T0);
    ticker.reaches(T0);
    ticker.reachesTask(T0 + 65 * 86_400_000L, T0 + 65 * 86_400_000L);
    ticker.reachesTask(T0 + 5_000, T0 + 20_000);
    assertThat(looks).containsExactly(10L, 20L);
  }
}
