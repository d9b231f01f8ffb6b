package io.sparkvitals.alerts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers when alerts began to fire, so that one that comes and goes is not told each time: the
 * third time within an hour it is kept firing until the first time is an hour ago. Bounded; not
 * thread-safe.
 */
final class Recurrence {
  /** So often an alert may begin to fire within an hour. */
  static final int MAX_PER_HOUR = 3;

  private final Map<String, Deque<Long>> fires;

  Recurrence(int maxAlerts) {
    fires =
        new LinkedHashMap<String, Deque<Long>>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > maxAlerts;
          }
        };
  }

  /** An alert fires: keeps it firing where it did so too often. */
  void fired(AlertEntry entry, long nowMillis) {
    Deque<Long> times = fires.computeIfAbsent(entry.fingerprint(), key -> new ArrayDeque<>());
    while (!times.isEmpty() && nowMillis - times.getFirst() >= Pace.HOUR_MILLIS) {
      times.removeFirst();
    }
    times.add(nowMillis);
    if (times.size() >= MAX_PER_HOUR) {
      entry.dampUntil(times.getFirst() + Pace.HOUR_MILLIS);
    }
  }
}
