package io.sparkvitals.spark;

import io.sparkvitals.model.ExecutorMetric;
import java.util.HashMap;
import java.util.Map;
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
  private static final ExecutorMetric[] ALL = ExecutorMetric.values();

  /** Where each of the agent's metrics stands in Spark's; -1 where this Spark has it not. */
  private final int[] offsets = new int[ALL.length];

  /** Whether Spark's metrics are the first of the agent's, in the same order. */
  private final boolean sameOrder;

  private final long[] ordered = new long[ALL.length];
  private final io.sparkvitals.model.ExecutorMetrics.Accumulator all =
      new io.sparkvitals.model.ExecutorMetrics.Accumulator();
  private final io.sparkvitals.model.ExecutorMetrics.Accumulator entry =
      new io.sparkvitals.model.ExecutorMetrics.Accumulator();

  ExecutorMetricsReader() {
    Map<String, Integer> spark = new HashMap<>();
    Iterator<?> each = ExecutorMetricType.metricToOffset().iterator();
    while (each.hasNext()) {
      Tuple2<?, ?> entry = (Tuple2<?, ?>) each.next();
      spark.put((String) entry._1(), (Integer) entry._2());
    }
    boolean same = spark.size() <= ALL.length;
    for (int i = 0; i < ALL.length; i++) {
      offsets[i] = spark.getOrDefault(ALL[i].sparkName(), -1);
      same &= offsets[i] == (i < spark.size() ? i : -1);
    }
    sameOrder = same;
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
    return into.take(values != null && sameOrder ? values : inOrder(metrics, values));
  }

  private long[] inOrder(ExecutorMetrics metrics, long @Nullable [] values) {
    for (int i = 0; i < ALL.length; i++) {
      int offset = offsets[i];
      if (offset >= 0) {
        ordered[i] = values == null ? metrics.getMetricValue(ALL[i].sparkName()) : values[offset];
      }
    }
    return ordered;
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
