package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.GcDiagnosis;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizing;
import io.sparkvitals.rules.figures.MemoryDemand;

/**
 * How the executors of a resource profile use the cores they have: busy with tasks, and the tasks
 * computing or waiting. Immutable.
 */
final class CoreUse {
  /** Tasks that compute for less of their run time than that wait for something. */
  static final double COMPUTING = 0.5;

  /** Cores of which less is busy have room for more tasks as they are. */
  static final double BUSY = 0.8;

  private static final double GROWTH = 1.5;
  private static final double ROOM = 0.5;
  private static final double SHUFFLE_WAIT = 0.2;
  private static final long MIN_RUN_MILLIS = 300_000;
  private static final long MIN_TASKS = 20;

  private final MemoryDemand demand;
  private final MemoryTrouble trouble;
  private final TaskTotals totals;
  private final CoreTime coreTime;
  private final int present;
  private final ApplicationSnapshot snapshot;
  private final long endedTasks;

  private CoreUse(ApplicationSnapshot snapshot, RightSizing sizing) {
    this.snapshot = snapshot;
    this.demand = sizing.demand();
    this.trouble = sizing.trouble();
    this.present = sizing.presentCores();
    this.totals = trouble.totals();
    CoreTime time = CoreTime.ZERO;
    long ended = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (!each.facts().driver() && each.facts().resourceProfileId() == sizing.profileId()) {
        time = time.plus(each.coreTime());
        ended += each.counts().succeeded() + each.counts().failed();
      }
    }
    this.coreTime = time;
    this.endedTasks = ended;
  }

  static CoreUse of(ApplicationSnapshot snapshot, RightSizing sizing) {
    return new CoreUse(snapshot, sizing);
  }

  /** Busy per allocated core time. */
  double busyRatio() {
    return coreTime.idleRatio().isPresent() ? 1 - coreTime.idleRatio().getAsDouble() : 0;
  }

  /** CPU time per run time. */
  double cpuRatio() {
    return totals.cpuRatio().orElse(1);
  }

  CoreTime coreTime() {
    return coreTime;
  }

  long endedTasks() {
    return endedTasks;
  }

  /**
   * Whether tasks hold nearly all cores and mostly wait, neither for shuffle blocks nor for the
   * collector. No for Python, whose CPU time is in no metric.
   */
  private boolean waits() {
    return totals.get(TaskMetric.RUN_TIME_MILLIS) >= MIN_RUN_MILLIS
        && endedTasks >= MIN_TASKS
        && demand.pythonBytes() == 0
        && busyRatio() >= BUSY
        && cpuRatio() < COMPUTING
        && totals.gcRatio().orElse(0) < MemoryTrouble.HIGH_GC
        && totals.fetchWaitRatio().orElse(0) < SHUFFLE_WAIT;
  }

  /** Whether more tasks at a time would find the memory that they need. */
  private boolean roomForMore() {
    return demand.measured() > 0 && demand.unifiedRatio() < ROOM && !trouble.demandHidden();
  }

  /** Whether tasks leave each other too little of a heap that is large enough for what stays. */
  private boolean crowded() {
    return trouble.collectsTooMuch()
        && !trouble.heapTooSmall()
        && new GcDiagnosis().explain(Sight.wholeRun(snapshot)).kind() == CauseKind.ALLOCATION;
  }

  /**
   * Half as many again where tasks wait and there is memory for more of them; half where they make
   * garbage faster than it can be collected; else as many.
   */
  int cores() {
    if (present > 1 && crowded()) {
      return Sizing.fewerCores(present);
    }
    return present > 0 && waits() && roomForMore() ? (int) Math.ceil(present * GROWTH) : present;
  }
}
