package io.sparkvitals;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.replay.LogClock;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.function.Consumer;

/**
 * Lets the time of a log pass: whenever an event is about to happen after one or more intervals,
 * the application is looked at once for each of them, as the live agent would have. Not
 * thread-safe.
 *
 * <p>Looks at a log have a budget, so that they cost at most a small multiple of its reading,
 * whatever times stand in it: one costs as much as the application has stages, executors and jobs,
 * and each event pays for some. Whenever it is used up, the interval doubles and there is a quarter
 * of it again. A gap of more than {@link #MAX_LOOKS} intervals is looked at that many times,
 * evenly.
 */
final class Ticker implements LogClock {
  static final int MAX_LOOKS = 1_000;

  /** Enough for a look every ten seconds of a day at 300 live executors and 4,000 stages. */
  static final long BUDGET = 120_000_000;

  private static final long COST_OF_LOOK = 4_000;
  private static final long COST_OF_LIVE_EXECUTOR = 20;
  private static final long PAID_BY_EVENT = 100;

  private final ApplicationTracker tracker;
  private final long intervalMillis;
  private final Consumer<ApplicationSnapshot> look;
  private final long budget;
  private long thinning = 1;
  private long left;
  private long nextMillis;

  Ticker(ApplicationTracker tracker, long intervalMillis, Consumer<ApplicationSnapshot> look) {
    this(tracker, intervalMillis, look, BUDGET);
  }

  Ticker(
      ApplicationTracker tracker,
      long intervalMillis,
      Consumer<ApplicationSnapshot> look,
      long budget) {
    this.tracker = tracker;
    this.intervalMillis = intervalMillis;
    this.look = look;
    this.budget = budget;
    this.left = budget;
  }

  @Override
  public void reaches(long timeMillis) {
    left += PAID_BY_EVENT;
    if (timeMillis <= 0 || timeMillis > ApplicationTracker.LATEST_MILLIS) {
      return;
    }
    if (nextMillis == 0) {
      nextMillis = timeMillis + intervalMillis;
      return;
    }
    long looks = (timeMillis - nextMillis) / intervalMillis + 1;
    long coarse = Math.max(1, (looks + MAX_LOOKS - 1) / MAX_LOOKS);
    while (nextMillis <= timeMillis) {
      tracker.tick(nextMillis);
      ApplicationSnapshot snapshot = tracker.snapshot();
      look.accept(snapshot);
      pay(snapshot);
      nextMillis += intervalMillis * Math.max(coarse, thinning);
    }
  }

  /** A task that does not fit into the application's time moves no clock. */
  @Override
  public void reachesTask(long launchMillis, long timeMillis) {
    if (tracker.fits(launchMillis)) {
      reaches(timeMillis);
    }
  }

  private void pay(ApplicationSnapshot snapshot) {
    left -= COST_OF_LOOK + snapshot.stages().size();
    left -= snapshot.executors().size() + snapshot.jobs().size();
    left -= COST_OF_LIVE_EXECUTOR * live(snapshot);
    if (left < 0) {
      left = budget / 4;
      thinning *= 2;
    }
  }

  private static long live(ApplicationSnapshot snapshot) {
    return snapshot.executors().stream().filter(executor -> executor.active()).count();
  }

  /** The time between two looks at last: longer than was asked for where the budget was used up. */
  long intervalMillis() {
    return intervalMillis * thinning;
  }
}
