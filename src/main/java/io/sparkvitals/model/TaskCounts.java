package io.sparkvitals.model;

import java.util.OptionalDouble;

/** Task attempts by state and outcome. Immutable. */
public final class TaskCounts {
  public static final TaskCounts ZERO = new TaskCounts(0, 0, 0, new long[4]);

  private final long started;
  private final long running;
  private final long abandoned;
  private final long[] ended;

  private TaskCounts(long started, long running, long abandoned, long[] ended) {
    this.started = started;
    this.running = running;
    this.abandoned = abandoned;
    this.ended = ended;
  }

  /** Attempts that started, as far as their start events arrived. */
  public long started() {
    return started;
  }

  /** Attempts that started and have not ended. */
  public long running() {
    return running;
  }

  /** Attempts that started and whose end never came: they run still, or their end was lost. */
  public long unfinished() {
    return running + abandoned;
  }

  public long ended(TaskOutcome outcome) {
    return ended[index(outcome)];
  }

  public long succeeded() {
    return ended(TaskOutcome.SUCCEEDED);
  }

  public long failed() {
    return ended(TaskOutcome.FAILED);
  }

  public long killed() {
    return ended(TaskOutcome.KILLED);
  }

  public long resubmitted() {
    return ended(TaskOutcome.RESUBMITTED);
  }

  /** Failed per succeeded and failed; absent before the first of these. */
  public OptionalDouble failureRatio() {
    long finished = succeeded() + failed();
    return finished > 0 ? OptionalDouble.of((double) failed() / finished) : OptionalDouble.empty();
  }

  // A switch, not the ordinal: the four constants are a contract of reports.
  private static int index(TaskOutcome outcome) {
    switch (outcome) {
      case SUCCEEDED:
        return 0;
      case FAILED:
        return 1;
      case KILLED:
        return 2;
      default:
        return 3;
    }
  }

  /** Counts attempts. Not thread-safe. */
  public static final class Accumulator {
    private long started;
    private long running;
    private long abandoned;
    private final long[] ended = new long[4];

    public void start() {
      started++;
      running++;
    }

    /** Counts an end; {@code wasRunning} says whether its start is still counted as running. */
    public void end(TaskOutcome outcome, boolean wasRunning) {
      ended[index(outcome)]++;
      if (wasRunning) {
        running--;
      }
    }

    /** A start whose end is no longer expected. */
    public void abandon() {
      running--;
      abandoned++;
    }

    public long started() {
      return started;
    }

    public long running() {
      return running;
    }

    public long ended(TaskOutcome outcome) {
      return ended[index(outcome)];
    }

    /** Counts several ends whose starts are not counted here. */
    public void add(TaskOutcome outcome, long number) {
      ended[index(outcome)] += number;
    }

    /** Takes over what was counted before; running tasks are not taken over. */
    public void add(TaskCounts counts) {
      started += counts.started;
      abandoned += counts.abandoned;
      for (int i = 0; i < ended.length; i++) {
        ended[i] += counts.ended[i];
      }
    }

    /** What ended since {@code earlier}; nothing of it is started or running. */
    public TaskCounts endedSince(TaskCounts earlier) {
      long[] since = ended.clone();
      for (int i = 0; i < since.length; i++) {
        since[i] -= earlier.ended[i];
      }
      return new TaskCounts(0, 0, 0, since);
    }

    public TaskCounts counts() {
      return new TaskCounts(started, running, abandoned, ended.clone());
    }
  }
}
