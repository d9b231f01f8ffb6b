package io.sparkvitals.model;

/** What happened within a sliding window. Immutable. */
public final class WindowSums {
  public static final WindowSums ZERO =
      new WindowSums(TaskTotals.ZERO, TaskCounts.ZERO, CoreTime.ZERO);

  private final TaskTotals totals;
  private final TaskCounts counts;
  private final CoreTime coreTime;

  private WindowSums(TaskTotals totals, TaskCounts counts, CoreTime coreTime) {
    this.totals = totals;
    this.counts = counts;
    this.coreTime = coreTime;
  }

  public static WindowSums of(TaskTotals totals, TaskCounts counts, CoreTime coreTime) {
    return new WindowSums(totals, counts, coreTime);
  }

  /** Metrics of the tasks that ended within the window. */
  public TaskTotals totals() {
    return totals;
  }

  /** Tasks that ended within the window; none of them is started or running here. */
  public TaskCounts counts() {
    return counts;
  }

  public CoreTime coreTime() {
    return coreTime;
  }
}
