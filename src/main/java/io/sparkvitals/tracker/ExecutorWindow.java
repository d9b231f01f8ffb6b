package io.sparkvitals.tracker;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.WindowSums;

/**
 * What an executor did in the last ten minutes: a few of its running sums as they stood at the
 * start of each ten seconds, so that a task costs nothing here. Guarded by its owner's lock.
 */
final class ExecutorWindow {
  private static final int MARKS = 61;
  private static final int SUMS = 7;

  private final long[] marks = new long[MARKS * SUMS];
  private int newest = -1;
  private int size;

  /** Notes the sums at the start of a ten-second bucket. */
  void mark(TaskTotals.Accumulator totals, TaskCounts.Accumulator counts, CoreTime coreTime) {
    newest = (newest + 1) % MARKS;
    size = Math.min(MARKS, size + 1);
    write(newest * SUMS, totals, counts, coreTime);
  }

  private void write(
      int at, TaskTotals.Accumulator totals, TaskCounts.Accumulator counts, CoreTime coreTime) {
    marks[at] = totals.get(TaskMetric.RUN_TIME_MILLIS);
    marks[at + 1] = totals.get(TaskMetric.CPU_TIME_NANOS);
    marks[at + 2] = totals.get(TaskMetric.GC_TIME_MILLIS);
    marks[at + 3] = counts.ended(TaskOutcome.SUCCEEDED);
    marks[at + 4] = counts.ended(TaskOutcome.FAILED);
    marks[at + 5] = coreTime.allocatedMillis();
    marks[at + 6] = coreTime.busyMillis();
  }

  /** The sums since the oldest mark: run, CPU and GC time, successes, failures, and core time. */
  WindowSums sums(TaskTotals.Accumulator totals, TaskCounts.Accumulator counts, CoreTime coreTime) {
    int oldest = size < MARKS ? 0 : (newest + 1) % MARKS;
    int at = oldest * SUMS;
    boolean none = size == 0;
    TaskTotals.Accumulator window = new TaskTotals.Accumulator();
    add(window, totals, TaskMetric.RUN_TIME_MILLIS, none ? 0 : marks[at]);
    add(window, totals, TaskMetric.CPU_TIME_NANOS, none ? 0 : marks[at + 1]);
    add(window, totals, TaskMetric.GC_TIME_MILLIS, none ? 0 : marks[at + 2]);
    TaskCounts.Accumulator ended = new TaskCounts.Accumulator();
    add(ended, counts, TaskOutcome.SUCCEEDED, none ? 0 : marks[at + 3]);
    add(ended, counts, TaskOutcome.FAILED, none ? 0 : marks[at + 4]);
    CoreTime before = none ? CoreTime.ZERO : CoreTime.of(marks[at + 5], marks[at + 6]);
    return WindowSums.of(window.totals(), ended.counts(), coreTime.minus(before));
  }

  private static void add(
      TaskTotals.Accumulator window, TaskTotals.Accumulator now, TaskMetric metric, long before) {
    window.add(metric, now.get(metric) - before);
  }

  private static void add(
      TaskCounts.Accumulator window, TaskCounts.Accumulator now, TaskOutcome outcome, long before) {
    window.add(outcome, now.ended(outcome) - before);
  }
}
