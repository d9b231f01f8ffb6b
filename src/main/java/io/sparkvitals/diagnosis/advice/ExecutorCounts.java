package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.cost.IdleSplit;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import java.util.Map;
import java.util.TreeMap;

/** How many standard executors were registered at a time, and what stages had for them to do. */
public final class ExecutorCounts {
  private static final int EXECUTORS = 0;
  private static final int TASKS = 1;
  private static final int WAITING = 2;

  private final Map<Long, long[]> changes = new TreeMap<>();
  private final long end;

  private ExecutorCounts(ApplicationSnapshot snapshot, double waitingTasks) {
    this.end = snapshot.untilMillis();
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (standard(each)) {
        change(EXECUTORS, each.facts().addedMillis(), StageGaps.gone(each, end), 1);
      }
    }
    for (StageSnapshot each : snapshot.stages()) {
      if (each.facts().resourceProfileId() == 0) {
        stage(each, waitingTasks);
      }
    }
  }

  /** A stage counts as waiting while at least this many of its tasks have not ended. */
  public static ExecutorCounts of(ApplicationSnapshot snapshot, double waitingTasks) {
    return new ExecutorCounts(snapshot, waitingTasks);
  }

  static boolean standard(ExecutorSnapshot executor) {
    return !executor.facts().driver()
        && executor.facts().resourceProfileId() == 0
        && executor.facts().addedMillis() > 0
        && executor.facts().cores() > 0;
  }

  /** Tasks are taken to end evenly over the time in which the stage ran. */
  private void stage(StageSnapshot stage, double waitingTasks) {
    long from = stage.facts().submissionMillis();
    long to = IdleSplit.completed(stage, end);
    long tasks = Math.max(0, stage.facts().numTasks());
    change(TASKS, from, to, tasks);
    double left = stage.pending() > 0 ? stage.pending() + stage.counts().running() : 0;
    if (tasks >= waitingTasks) {
      double part = left >= waitingTasks ? 1 : (tasks - waitingTasks) / (tasks - left);
      change(WAITING, from, from + Math.round((to - from) * part), 1);
    }
  }

  private void change(int what, long from, long to, long by) {
    if (from > 0 && to > from) {
      changes.computeIfAbsent(from, time -> new long[3])[what] += by;
      changes.computeIfAbsent(to, time -> new long[3])[what] -= by;
    }
  }

  /** The most executors at once. */
  public long most() {
    return greatest(EXECUTORS);
  }

  /** The most tasks of stages that ran at once. */
  long mostTasks() {
    return greatest(TASKS);
  }

  private long greatest(int what) {
    long now = 0;
    long greatest = 0;
    for (long[] each : changes.values()) {
      now += each[what];
      greatest = Math.max(greatest, now);
    }
    return greatest;
  }

  /** For how long there were at least so many executors, and a stage that waited. */
  long waitedMillis(double executors) {
    long[] now = new long[3];
    long waited = 0;
    long before = 0;
    for (Map.Entry<Long, long[]> each : changes.entrySet()) {
      boolean waits = now[EXECUTORS] >= executors && now[WAITING] > 0;
      waited += waits ? each.getKey() - before : 0;
      for (int i = 0; i < now.length; i++) {
        now[i] += each.getValue()[i];
      }
      before = each.getKey();
    }
    return waited;
  }
}
