package io.sparkvitals.tracker;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.TimelineBucket;
import io.sparkvitals.model.WindowSums;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last hour in buckets of ten seconds: the differences of the application's running sums
 * between the buckets' starts, so that a task costs nothing here. Guarded by the tracker's lock.
 */
final class Timeline {
  private static final int BUCKETS = 361;

  private final Deque<TimelineBucket> closed = new ArrayDeque<>();
  private long startMillis;
  private TaskTotals totals = TaskTotals.ZERO;
  private TaskCounts counts = TaskCounts.ZERO;
  private CoreTime coreTime = CoreTime.ZERO;

  /** Whether the time is in a later bucket than the open one. */
  boolean isOver(long nowMillis) {
    return nowMillis >= startMillis + TimelineBucket.MILLIS;
  }

  /** Closes the open bucket and opens that of the time; returns how many buckets later it is. */
  int roll(long nowMillis, TaskTotals sums, TaskCounts.Accumulator ended, CoreTime cores) {
    long before = startMillis;
    if (before > 0) {
      closed.addLast(TimelineBucket.of(before, open(sums, ended, cores)));
      if (closed.size() > BUCKETS) {
        closed.removeFirst();
      }
    }
    startMillis = nowMillis - nowMillis % TimelineBucket.MILLIS;
    totals = sums;
    counts = ended.counts();
    coreTime = cores;
    return (int) Math.min(BUCKETS, (startMillis - before) / TimelineBucket.MILLIS);
  }

  private WindowSums open(TaskTotals sums, TaskCounts.Accumulator ended, CoreTime cores) {
    return WindowSums.of(sums.since(totals), ended.endedSince(counts), cores.minus(coreTime));
  }

  /** Oldest first, the open bucket last. */
  List<TimelineBucket> buckets(TaskTotals sums, TaskCounts.Accumulator ended, CoreTime cores) {
    List<TimelineBucket> all = new ArrayList<>(closed);
    all.add(TimelineBucket.of(startMillis, open(sums, ended, cores)));
    return all;
  }
}
