package io.sparkvitals.metrics;

import static io.prometheus.metrics.model.registry.MetricType.COUNTER;
import static io.prometheus.metrics.model.registry.MetricType.GAUGE;

import io.prometheus.metrics.model.registry.MetricType;
import io.sparkvitals.metrics.MetricDefinition.Draft;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What is exposed of each executor, and of the driver under the same names. */
final class ExecutorFamilies {
  static final List<MetricDefinition<ExecutorSnapshot>> IDENTITY =
      Collections.unmodifiableList(
          Arrays.asList(
              metric(MetricType.INFO, "info", "Facts that do not change; the value is 1")
                  .labels("host", "resource_profile_id")
                  .basic()
                  .from(
                      1,
                      (executor, sink) ->
                          sink.put(
                              1,
                              executor.facts().host(),
                              Integer.toString(executor.facts().resourceProfileId()))),
              metric(GAUGE, "start_timestamp_seconds", "When it registered, as Unix time")
                  .of(executor -> Reading.timestamp(executor.facts().addedMillis())),
              metric(
                      GAUGE,
                      "last_heartbeat_timestamp_seconds",
                      "When it reported its memory last, as Unix time; its memory gauges are as"
                          + " old. An idle executor reports nothing")
                  .basic()
                  .of(executor -> Reading.timestamp(executor.memory().reportedMillis())),
              metric(
                      GAUGE,
                      "excluded",
                      "1 while Spark schedules no more tasks on it for its failures")
                  .of(executor -> executor.excluded() ? 1 : 0),
              metric(GAUGE, "cores", "Its task slots in cores")
                  .of(
                      executor ->
                          executor.facts().cores() >= 0 ? executor.facts().cores() : Double.NaN)));

  static final List<MetricDefinition<ExecutorSnapshot>> MEMORY =
      Collections.unmodifiableList(
          Arrays.asList(
              metric(
                      GAUGE,
                      "jvm_memory_used_bytes",
                      "Memory in use at the last report; the heap includes garbage")
                  .labels("area")
                  .basic("heap")
                  .from(
                      2,
                      (executor, sink) -> {
                        sink.put(latest(executor, ExecutorMetric.JVM_HEAP), "heap");
                        sink.put(latest(executor, ExecutorMetric.JVM_NON_HEAP), "nonheap");
                      }),
              metric(GAUGE, "heap_max_bytes", "Maximum heap")
                  .basic()
                  .of(executor -> Reading.known(limits(executor).heapBytes())),
              metric(GAUGE, "heap_peak_bytes", "Highest heap report so far")
                  .of(executor -> peak(executor, ExecutorMetric.JVM_HEAP)),
              metric(GAUGE, "unified_memory_used_bytes", "Spark's own use of its memory regions")
                  .labels("mode", "use")
                  .from(
                      4,
                      (executor, sink) -> {
                        sink.put(
                            latest(executor, ExecutorMetric.ON_HEAP_EXECUTION),
                            "onheap",
                            "execution");
                        sink.put(
                            latest(executor, ExecutorMetric.ON_HEAP_STORAGE), "onheap", "storage");
                        sink.put(
                            latest(executor, ExecutorMetric.OFF_HEAP_EXECUTION),
                            "offheap",
                            "execution");
                        sink.put(
                            latest(executor, ExecutorMetric.OFF_HEAP_STORAGE),
                            "offheap",
                            "storage");
                      }),
              metric(GAUGE, "unified_memory_max_bytes", "Size of Spark's memory regions")
                  .labels("mode")
                  .from(
                      2,
                      (executor, sink) -> {
                        sink.put(Reading.known(limits(executor).unifiedOnHeapBytes()), "onheap");
                        sink.put(Reading.known(limits(executor).unifiedOffHeapBytes()), "offheap");
                      }),
              metric(GAUGE, "buffer_pool_used_bytes", "Buffers outside of the heap")
                  .labels("pool")
                  .from(
                      2,
                      (executor, sink) -> {
                        sink.put(latest(executor, ExecutorMetric.DIRECT_POOL), "direct");
                        sink.put(latest(executor, ExecutorMetric.MAPPED_POOL), "mapped");
                      }),
              metric(
                      GAUGE,
                      "process_rss_bytes",
                      "Resident memory of its processes; needs"
                          + " spark.executor.processTreeMetrics.enabled")
                  .labels("process")
                  .basic()
                  .from(3, ExecutorFamilies::rss),
              metric(
                      GAUGE,
                      "memory_limit_bytes",
                      "What its container may use: heap, overhead, off-heap and Python memory")
                  .basic()
                  .of(executor -> Reading.known(limits(executor).containerBytes())),
              metric(
                      COUNTER,
                      "gc_seconds_total",
                      "Time in garbage collection. What Spark files under no generation is other;"
                          + " it may not stop the application")
                  .labels("gc")
                  .from(4, ExecutorFamilies::gcSeconds),
              metric(COUNTER, "gc_collections_total", "Garbage collections")
                  .labels("gc")
                  .from(
                      3,
                      (executor, sink) -> {
                        sink.put(peak(executor, ExecutorMetric.MINOR_GC_COUNT), "young");
                        sink.put(peak(executor, ExecutorMetric.MAJOR_GC_COUNT), "old");
                        sink.put(peak(executor, ExecutorMetric.CONCURRENT_GC_COUNT), "concurrent");
                      }),
              metric(GAUGE, "storage_disk_used_bytes", "Cached blocks on its disk")
                  .of(executor -> executor.memory().storageDiskBytes())));

  static final List<MetricDefinition<ExecutorSnapshot>> TASKS =
      Collections.unmodifiableList(
          Arrays.asList(
              metric(GAUGE, "tasks_active", "Tasks that run on it")
                  .basic()
                  .of(executor -> executor.counts().running()),
              metric(COUNTER, "tasks_completed_total", "Task attempts that ended on it")
                  .basic(TaskOutcome.FAILED.label())
                  .by(
                      "outcome",
                      Arrays.asList(TaskOutcome.values()),
                      TaskOutcome::label,
                      (executor, outcome) -> executor.counts().ended(outcome)),
              sum("task_run_seconds_total", TaskMetric.RUN_TIME_MILLIS)
                  .basic()
                  .of(executor -> Reading.seconds(executor.totals(), TaskMetric.RUN_TIME_MILLIS)),
              sum("task_cpu_seconds_total", TaskMetric.CPU_TIME_NANOS)
                  .of(executor -> Reading.nanos(executor.totals(), TaskMetric.CPU_TIME_NANOS)),
              sum("task_gc_seconds_total", TaskMetric.GC_TIME_MILLIS)
                  .basic()
                  .collection()
                  .of(executor -> Reading.seconds(executor.totals(), TaskMetric.GC_TIME_MILLIS)),
              metric(
                      COUNTER,
                      "core_busy_seconds_total",
                      "Its cores that ran tasks, integrated over time")
                  .basic()
                  .of(executor -> Reading.seconds(executor.coreTime().busyMillis())),
              sum("input_bytes_total", TaskMetric.INPUT_BYTES)
                  .of(executor -> executor.totals().get(TaskMetric.INPUT_BYTES)),
              metric(
                      COUNTER,
                      "shuffle_read_bytes_total",
                      "Shuffle bytes read, from the same host and from others")
                  .labels("location")
                  .from(
                      2,
                      (executor, sink) -> {
                        sink.put(
                            executor.totals().get(TaskMetric.SHUFFLE_LOCAL_READ_BYTES), "local");
                        sink.put(
                            executor.totals().get(TaskMetric.SHUFFLE_REMOTE_READ_BYTES), "remote");
                      }),
              sum("shuffle_write_bytes_total", TaskMetric.SHUFFLE_WRITE_BYTES)
                  .of(executor -> executor.totals().get(TaskMetric.SHUFFLE_WRITE_BYTES)),
              sum("shuffle_fetch_wait_seconds_total", TaskMetric.FETCH_WAIT_MILLIS)
                  .of(executor -> Reading.seconds(executor.totals(), TaskMetric.FETCH_WAIT_MILLIS)),
              sum("spill_disk_bytes_total", TaskMetric.DISK_SPILL_BYTES)
                  .basic()
                  .of(executor -> executor.totals().get(TaskMetric.DISK_SPILL_BYTES))));

  private ExecutorFamilies() {}

  private static Draft<ExecutorSnapshot> metric(MetricType type, String name, String help) {
    return new Draft<>(Section.EXECUTORS, type, Catalogue.PREFIX + "executor_" + name, help);
  }

  private static Draft<ExecutorSnapshot> sum(String name, TaskMetric metric) {
    return metric(COUNTER, name, metric.help());
  }

  private static MemoryLimits limits(ExecutorSnapshot executor) {
    return executor.memory().limits();
  }

  private static double latest(ExecutorSnapshot executor, ExecutorMetric metric) {
    return value(executor.memory().latest(), metric);
  }

  private static double peak(ExecutorSnapshot executor, ExecutorMetric metric) {
    return value(executor.memory().peaks(), metric);
  }

  private static double value(ExecutorMetrics metrics, ExecutorMetric metric) {
    return metrics.polled() ? metrics.get(metric) : Double.NaN;
  }

  private static void rss(ExecutorSnapshot executor, Sink sink) {
    ExecutorMetrics latest = executor.memory().latest();
    if (latest.processTreeRssBytes() > 0) {
      sink.put(latest.get(ExecutorMetric.TREE_JVM_RSS), "jvm");
      sink.put(latest.get(ExecutorMetric.TREE_PYTHON_RSS), "python");
      sink.put(latest.get(ExecutorMetric.TREE_OTHER_RSS), "other");
    }
  }

  private static void gcSeconds(ExecutorSnapshot executor, Sink sink) {
    ExecutorMetrics peaks = executor.memory().peaks();
    if (peaks.polled()) {
      long young = peaks.get(ExecutorMetric.MINOR_GC_MILLIS);
      long old = peaks.get(ExecutorMetric.MAJOR_GC_MILLIS);
      long concurrent = peaks.get(ExecutorMetric.CONCURRENT_GC_MILLIS);
      long total = peaks.get(ExecutorMetric.TOTAL_GC_MILLIS);
      sink.put(Reading.seconds(young), "young");
      sink.put(Reading.seconds(old), "old");
      sink.put(Reading.seconds(concurrent), "concurrent");
      sink.put(Reading.seconds(Math.max(0, total - young - old - concurrent)), "other");
    }
  }
}
