package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.figures.MemoryDemand;

/**
 * How the standard executors use the cores they have: busy with tasks, and the tasks computing or
 * waiting. Immutable.
 */
final class CoreUse {
  /** Tasks that use less of their run time for computing wait for something. */
  static final double WAITING_CPU = 0.5;

  /** Cores that are idle more than that leave room without a change of their number. */
  static final double BUSY = 0.8;

  private static final double GROWTH = 1.5;
  private static final double ROOM = 0.5;
  private static final long MIN_RUN_MILLIS = 300_000;
  private static final long MIN_TASKS = 20;

  private final ExecutorSettings settings;
  private final MemoryDemand demand;
  private final MemoryTrouble trouble;
  private final TaskTotals totals;
  private final CoreTime coreTime;
  private final long endedTasks;

  private CoreUse(ApplicationSnapshot snapshot) {
    this.settings = ExecutorSettings.of(snapshot);
    this.demand = MemoryDemand.ofExecutors(snapshot, 0);
    this.trouble = MemoryTrouble.ofExecutors(snapshot, 0);
    this.totals = trouble.totals();
    CoreTime time = CoreTime.ZERO;
    long ended = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (!each.facts().driver() && each.facts().resourceProfileId() == 0) {
        time = time.plus(each.coreTime());
        ended += each.counts().succeeded() + each.counts().failed();
      }
    }
    this.coreTime = time;
    this.endedTasks = ended;
  }

  static CoreUse of(ApplicationSnapshot snapshot) {
    return new CoreUse(snapshot);
  }

  /** Busy per allocated core time. */
  double busyRatio() {
    return coreTime.idleRatio().isPresent() ? 1 - coreTime.idleRatio().getAsDouble() : 0;
  }

  /** CPU time per run time. */
  double cpuRatio() {
    return totals.cpuRatio().orElse(1);
  }

  TaskTotals totals() {
    return totals;
  }

  CoreTime coreTime() {
    return coreTime;
  }

  int presentCores() {
    return settings.executorCores();
  }

  /**
   * Whether tasks hold nearly all cores and mostly wait; unknown, so false, with Python workers.
   */
  boolean waits() {
    return totals.get(TaskMetric.RUN_TIME_MILLIS) >= MIN_RUN_MILLIS
        && endedTasks >= MIN_TASKS
        && demand.pythonBytes() == 0
        && busyRatio() >= BUSY
        && cpuRatio() < WAITING_CPU
        && totals.gcRatio().orElse(0) < MemoryTrouble.HIGH_GC;
  }

  /** Whether more tasks at a time would find the memory that they need. */
  boolean roomForMore() {
    return demand.measured() > 0 && demand.unifiedRatio() < ROOM && !trouble.demandHidden();
  }

  int cores() {
    int present = presentCores();
    return present > 0 && waits() && roomForMore() ? (int) Math.ceil(present * GROWTH) : present;
  }
}
