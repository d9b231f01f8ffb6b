package io.sparkvitals.model;

import java.util.OptionalDouble;

/**
 * The task metrics of many tasks folded into one set, and the ratios defined over them. Immutable.
 *
 * <p>Each ratio is defined here once; metrics, rules and reports read it from here.
 */
public final class TaskTotals {
  public static final TaskTotals ZERO = new TaskTotals(new long[TaskMetric.COUNT]);

  // The one metric that is a maximum is the last; TaskTotalsTest holds that to be so.
  private static final int PEAK = TaskMetric.PEAK_EXECUTION_MEMORY_BYTES.index();

  private final long[] values;

  private TaskTotals(long[] values) {
    this.values = values;
  }

  public long get(TaskMetric metric) {
    return values[metric.index()];
  }

  /** What was added since {@code earlier}; a maximum has no difference and is 0. */
  public TaskTotals since(TaskTotals earlier) {
    long[] difference = values.clone();
    for (int i = 0; i < PEAK; i++) {
      difference[i] -= earlier.values[i];
    }
    difference[PEAK] = 0;
    return new TaskTotals(difference);
  }

  /** Shuffle bytes read, remote and local. */
  public long shuffleReadBytes() {
    return get(TaskMetric.SHUFFLE_REMOTE_READ_BYTES) + get(TaskMetric.SHUFFLE_LOCAL_READ_BYTES);
  }

  /** Bytes on disk where the tasks report them, else bytes in memory. */
  public long spilledBytes() {
    long disk = get(TaskMetric.DISK_SPILL_BYTES);
    return disk > 0 ? disk : get(TaskMetric.MEMORY_SPILL_BYTES);
  }

  /** Input and shuffle read; output and shuffle write where nothing was read. */
  public long processedBytes() {
    long read = get(TaskMetric.INPUT_BYTES) + shuffleReadBytes();
    return read > 0 ? read : get(TaskMetric.OUTPUT_BYTES) + get(TaskMetric.SHUFFLE_WRITE_BYTES);
  }

  /** GC time per run time. GC is counted for each task that ran meanwhile, so a mean over tasks. */
  public OptionalDouble gcRatio() {
    return perRunTime(get(TaskMetric.GC_TIME_MILLIS));
  }

  /** CPU time per run time. Python workers' CPU is not in it. */
  public OptionalDouble cpuRatio() {
    return perRunTime(get(TaskMetric.CPU_TIME_NANOS) / 1e6);
  }

  /** Time blocked on shuffle fetches per run time. */
  public OptionalDouble fetchWaitRatio() {
    return perRunTime(get(TaskMetric.FETCH_WAIT_MILLIS));
  }

  /** Spilled per processed bytes; may be above 1. */
  public OptionalDouble spillRatio() {
    return ratio(spilledBytes(), processedBytes());
  }

  private OptionalDouble perRunTime(double value) {
    return ratio(value, get(TaskMetric.RUN_TIME_MILLIS));
  }

  private static OptionalDouble ratio(double part, double whole) {
    return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
  }

  /** Folds task metrics. Not thread-safe. */
  public static final class Accumulator {
    private final long[] values = new long[TaskMetric.COUNT];

    /** Adds nothing where the task carries no metrics. */
    public void add(TaskSample task) {
      if (task.measured()) {
        fold(task.values());
      }
    }

    /** Adds a task to two sums at once, in one pass over its metrics. */
    public static void add(TaskSample task, Accumulator one, Accumulator two) {
      if (!task.measured()) {
        return;
      }
      long[] from = task.values();
      long[] a = one.values;
      long[] b = two.values;
      for (int i = 0; i < PEAK; i++) {
        long value = from[i];
        a[i] += value;
        b[i] += value;
      }
      a[PEAK] = Math.max(a[PEAK], from[PEAK]);
      b[PEAK] = Math.max(b[PEAK], from[PEAK]);
    }

    public void add(TaskTotals totals) {
      fold(totals.values);
    }

    public void add(Accumulator other) {
      fold(other.values);
    }

    /** Adds one value to one metric, by that metric's fold. */
    public void add(TaskMetric metric, long value) {
      int i = metric.index();
      values[i] =
          metric.fold() == TaskMetric.Fold.SUM ? values[i] + value : Math.max(values[i], value);
    }

    private void fold(long[] other) {
      for (int i = 0; i < PEAK; i++) {
        values[i] += other[i];
      }
      if (other[PEAK] > values[PEAK]) {
        values[PEAK] = other[PEAK];
      }
    }

    public long get(TaskMetric metric) {
      return values[metric.index()];
    }

    public TaskTotals totals() {
      return new TaskTotals(values.clone());
    }
  }
}
