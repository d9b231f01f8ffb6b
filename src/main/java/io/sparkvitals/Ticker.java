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
 * <p>A gap of more than {@link #MAX_LOOKS} intervals is looked at that many times, evenly, so that
 * a wrong time in a log costs little.
 */
final class Ticker implements LogClock {
  static final int MAX_LOOKS = 1_000;

  private final ApplicationTracker tracker;
  private final long intervalMillis;
  private final Consumer<ApplicationSnapshot> look;
  private long nextMillis;

  Ticker(ApplicationTracker tracker, long intervalMillis, Consumer<ApplicationSnapshot> look) {
    this.tracker = tracker;
    this.intervalMillis = intervalMillis;
    this.look = look;
  }

  @Override
  public void reaches(long timeMillis) {
    if (timeMillis <= 0 || timeMillis > ApplicationTracker.LATEST_MILLIS) {
      return;
    }
    if (nextMillis == 0) {
      nextMillis = timeMillis + intervalMillis;
      return;
    }
    long looks = (timeMillis - nextMillis) / intervalMillis + 1;
    long step = intervalMillis * Math.max(1, (looks + MAX_LOOKS - 1) / MAX_LOOKS);
    for (; nextMillis <= timeMillis; nextMillis += step) {
      tracker.tick(nextMillis);
      look.accept(tracker.snapshot());
    }
  }
}
