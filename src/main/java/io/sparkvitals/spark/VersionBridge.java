package io.sparkvitals.spark;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.StageInfo;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.Iterable;

/**
 * The getters of Spark whose signature differs between versions, looked up by name once. Everything
 * else is called directly; a link check over all supported versions holds that to be right.
 *
 * <p>{@code scala.collection.Seq} of Scala 2.12 and {@code scala.collection.immutable.Seq} of 2.13
 * are both a {@code scala.collection.Iterable}.
 */
final class VersionBridge {
  private static final MethodHandle STAGE_IDS =
      getter(SparkListenerJobStart.class, "stageIds", Iterable.class);
  private static final MethodHandle STAGE_INFOS =
      getter(SparkListenerJobStart.class, "stageInfos", Iterable.class);
  private static final MethodHandle RDD_INFOS = getter(StageInfo.class, "rddInfos", Iterable.class);
  private static final MethodHandle EXIT_CODE =
      getter(SparkListenerApplicationEnd.class, "exitCode", Option.class);

  private static final MethodHandle METRIC_VALUES = metricValues();

  private VersionBridge() {}

  /**
   * The array inside Spark's executor metrics. Its getter looks a name up for each of 23 values,
   * too much for every task; where the field is not to be had, the getter serves.
   */
  private static MethodHandle metricValues() {
    MethodType signature = MethodType.methodType(long[].class, ExecutorMetrics.class);
    try {
      Field field = ExecutorMetrics.class.getDeclaredField("metrics");
      field.setAccessible(true);
      return MethodHandles.lookup().unreflectGetter(field).asType(signature);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return MethodHandles.dropArguments(
          MethodHandles.constant(long[].class, null), 0, ExecutorMetrics.class);
    }
  }

  /** The values by Spark's own offsets, not to be changed; null where they cannot be reached. */
  static long @Nullable [] values(ExecutorMetrics metrics) {
    try {
      return (long[]) METRIC_VALUES.invokeExact(metrics);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** A handle of a public getter, or one that answers null where this Spark has none. */
  private static MethodHandle getter(Class<?> owner, String name, Class<?> type) {
    MethodType signature = MethodType.methodType(type, owner);
    try {
      return MethodHandles.publicLookup().unreflect(owner.getMethod(name)).asType(signature);
    } catch (ReflectiveOperationException | LinkageError e) {
      return MethodHandles.dropArguments(MethodHandles.constant(type, null), 0, owner);
    }
  }

  static @Nullable Iterable<?> stageIds(SparkListenerJobStart event) {
    try {
      return (Iterable<?>) STAGE_IDS.invokeExact(event);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  static @Nullable Iterable<?> stageInfos(SparkListenerJobStart event) {
    try {
      return (Iterable<?>) STAGE_INFOS.invokeExact(event);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** The data sets of a stage. */
  static @Nullable Iterable<?> rddInfos(StageInfo stage) {
    try {
      return (Iterable<?>) RDD_INFOS.invokeExact(stage);
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** The application's exit code, which Spark tells from 4.0 on. */
  static @Nullable Integer exitCode(SparkListenerApplicationEnd event) {
    try {
      Option<?> code = (Option<?>) EXIT_CODE.invokeExact(event);
      return code == null || code.isEmpty() ? null : (Integer) code.get();
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(Throwable e) {
    if (e instanceof Error) {
      throw (Error) e;
    }
    return e instanceof RuntimeException ? (RuntimeException) e : new IllegalStateException(e);
  }
}
