package io.sparkvitals.metrics;

import static io.prometheus.metrics.model.registry.MetricType.GAUGE;

import io.prometheus.metrics.model.registry.MetricType;
import io.sparkvitals.metrics.MetricDefinition.Draft;
import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is exposed of each stage attempt. Sums are gauges: an attempt is soon over, and its rates
 * are of no use.
 */
final class StageFamilies {
  private static final int SUMMARY_SERIES = 7;

  static final List<MetricDefinition<StageSnapshot>> PROGRESS =
      Collections.unmodifiableList(
          Arrays.asList(
              metric(MetricType.INFO, "info", "Facts that do not change; the value is 1")
                  .labels("stage_name", "job_id", "pool")
                  .from(1, StageFamilies::info),
              metric(GAUGE, "submission_timestamp_seconds", "When it was submitted, as Unix time")
                  .of(stage -> Reading.timestamp(stage.facts().submissionMillis())),
              metric(
                      GAUGE,
                      "completion_timestamp_seconds",
                      "When it was over, as Unix time; absent while it runs")
                  .of(stage -> Reading.timestamp(stage.facts().completionMillis())),
              metric(GAUGE, "tasks", "Its task attempts by state")
                  .labels("state")
                  .from(
                      5,
                      (stage, sink) -> {
                        sink.put(stage.pending(), "pending");
                        sink.put(stage.counts().running(), "active");
                        sink.put(stage.counts().succeeded(), "succeeded");
                        sink.put(stage.counts().failed(), "failed");
                        sink.put(stage.counts().killed(), "killed");
                      }),
              metric(
                      MetricType.SUMMARY,
                      "task_duration_seconds",
                      "Duration of its successful tasks; quantiles 0 and 1 are the shortest and the"
                          + " longest")
                  .from(SUMMARY_SERIES, (stage, sink) -> sink.summary(stage.durations())),
              metric(
                      GAUGE,
                      "task_duration_baseline_seconds",
                      "What the median duration of its tasks usually is; absent before three"
                          + " earlier executions")
                  .of(StageFamilies::baseline),
              metric(
                      GAUGE,
                      "skew_ratio",
                      "Maximum per median over its successful tasks; for the duration a running"
                          + " task stands in for the longest where it is longer")
                  .by(
                      "dimension",
                      Arrays.asList(Dimension.values()),
                      Dimension::label,
                      (stage, dimension) -> Reading.known(skew(stage, dimension))),
              metric(GAUGE, "executors", "Executors that ran a task of it")
                  .of(StageSnapshot::executors),
              metric(GAUGE, "locality_tasks", "Its ended task attempts by nearness to their data")
                  .by(
                      "locality",
                      Arrays.asList(Locality.values()),
                      Locality::label,
                      (stage, locality) -> stage.tasks().localities(locality))));

  static final List<MetricDefinition<StageSnapshot>> SUMS =
      Collections.unmodifiableList(
          Arrays.asList(
              sum("spill_memory_bytes", TaskMetric.MEMORY_SPILL_BYTES),
              sum("spill_disk_bytes", TaskMetric.DISK_SPILL_BYTES),
              metric(GAUGE, "spill_ratio", "Spilled per processed bytes")
                  .of(stage -> Reading.known(stage.totals().spillRatio())),
              metric(GAUGE, "gc_ratio", "Garbage collection time per task run time")
                  .collection()
                  .of(stage -> Reading.known(stage.totals().gcRatio())),
              metric(GAUGE, "cpu_ratio", "CPU time per task run time; Python's is not in it")
                  .of(stage -> Reading.known(stage.totals().cpuRatio())),
              millis("run_seconds", TaskMetric.RUN_TIME_MILLIS),
              sum("peak_execution_memory_bytes", TaskMetric.PEAK_EXECUTION_MEMORY_BYTES),
              sum("input_bytes", TaskMetric.INPUT_BYTES),
              sum("output_bytes", TaskMetric.OUTPUT_BYTES),
              metric(
                      GAUGE,
                      "shuffle_read_bytes",
                      "Shuffle bytes read, from the same host and from others")
                  .labels("location")
                  .from(
                      2,
                      (stage, sink) -> {
                        sink.put(stage.totals().get(TaskMetric.SHUFFLE_LOCAL_READ_BYTES), "local");
                        sink.put(
                            stage.totals().get(TaskMetric.SHUFFLE_REMOTE_READ_BYTES), "remote");
                      }),
              sum("shuffle_read_records", TaskMetric.SHUFFLE_READ_RECORDS),
              sum("shuffle_write_bytes", TaskMetric.SHUFFLE_WRITE_BYTES),
              millis("fetch_wait_seconds", TaskMetric.FETCH_WAIT_MILLIS)));

  private StageFamilies() {}

  private static Draft<StageSnapshot> metric(MetricType type, String name, String help) {
    return new Draft<>(Section.STAGES, type, Catalogue.PREFIX + "stage_" + name, help);
  }

  private static MetricDefinition<StageSnapshot> sum(String name, TaskMetric metric) {
    return metric(GAUGE, name, metric.help()).of(stage -> stage.totals().get(metric));
  }

  private static MetricDefinition<StageSnapshot> millis(String name, TaskMetric metric) {
    return metric(GAUGE, name, metric.help()).of(stage -> Reading.seconds(stage.totals(), metric));
  }

  private static void info(StageSnapshot stage, Sink sink) {
    String job = stage.jobId().isPresent() ? Integer.toString(stage.jobId().getAsInt()) : "";
    String pool = stage.facts().pool();
    sink.put(1, stage.facts().name(), job, pool == null ? "" : pool);
  }

  private static double baseline(StageSnapshot stage) {
    Baseline baseline = stage.baseline();
    return baseline == null ? Double.NaN : baseline.medianMillis() / 1e3;
  }

  private static OptionalDouble skew(StageSnapshot stage, Dimension dimension) {
    return dimension == Dimension.DURATION
        ? stage.spread().durationSkew()
        : stage.spread().distribution(dimension).skewRatio();
  }
}
