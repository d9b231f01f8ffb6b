package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.Await;
import io.sparkvitals.cluster.MetricsPage;
import io.sparkvitals.cluster.Peer;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkRest;
import io.sparkvitals.cluster.SparkSubmission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;

/**
 * Holds {@code /metrics}, or what a real Prometheus has of it, against Spark's REST API, figure by
 * figure.
 */
final class Agreement {
  private static final Offset<Double> EXACT = Offset.offset(1e-6);

  private final SoftAssertions softly = new SoftAssertions();
  private final SparkRest rest;
  private final MetricsPage page;

  private Agreement(SparkRest rest, MetricsPage page) {
    this.rest = rest;
    this.page = page;
  }

  /** As the page says it. */
  static void check(SparkCluster cluster) throws Exception {
    check(cluster, null);
  }

  /** As Prometheus tells it, which finds the driver by its file. */
  static void checkThroughPrometheus(SparkCluster cluster) throws Exception {
    Path home = cluster.workspace().newDirectory("agreement");
    Path targets = Files.createDirectory(home.resolve("targets"));
    String scrape =
        """
          - job_name: spark
            file_sd_configs: [{files: ["%s/*.json"], refresh_interval: 1s}]
        """;
    try (Peer prometheus = Peer.prometheus(home, scrape.formatted(targets))) {
      check(cluster, new ScrapedPage(prometheus, targets));
    }
  }

  private static void check(SparkCluster cluster, ScrapedPage scraped) throws Exception {
    Path directory = cluster.workspace().newDirectory("totals");
    Path stay = directory.resolve("go");
    Path logs = cluster.workspace().newDirectory("totals-logs");
    Path reports = cluster.workspace().newDirectory("totals-reports");
    try (SparkSubmission application =
        WatchedApplication.watched(cluster, "TotalsJob")
            .conf("spark.vitals.discovery.dir", scraped == null ? "" : scraped.targets().toString())
            .conf("spark.executor.cores", "2")
            .conf("spark.executor.memory", "640m")
            .conf("spark.executor.heartbeatInterval", "1s")
            .conf("spark.executor.metrics.pollingInterval", "100ms")
            .conf("spark.task.maxFailures", "6")
            .conf("spark.eventLog.enabled", "true")
            .conf("spark.eventLog.dir", logs.toUri().toString())
            .conf("spark.vitals.report.dir", reports.toString())
            .conf("spark.vitals.shutdown.timeout", "30s")
            .arguments(directory.toString(), stay.toString())
            .start()) {
      application.awaitLine("JOB done", WatchedApplication.LONG);
      SparkRest rest = application.awaitRest(WatchedApplication.LONG);
      MetricsPage page = quietPage(application, rest);
      Agreement agreement = new Agreement(rest, scraped == null ? page : scraped.like(page));
      agreement.stages();
      agreement.executors();
      agreement.application();
      agreement.softly.assertAll();
      if (scraped != null) {
        scraped.checkIncrease(page);
      }
      Files.createFile(stay);
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
      assertThat(Files.readString(application.stderr()))
          .doesNotContain("could not be handled", "events are ignored");
      LiveEqualsReplay.check(reports, logs, 1_000);
      OracleCheck.check(cluster.home(), LiveEqualsReplay.only(logs, ""), directory);
    }
  }

  /** The page once the executor that replaces the lost one has come, for both sides. */
  private static MetricsPage quietPage(SparkSubmission application, SparkRest rest)
      throws InterruptedException {
    Await.until(
        "two executors in Spark's own account",
        WatchedApplication.LONG,
        () -> rest.get("executors"),
        list -> list.size() == 3);
    return Await.until(
        "two executors on the page",
        WatchedApplication.LONG,
        () -> WatchedApplication.page(application),
        page -> page.sum("sparkvitals_executors", Map.of("state", "active")).orElse(0) == 2);
  }

  private void stages() throws IOException, InterruptedException {
    JsonNode stages = rest.get("stages");
    assertThat(stages.size()).isGreaterThan(20);
    int compared = 0;
    for (JsonNode stage : stages) {
      if (!stage.path("status").asText().equals("SKIPPED")) {
        stage(stage);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(15);
  }

  private void stage(JsonNode stage) throws IOException, InterruptedException {
    Map<String, String> labels =
        Map.of(
            "stage_id", stage.path("stageId").asText(),
            "stage_attempt", stage.path("attemptId").asText());
    JsonNode list = taskList(labels);
    Unreported lost = Unreported.of(list);
    int before = softly.errorsCollected().size();
    tasks(stage, labels);
    double run = lost.less(stage, "executorRunTime");
    equal("stage_run_seconds", labels, run / 1e3);
    ratio("stage_gc_ratio", labels, lost.less(stage, "jvmGcTime"), run);
    ratio("stage_cpu_ratio", labels, lost.less(stage, "executorCpuTime") / 1e6, run);
    equal("stage_spill_memory_bytes", labels, lost.less(stage, "memoryBytesSpilled"));
    equal("stage_spill_disk_bytes", labels, lost.less(stage, "diskBytesSpilled"));
    equal("stage_input_bytes", labels, lost.less(stage, "inputBytes"));
    equal("stage_output_bytes", labels, lost.less(stage, "outputBytes"));
    equal("stage_shuffle_read_bytes", labels, lost.less(stage, "shuffleReadBytes"));
    equal("stage_shuffle_read_records", labels, lost.less(stage, "shuffleReadRecords"));
    equal("stage_shuffle_write_bytes", labels, lost.less(stage, "shuffleWriteBytes"));
    fromTasks(list, labels);
    if (softly.errorsCollected().size() > before) {
      softly.fail("tasks of the stage in REST: " + list);
    }
  }

  private JsonNode taskList(Map<String, String> labels) throws IOException, InterruptedException {
    String stage = labels.get("stage_id") + "/" + labels.get("stage_attempt");
    return rest.get("stages/" + stage + "/taskList?length=10000");
  }

  /** Spark's UI counts a resubmitted task as a failed one; signals do not. */
  private void tasks(JsonNode stage, Map<String, String> labels) {
    equal("stage_tasks", with(labels, "state", "succeeded"), stage.path("numCompleteTasks"));
    equal("stage_tasks", with(labels, "state", "killed"), stage.path("numKilledTasks"));
    equal("stage_tasks", with(labels, "state", "active"), stage.path("numActiveTasks"));
    double failed = value("stage_tasks", with(labels, "state", "failed")).orElse(-1);
    softly
        .assertThat(stage.path("numFailedTasks").asDouble() - failed)
        .as("resubmitted of " + labels)
        .isBetween(0.0, value("tasks_completed_total", Map.of("outcome", "resubmitted")).orElse(0));
  }

  /** Quantiles and the peak memory, from the list of the stage's tasks. */
  private void fromTasks(JsonNode tasks, Map<String, String> labels) {
    List<Double> seconds = new ArrayList<>();
    double peak = 0;
    for (JsonNode task : tasks) {
      peak =
          Unreported.is(task)
              ? peak
              : Math.max(peak, task.path("taskMetrics").path("peakExecutionMemory").asDouble());
      if (task.path("status").asText().equals("SUCCESS")) {
        seconds.add(task.path("duration").asDouble() / 1e3);
      }
    }
    equal("stage_peak_execution_memory_bytes", labels, peak);
    quantiles(labels, seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }

  private void quantiles(Map<String, String> labels, double[] sorted) {
    int n = sorted.length;
    if (n == 0) {
      return;
    }
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    quantile(labels, "0.0", sorted[0]);
    quantile(labels, "0.5", median);
    quantile(labels, "0.75", sorted[(75 * n + 99) / 100 - 1]);
    quantile(labels, "0.95", sorted[(95 * n + 99) / 100 - 1]);
    quantile(labels, "1.0", sorted[n - 1]);
    equal("stage_task_duration_seconds_count", labels, n);
    equal("stage_task_duration_seconds_sum", labels, Arrays.stream(sorted).sum());
  }

  private void quantile(Map<String, String> labels, String quantile, double expected) {
    Map<String, String> all = with(labels, "quantile", quantile);
    OptionalDouble value = value("stage_task_duration_seconds", all);
    softly.assertThat(value).as("quantile " + all).isPresent();
    value.ifPresent(
        actual ->
            softly
                .assertThat(actual)
                .as("quantile " + all)
                .isCloseTo(expected, Offset.offset(0.01 * expected + 1e-9)));
  }

  private void executors() throws IOException, InterruptedException {
    JsonNode executors = rest.get("allexecutors");
    int compared = 0;
    for (JsonNode executor : executors) {
      String id = executor.path("id").asText();
      Map<String, String> labels = Map.of("executor_id", id);
      if (!id.equals("driver") && executor.path("isActive").asBoolean()) {
        compared++;
        equal("executor_cores", labels, executor.path("totalCores"));
        executorTasks(executor, labels);
        seconds("executor_task_gc_seconds_total", labels, executor.path("totalGCTime"), 1e3);
        equal("executor_input_bytes_total", labels, executor.path("totalInputBytes"));
        equal("executor_shuffle_read_bytes_total", labels, executor.path("totalShuffleRead"));
        equal("executor_shuffle_write_bytes_total", labels, executor.path("totalShuffleWrite"));
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(2);
  }

  private void executorTasks(JsonNode executor, Map<String, String> labels) {
    String name = "executor_tasks_completed_total";
    equal(name, with(labels, "outcome", "succeeded"), executor.path("completedTasks"));
    equal("executor_tasks_active", labels, executor.path("activeTasks"));
  }

  private void application() throws IOException, InterruptedException {
    JsonNode jobs = rest.get("jobs");
    long succeeded =
        StreamSupport.stream(jobs.spliterator(), false)
            .filter(job -> job.path("status").asText().equals("SUCCEEDED"))
            .count();
    equal("jobs_started_total", Map.of(), jobs.size());
    equal("jobs_completed_total", Map.of("outcome", "succeeded"), succeeded);
    equal("jobs_completed_total", Map.of("outcome", "failed"), jobs.size() - succeeded);
    positive("task_failures_total", "reason", "exception");
    positive("task_failures_total", "reason", "executor_lost");
    positive("tasks_completed_total", "outcome", "killed");
    positive("executors_removed_total", "cause", "memory_kill");
    positive("spill_disk_bytes_total");
    positive("speculative_tasks_total");
    positive("stage_retries_total");
    positive("executor_heap_peak_bytes");
    equal("agent_errors_total", Map.of(), 0);
    equal("agent_events_dropped_total", Map.of(), 0);
  }

  private void positive(String name, String... label) {
    Map<String, String> labels = label.length == 0 ? Map.of() : Map.of(label[0], label[1]);
    softly.assertThat(value(name, labels).orElse(-1)).as(name + labels).isPositive();
  }

  private void ratio(String name, Map<String, String> labels, double part, double whole) {
    OptionalDouble value = value(name, labels);
    if (whole == 0) {
      softly.assertThat(value).as(name + labels).isEmpty();
    } else {
      softly.assertThat(value.orElse(-1)).as(name + labels).isCloseTo(part / whole, EXACT);
    }
  }

  private void seconds(String name, Map<String, String> labels, JsonNode expected, double unit) {
    equal(name, labels, expected.asDouble() / unit);
  }

  private void equal(String name, Map<String, String> labels, JsonNode expected) {
    softly.assertThat(expected.isNumber()).as(name + labels + " in REST").isTrue();
    equal(name, labels, expected.asDouble());
  }

  private void equal(String name, Map<String, String> labels, double expected) {
    softly
        .assertThat(value(name, labels).orElse(Double.NaN))
        .as(name + labels)
        .isCloseTo(expected, EXACT);
  }

  private OptionalDouble value(String name, Map<String, String> labels) {
    return page.sum("sparkvitals_" + name, labels);
  }

  private static Map<String, String> with(Map<String, String> labels, String key, String value) {
    Map<String, String> more = new HashMap<>(labels);
    more.put(key, value);
    return more;
  }
}
