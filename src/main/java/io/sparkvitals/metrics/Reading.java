package io.sparkvitals.metrics;

import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Brings values of the model into base units; NaN stands for what is not known. */
final class Reading {
  private Reading() {}

  static double seconds(long millis) {
    return millis / 1e3;
  }

  /** A point in time in seconds; absent where the model says 0. */
  static double timestamp(long unixMillis) {
    return unixMillis > 0 ? unixMillis / 1e3 : Double.NaN;
  }

  static double seconds(TaskTotals totals, TaskMetric millis) {
    return totals.get(millis) / 1e3;
  }

  static double nanos(TaskTotals totals, TaskMetric nanos) {
    return totals.get(nanos) / 1e9;
  }

  static double known(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : Double.NaN;
  }

  static double known(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
