package io.sparkvitals.model;

/**
 * How long task attempts took from launch to finish, summed by how they ended; milliseconds.
 * Immutable. An attempt without a known duration adds nothing.
 */
public final class TaskTime {
  public static final TaskTime ZERO = new Accumulator().time();

  private final long succeeded;
  private final long starts;
  private final long failed;
  private final long killed;
  private final long cutOff;
  private final long resubmitted;

  private TaskTime(Accumulator sums) {
    this.succeeded = sums.succeeded;
    this.starts = sums.starts;
    this.failed = sums.failed;
    this.killed = sums.killed;
    this.cutOff = sums.cutOff;
    this.resubmitted = sums.resubmitted;
  }

  public long succeededMillis() {
    return succeeded;
  }

  /**
   * For how long the attempts that succeeded held a core without running: until they began, and
   * after they had ended. At most {@link #succeededMillis()}.
   */
  public long startMillis() {
    return Math.max(0, Math.min(succeeded, starts));
  }

  /** Of attempts that failed while their executor lived. */
  public long failedMillis() {
    return failed;
  }

  /** Of losers of speculation and of cancelled jobs. */
  public long killedMillis() {
    return killed;
  }

  /** Of attempts that ended because their executor was lost. */
  public long cutOffMillis() {
    return cutOff;
  }

  /** Of attempts that succeeded and whose output was lost later: a part of the succeeded ones. */
  public long resubmittedMillis() {
    return resubmitted;
  }

  /** Of all attempts that ended, each counted once. */
  public long totalMillis() {
    return succeeded + failed + killed + cutOff;
  }

  /** Sums up. Not thread-safe. */
  public static final class Accumulator {
    private long succeeded;
    private long starts;
    private long failed;
    private long killed;
    private long cutOff;
    private long resubmitted;

    /** Takes an attempt that ended; a few additions. */
    public void add(TaskSample task) {
      long millis = Math.max(0, task.durationMillis());
      switch (task.outcome()) {
        case SUCCEEDED:
          succeeded += millis;
          starts += startMillis(task);
          break;
        case KILLED:
          killed += millis;
          break;
        case RESUBMITTED:
          resubmitted += millis;
          break;
        default:
          fail(task, millis);
      }
    }

    private static long startMillis(TaskSample task) {
      return task.get(TaskMetric.SCHEDULER_DELAY_MILLIS)
          + task.get(TaskMetric.DESERIALIZE_TIME_MILLIS)
          + task.get(TaskMetric.RESULT_SERIALIZE_TIME_MILLIS)
          + task.get(TaskMetric.GETTING_RESULT_TIME_MILLIS);
    }

    private void fail(TaskSample task, long millis) {
      FailureReason reason = task.failureReason();
      if (reason != null && reason.executorLost()) {
        cutOff += millis;
      } else {
        failed += millis;
      }
    }

    public void add(TaskTime other) {
      succeeded += other.succeeded;
      starts += other.starts;
      failed += other.failed;
      killed += other.killed;
      cutOff += other.cutOff;
      resubmitted += other.resubmitted;
    }

    public TaskTime time() {
      return new TaskTime(this);
    }
  }
}
