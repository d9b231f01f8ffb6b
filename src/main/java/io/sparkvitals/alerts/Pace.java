package io.sparkvitals.alerts;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many messages may go in any hour. The last quarter of them is kept for critical alerts. Not
 * thread-safe.
 */
final class Pace {
  static final long HOUR_MILLIS = 3_600_000;

  private final int maxPerHour;
  private final Deque<Long> passed = new ArrayDeque<>();

  /** 0 is no limit. */
  Pace(int maxPerHour) {
    this.maxPerHour = maxPerHour;
  }

  boolean admits(boolean critical, long nowMillis) {
    while (!passed.isEmpty() && nowMillis - passed.getFirst() >= HOUR_MILLIS) {
      passed.removeFirst();
    }
    int room = critical ? maxPerHour : maxPerHour - maxPerHour / 4;
    return maxPerHour == 0 || passed.size() < room;
  }

  void passed(long nowMillis) {
    if (maxPerHour > 0) {
      passed.add(nowMillis);
    }
  }
}
