package io.sparkvitals.model;

import java.util.Arrays;

/**
 * One reading of an executor's metrics, or their maxima over time. Immutable.
 *
 * <p>A metric that was never reported reads 0, as in Spark; {@link #polled} tells whether anything
 * was.
 */
public final class ExecutorMetrics {
  public static final ExecutorMetrics NONE = new ExecutorMetrics(new long[ExecutorMetric.COUNT]);

  private final long[] values;

  private ExecutorMetrics(long[] values) {
    this.values = values;
  }

  public long get(ExecutorMetric metric) {
    return values[metric.index()];
  }

  /** False for the all-zero object that Spark sends when nothing was polled. */
  public boolean polled() {
    for (long value : values) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  /** Resident memory of the process tree in bytes; 0 where process-tree metrics are off. */
  public long processTreeRssBytes() {
    return get(ExecutorMetric.TREE_JVM_RSS)
        + get(ExecutorMetric.TREE_PYTHON_RSS)
        + get(ExecutorMetric.TREE_OTHER_RSS);
  }

  /** Collects a reading or folds maxima. Not thread-safe. */
  public static final class Accumulator {
    private final long[] values = new long[ExecutorMetric.COUNT];

    public void clear() {
      Arrays.fill(values, 0);
    }

    /** Keeps the larger of each pair. */
    public void max(Accumulator other) {
      max(other.values);
    }

    private void max(long[] other) {
      for (int i = 0; i < values.length; i++) {
        if (other[i] > values[i]) {
          values[i] = other[i];
        }
      }
    }

    /**
     * Takes over a reading whose values stand in the order of {@link ExecutorMetric}, as far as it
     * goes. Returns whether anything was polled, that is, whether any value is above 0.
     */
    public boolean take(long[] reading) {
      System.arraycopy(reading, 0, values, 0, reading.length);
      return values[HEAP] > 0 || anyPositive();
    }

    private boolean anyPositive() {
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.max(0, values[i]);
      }
      return new ExecutorMetrics(values).polled();
    }

    private static final int HEAP = ExecutorMetric.JVM_HEAP.index();

    public Accumulator set(ExecutorMetric metric, long value) {
      values[metric.index()] = Math.max(0, value);
      return this;
    }

    /** Keeps the larger of each pair. */
    public void max(ExecutorMetrics other) {
      max(other.values);
    }

    public long get(ExecutorMetric metric) {
      return values[metric.index()];
    }

    public ExecutorMetrics metrics() {
      return new ExecutorMetrics(values.clone());
    }
  }
}
