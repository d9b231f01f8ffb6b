package io.sparkvitals.model;

/** How many jobs, or stage attempts, or SQL executions started and how they ended. Immutable. */
public final class ActivityCounts {
  public static final ActivityCounts ZERO = new ActivityCounts(0, 0, 0, 0);

  private final long started;
  private final long succeeded;
  private final long failed;
  private final long active;

  private ActivityCounts(long started, long succeeded, long failed, long active) {
    this.started = started;
    this.succeeded = succeeded;
    this.failed = failed;
    this.active = active;
  }

  public static ActivityCounts of(long started, long succeeded, long failed, long active) {
    return new ActivityCounts(started, succeeded, failed, active);
  }

  public long started() {
    return started;
  }

  public long succeeded() {
    return succeeded;
  }

  public long failed() {
    return failed;
  }

  public long active() {
    return active;
  }
}
