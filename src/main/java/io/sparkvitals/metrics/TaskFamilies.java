package io.sparkvitals.metrics;

import static io.prometheus.metrics.model.registry.MetricType.COUNTER;

import io.prometheus.metrics.model.registry.MetricType;
import io.sparkvitals.metrics.MetricDefinition.Draft;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskTotals;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What is exposed of the tasks of the application, and of the data that they moved. */
final class TaskFamilies {
  private static final int HISTOGRAM_SERIES = 17;

  static final List<MetricDefinition<ApplicationSnapshot>> TASKS =
      Collections.unmodifiableList(
          Arrays.asList(
              task(COUNTER, "tasks_started_total", "Task attempts that started")
                  .of(app -> tasks(app).counts().started()),
              task(
                      COUNTER,
                      "tasks_completed_total",
                      "Task attempts that ended. Killed ones are no failures; resubmitted ones are"
                          + " finished tasks whose output was lost")
                  .by(
                      "outcome",
                      Arrays.asList(TaskOutcome.values()),
                      TaskOutcome::label,
                      (app, outcome) -> tasks(app).counts().ended(outcome)),
              task(COUNTER, "task_failures_total", "Task attempts that failed, by reason")
                  .by(
                      "reason",
                      Arrays.asList(FailureReason.values()),
                      FailureReason::label,
                      (app, reason) -> tasks(app).failures(reason)),
              task(MetricType.GAUGE, "tasks_active", "Tasks that run")
                  .of(app -> tasks(app).counts().running()),
              task(
                      MetricType.GAUGE,
                      "tasks_pending",
                      "Tasks of active stages that have not started")
                  .of(TaskFamilies::pending),
              task(COUNTER, "speculative_tasks_total", "Speculative attempts")
                  .of(app -> app.work().events().speculativeTasks()),
              task(
                      MetricType.HISTOGRAM,
                      "task_duration_seconds",
                      "Duration of the tasks that ended")
                  .from(
                      HISTOGRAM_SERIES,
                      (app, sink) -> sink.histogram(app.work().durations().tasks())),
              millis("task_run_seconds_total", TaskMetric.RUN_TIME_MILLIS),
              nanos(Section.TASKS, "task_cpu_seconds_total", TaskMetric.CPU_TIME_NANOS),
              task(COUNTER, "task_gc_seconds_total", TaskMetric.GC_TIME_MILLIS.help())
                  .collection()
                  .of(app -> Reading.seconds(totals(app), TaskMetric.GC_TIME_MILLIS)),
              millis("task_deserialize_seconds_total", TaskMetric.DESERIALIZE_TIME_MILLIS),
              millis(
                  "task_result_serialize_seconds_total", TaskMetric.RESULT_SERIALIZE_TIME_MILLIS),
              millis("task_getting_result_seconds_total", TaskMetric.GETTING_RESULT_TIME_MILLIS),
              millis("task_scheduler_delay_seconds_total", TaskMetric.SCHEDULER_DELAY_MILLIS),
              new Draft<ApplicationSnapshot>(
                      Section.TASKS,
                      MetricType.GAUGE,
                      Catalogue.PREFIX + "task_peak_execution_memory_bytes",
                      TaskMetric.PEAK_EXECUTION_MEMORY_BYTES.help())
                  .of(app -> totals(app).get(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES)),
              sum(Section.TASKS, "task_result_bytes_total", TaskMetric.RESULT_BYTES),
              task(
                      COUNTER,
                      "task_locality_total",
                      "Task attempts that ended, by nearness to their data")
                  .by(
                      "locality",
                      Arrays.asList(Locality.values()),
                      Locality::label,
                      (app, locality) -> tasks(app).localities(locality))));

  static final List<MetricDefinition<ApplicationSnapshot>> DATA =
      Collections.unmodifiableList(
          Arrays.asList(
              sum(Section.DATA, "input_bytes_total", TaskMetric.INPUT_BYTES),
              sum(Section.DATA, "input_records_total", TaskMetric.INPUT_RECORDS),
              sum(Section.DATA, "output_bytes_total", TaskMetric.OUTPUT_BYTES),
              sum(Section.DATA, "output_records_total", TaskMetric.OUTPUT_RECORDS),
              new Draft<ApplicationSnapshot>(
                      Section.DATA,
                      COUNTER,
                      Catalogue.PREFIX + "shuffle_read_bytes_total",
                      "Shuffle bytes read, from the same host and from others")
                  .labels("location")
                  .from(
                      2,
                      (app, sink) -> {
                        sink.put(totals(app).get(TaskMetric.SHUFFLE_LOCAL_READ_BYTES), "local");
                        sink.put(totals(app).get(TaskMetric.SHUFFLE_REMOTE_READ_BYTES), "remote");
                      }),
              sum(Section.DATA, "shuffle_read_records_total", TaskMetric.SHUFFLE_READ_RECORDS),
              sum(Section.DATA, "shuffle_write_bytes_total", TaskMetric.SHUFFLE_WRITE_BYTES),
              sum(Section.DATA, "shuffle_write_records_total", TaskMetric.SHUFFLE_WRITE_RECORDS),
              nanos(Section.DATA, "shuffle_write_seconds_total", TaskMetric.SHUFFLE_WRITE_NANOS),
              new Draft<ApplicationSnapshot>(
                      Section.DATA,
                      COUNTER,
                      Catalogue.PREFIX + "shuffle_fetch_wait_seconds_total",
                      TaskMetric.FETCH_WAIT_MILLIS.help())
                  .of(app -> Reading.seconds(totals(app), TaskMetric.FETCH_WAIT_MILLIS)),
              sum(Section.DATA, "spill_memory_bytes_total", TaskMetric.MEMORY_SPILL_BYTES),
              sum(Section.DATA, "spill_disk_bytes_total", TaskMetric.DISK_SPILL_BYTES)));

  private TaskFamilies() {}

  private static Draft<ApplicationSnapshot> task(MetricType type, String name, String help) {
    return new Draft<>(Section.TASKS, type, Catalogue.PREFIX + name, help);
  }

  private static MetricDefinition<ApplicationSnapshot> millis(String name, TaskMetric metric) {
    return task(COUNTER, name, metric.help()).of(app -> Reading.seconds(totals(app), metric));
  }

  private static MetricDefinition<ApplicationSnapshot> nanos(
      Section section, String name, TaskMetric metric) {
    return new Draft<ApplicationSnapshot>(section, COUNTER, Catalogue.PREFIX + name, metric.help())
        .of(app -> Reading.nanos(totals(app), metric));
  }

  private static MetricDefinition<ApplicationSnapshot> sum(
      Section section, String name, TaskMetric metric) {
    return new Draft<ApplicationSnapshot>(section, COUNTER, Catalogue.PREFIX + name, metric.help())
        .of(app -> totals(app).get(metric));
  }

  private static TaskBreakdown tasks(ApplicationSnapshot app) {
    return app.work().tasks();
  }

  private static TaskTotals totals(ApplicationSnapshot app) {
    return app.work().totals();
  }

  private static double pending(ApplicationSnapshot app) {
    long pending = 0;
    for (StageSnapshot each : app.stages()) {
      pending += each.pending();
    }
    return pending;
  }
}
