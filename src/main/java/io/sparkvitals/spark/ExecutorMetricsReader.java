package io.sparkvitals.spark;

import io.sparkvitals.model.ExecutorMetric;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.metrics.ExecutorMetricType;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.collection.Iterator;

/**
 * Reads Spark's executor metrics, of which versions have different sets. Guarded by the door's
 * lock.
 */
final class ExecutorMetricsReader {
  /** The metric at each of Spark's offsets; null for one that the agent does not know. */
  private final @Nullable ExecutorMetric[] atOffset;

  private final io.sparkvitals.model.ExecutorMetrics.Accumulator all =
      new io.sparkvitals.model.ExecutorMetrics.Accumulator();
  private final io.sparkvitals.model.ExecutorMetrics.Accumulator entry =
      new io.sparkvitals.model.ExecutorMetrics.Accumulator();

  ExecutorMetricsReader() {
    atOffset = new ExecutorMetric[ExecutorMetricType.numMetrics()];
    Iterator<?> each = ExecutorMetricType.metricToOffset().iterator();
    while (each.hasNext()) {
      Tuple2<?, ?> entry = (Tuple2<?, ?>) each.next();
      atOffset[(Integer) entry._2()] = ExecutorMetric.ofSparkName((String) entry._1());
    }
  }

  /**
   * Returns false where nothing was polled: Spark then sends zeros, the first of them sometimes -1.
   */
  boolean read(
      @Nullable ExecutorMetrics metrics, io.sparkvitals.model.ExecutorMetrics.Accumulator into) {
    if (metrics == null) {
      return false;
    }
    long[] values = VersionBridge.values(metrics);
    boolean polled = false;
    for (int i = 0; i < atOffset.length; i++) {
      ExecutorMetric metric = atOffset[i];
      if (metric != null) {
        long value = values == null ? metrics.getMetricValue(metric.sparkName()) : values[i];
        into.set(metric, value);
        polled |= value > 0;
      }
    }
    return polled;
  }

  io.sparkvitals.model.ExecutorMetrics read(ExecutorMetrics metrics) {
    io.sparkvitals.model.ExecutorMetrics.Accumulator values =
        new io.sparkvitals.model.ExecutorMetrics.Accumulator();
    read(metrics, values);
    return values.metrics();
  }

  /** The entries of one heartbeat; those of several stages come from one JVM. */
  io.sparkvitals.model.ExecutorMetrics heartbeat(scala.collection.Map<?, ?> updates) {
    all.clear();
    Iterator<?> each = updates.iterator();
    while (each.hasNext()) {
      read((ExecutorMetrics) ((Tuple2<?, ?>) each.next())._2(), entry);
      all.max(entry);
    }
    return all.metrics();
  }
}
