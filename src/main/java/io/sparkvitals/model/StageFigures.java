package io.sparkvitals.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** The figures of one execution of a stage, or of the usual one. Immutable. */
public final class StageFigures {
  private final EnumMap<StageFigure, Double> values;

  private StageFigures(EnumMap<StageFigure, Double> values) {
    this.values = values;
  }

  /** Figures as they were remembered; what is not there is not known. */
  public static StageFigures of(Map<StageFigure, Double> values) {
    EnumMap<StageFigure, Double> copy = new EnumMap<>(StageFigure.class);
    copy.putAll(values);
    return new StageFigures(copy);
  }

  /** Figures of a stage attempt; nothing but the duration where no task has ended. */
  public static StageFigures of(double medianMillis, long tasks, TaskTotals totals) {
    EnumMap<StageFigure, Double> values = new EnumMap<>(StageFigure.class);
    values.put(StageFigure.MEDIAN_MILLIS, medianMillis);
    values.put(StageFigure.TASKS, (double) tasks);
    totals.gcRatio().ifPresent(ratio -> values.put(StageFigure.GC_RATIO, ratio));
    totals.fetchWaitRatio().ifPresent(ratio -> values.put(StageFigure.FETCH_WAIT_RATIO, ratio));
    totals.cpuRatio().ifPresent(ratio -> values.put(StageFigure.CPU_RATIO, ratio));
    if (tasks > 0) {
      values.put(StageFigure.SPILL_BYTES, (double) totals.spilledBytes() / tasks);
      values.put(StageFigure.INPUT_BYTES, (double) totals.get(TaskMetric.INPUT_BYTES) / tasks);
      values.put(StageFigure.SHUFFLE_READ_BYTES, (double) totals.shuffleReadBytes() / tasks);
    }
    return new StageFigures(values);
  }

  /** The median of each figure over the executions that know it. */
  public static StageFigures usual(Collection<StageFigures> executions) {
    EnumMap<StageFigure, Double> usual = new EnumMap<>(StageFigure.class);
    for (StageFigure figure : StageFigure.values()) {
      double[] known =
          executions.stream()
              .mapToDouble(each -> each.get(figure))
              .filter(value -> !Double.isNaN(value))
              .toArray();
      if (known.length > 0) {
        usual.put(figure, median(known));
      }
    }
    return new StageFigures(usual);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int n = values.length;
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
  }

  /** NaN where it is not known. */
  public double get(StageFigure figure) {
    return values.getOrDefault(figure, Double.NaN);
  }

  /** Bytes that a task reads, from storage and shuffles; NaN where not known. */
  public double readBytes() {
    return get(StageFigure.INPUT_BYTES) + get(StageFigure.SHUFFLE_READ_BYTES);
  }
}
