package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.BuildInfo;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExpositionTest {
  @Test
  void everyMetricOfTheCatalogueIsOnThePageAndNoOther() {
    Exposition exposition = Page.exposition(Snapshots.everything());
    useEveryMeter(exposition.agent());
    Page.of(exposition);

    assertThat(Page.of(exposition).families()).isEqualTo(new TreeSet<>(PublishedNames.ALL));
  }

  static void useEveryMeter(AgentMeters agent) {
    agent.events("task_end", () -> 5, () -> 0.5);
    agent.eventLag(() -> 0.1);
    agent.queue("shared", () -> 1, () -> 10_000, () -> 0);
    agent.tracked("stages", () -> 3);
    agent.rule("gc-time-high", "warning", "critical");
    agent.rulesEvaluated(1_000_000);
    agent.integration("slack", () -> 0);
    agent.attempted("slack", "2xx", 30_000_000);
    agent.links("http://driver:4040", "");
    agent.pushes("pushgateway").pushed(true);
  }

  @Test
  void countersAreZeroFromTheStart() {
    Page page = Page.of(Snapshots.untouched());

    assertThat(page.value("sparkvitals_tasks_started_total")).isZero();
    assertThat(page.value("sparkvitals_jobs_completed_total", "outcome=\"failed\"")).isZero();
    assertThat(page.value("sparkvitals_core_busy_seconds_total")).isZero();
    assertThat(page.value("sparkvitals_agent_errors_total", "component=\"http\"")).isZero();
    assertThat(page.value("sparkvitals_task_duration_seconds_bucket", "le=\"+Inf\"")).isZero();
  }

  @Test
  void everyLabelValueOfAnEnumIsThereFromTheStart() {
    Page page = Page.of(Snapshots.untouched());

    assertZeros(page, "sparkvitals_executors_removed_total", LossClass.values().length);
    assertZeros(page, "sparkvitals_tasks_completed_total", TaskOutcome.values().length);
    assertZeros(page, "sparkvitals_task_failures_total", FailureReason.values().length);
    assertZeros(page, "sparkvitals_task_locality_total", Locality.values().length);
    assertZeros(page, "sparkvitals_stages_completed_total", 3);
    assertZeros(page, "sparkvitals_shuffle_read_bytes_total", 2);
    assertZeros(page, "sparkvitals_executors", 2);
    assertZeros(page, "sparkvitals_agent_errors_total", Component.values().length);
  }

  private static void assertZeros(Page page, String name, int number) {
    List<Double> values =
        page.series().entrySet().stream()
            .filter(each -> each.getKey().startsWith(name + "{"))
            .map(Map.Entry::getValue)
            .toList();
    assertThat(values).hasSize(number).containsOnly(0.0);
  }

  @Test
  void whatCoreTimeWentToAddsUpToIt() {
    Page page = Page.of(Snapshots.everything());
    double sum = 0;
    for (CoreUse each : CoreUse.values()) {
      sum += page.value("sparkvitals_core_use_seconds", "use=\"" + each.label() + "\"");
    }

    assertThat(sum)
        .isPositive()
        .isCloseTo(page.value("sparkvitals_core_allocated_seconds_total"), within(1e-6));
    assertThat(page.value("sparkvitals_core_use_seconds", "use=\"few_tasks\"")).isNotNull();
  }

  @Test
  void coreTimeHasNoUseWhereNoneWasHeld() {
    assertThat(Page.of(Snapshots.untouched()).families())
        .doesNotContain("sparkvitals_core_use_seconds");
  }

  @Test
  void timeOfCollectionIsAbsentWhereTasksRunOnMeanwhile() {
    String[] collection = {
      "sparkvitals_task_gc_seconds_total",
      "sparkvitals_executor_task_gc_seconds_total",
      "sparkvitals_stage_gc_ratio"
    };
    ApplicationSnapshot app = Snapshots.everything();
    ApplicationFacts zgc =
        app.facts().environment(Map.of("spark.executor.extraJavaOptions", "-XX:+UseZGC"));
    ApplicationSnapshot beside =
        ApplicationSnapshot.of(zgc, app.work(), Snapshots.NOW)
            .executors(app.executors())
            .stages(app.stages())
            .snapshot();

    assertThat(Page.of(app).families()).contains(collection);
    assertThat(Page.of(beside).families())
        .doesNotContain(collection)
        .contains("sparkvitals_stage_cpu_ratio", "sparkvitals_executor_task_cpu_seconds_total");
  }

  @Test
  void whatIsNotKnownIsAbsent() {
    StageSnapshot empty =
        Snapshots.stage(StageKey.of(1, 0), StageStatus.ACTIVE, Snapshots.NOW - 1_000, 0)
            .tasks(TaskBreakdown.EMPTY, TaskTotals.ZERO)
            .snapshot();
    Page page = Page.of(Snapshots.app(List.of(Snapshots.silentExecutor("1")), List.of(empty)));

    assertThat(page.families())
        .doesNotContain(
            "sparkvitals_application_end_timestamp_seconds",
            "sparkvitals_job_last_completion_timestamp_seconds",
            "sparkvitals_executor_start_timestamp_seconds",
            "sparkvitals_executor_last_heartbeat_timestamp_seconds",
            "sparkvitals_executor_cores",
            "sparkvitals_executor_jvm_memory_used_bytes",
            "sparkvitals_executor_heap_max_bytes",
            "sparkvitals_executor_memory_limit_bytes",
            "sparkvitals_executor_process_rss_bytes",
            "sparkvitals_executor_gc_seconds_total",
            "sparkvitals_stage_completion_timestamp_seconds",
            "sparkvitals_stage_task_duration_baseline_seconds",
            "sparkvitals_stage_gc_ratio",
            "sparkvitals_stage_spill_ratio",
            "sparkvitals_agent_event_lag_seconds")
        .contains("sparkvitals_executor_tasks_active", "sparkvitals_stage_tasks");
  }

  @Test
  void valuesAreInBaseUnits() {
    Page page = Page.of(Snapshots.everything());

    assertThat(page.value("sparkvitals_application_start_timestamp_seconds"))
        .isEqualTo((Snapshots.NOW - 600_000) / 1e3);
    assertThat(page.value("sparkvitals_task_run_seconds_total")).isEqualTo(1);
    assertThat(page.value("sparkvitals_task_cpu_seconds_total")).isEqualTo(2_000 / 1e9);
    assertThat(page.value("sparkvitals_task_gc_seconds_total")).isEqualTo(3);
    assertThat(page.value("sparkvitals_core_allocated_seconds_total")).isEqualTo(90);
    assertThat(page.value("sparkvitals_task_duration_seconds_sum")).isEqualTo(20.05);
  }

  @Test
  void bucketsAreCumulative() {
    Page page = Page.of(Snapshots.everything());

    assertThat(page.value("sparkvitals_task_duration_seconds_bucket", "le=\"0.1\"")).isEqualTo(1);
    assertThat(page.value("sparkvitals_task_duration_seconds_bucket", "le=\"10.0\"")).isEqualTo(1);
    assertThat(page.value("sparkvitals_task_duration_seconds_bucket", "le=\"+Inf\"")).isEqualTo(2);
    assertThat(page.value("sparkvitals_task_duration_seconds_count")).isEqualTo(2);
  }

  @Test
  void applicationHasItsCounts() {
    Page page = Page.of(Snapshots.everything());

    assertThat(page.value("sparkvitals_tasks_completed_total", "outcome=\"succeeded\""))
        .isEqualTo(20);
    assertThat(page.value("sparkvitals_task_failures_total", "reason=\"oom\"")).isEqualTo(1);
    assertThat(page.value("sparkvitals_tasks_active")).isEqualTo(1);
    assertThat(page.value("sparkvitals_executors_removed_total", "cause=\"memory_kill\""))
        .isEqualTo(1);
    assertThat(page.value("sparkvitals_stages_completed_total", "outcome=\"skipped\""))
        .isEqualTo(2);
    assertThat(page.value("sparkvitals_application_end_timestamp_seconds", "outcome=\"succeeded\""))
        .isEqualTo(Snapshots.NOW / 1e3);
  }

  @Test
  void driverIsNoExecutorUnlessItRegistersAsOne() {
    Page page = Page.of(Snapshots.everything());

    assertThat(page.value("sparkvitals_executors", "state=\"active\"")).isZero();
    assertThat(page.value("sparkvitals_executors", "state=\"excluded\"")).isEqualTo(1);
    assertThat(page.value("sparkvitals_cores")).isEqualTo(4);
    assertThat(page.value("sparkvitals_executor_tasks_active", "executor_id=\"driver\""))
        .isEqualTo(1);
  }

  @Test
  void factsAreLabelsOfInfoMetrics() {
    Page page = Page.of(Snapshots.everything());

    assertThat(page.labels("sparkvitals_application_info"))
        .containsExactly(
            "{app_attempt_id=\"1\",app_id=\"app-1\",app_name=\"daily-etl\",deploy_mode=\"cluster\","
                + "java_version=\"17.0.9\",master=\"yarn\",queue=\"etl\",scala_version=\"2.12.18\","
                + "spark_version=\"3.5.9\",user=\"ann\"}");
    assertThat(page.labels("sparkvitals_stage_info"))
        .containsExactly(
            "{app_id=\"app-1\",app_name=\"daily-etl\",job_id=\"3\",pool=\"default\","
                + "stage_attempt=\"1\",stage_id=\"7\",stage_name=\"count at Job.scala:12\"}");
    assertThat(page.labels("sparkvitals_agent_build_info"))
        .containsExactly(
            "{app_id=\"app-1\",app_name=\"daily-etl\",revision=\"abc\",version=\"1.2.3\"}");
  }

  @Test
  void stageHasItsDistributionAndSkew() {
    Page page = Page.of(Snapshots.everything());
    String stage = "stage_attempt=\"1\",stage_id=\"7\"";

    assertThat(page.text())
        .contains(
            "sparkvitals_stage_task_duration_seconds{app_id=\"app-1\",app_name=\"daily-etl\","
                + stage
                + ",quantile=\"0.5\"} 2.0");
    assertThat(page.value("sparkvitals_stage_task_duration_seconds_count", stage)).isEqualTo(20);
    assertThat(page.value("sparkvitals_stage_skew_ratio", "dimension=\"duration\"," + stage))
        .isEqualTo(4);
    assertThat(page.value("sparkvitals_stage_task_duration_baseline_seconds", stage))
        .isEqualTo(1.5);
    assertThat(page.value("sparkvitals_stage_tasks", "state=\"failed\"," + stage)).isEqualTo(1);
  }

  @Test
  void garbageCollectionAddsUpToSparksTotal() {
    Page page = Page.of(Snapshots.everything());
    String executor = "executor_id=\"1\",";

    for (String gc : List.of("young", "old", "concurrent")) {
      assertThat(
              page.value("sparkvitals_executor_gc_seconds_total", executor + "gc=\"" + gc + "\""))
          .isEqualTo(1);
    }
    assertThat(page.value("sparkvitals_executor_gc_seconds_total", executor + "gc=\"other\""))
        .isZero();
  }

  @Test
  void everySeriesHasTheApplicationsLabels() {
    Exposition exposition = Page.exposition(Snapshots.everything());
    useEveryMeter(exposition.agent());

    assertThat(Page.of(exposition).series().keySet())
        .allMatch(each -> each.contains("app_id=\"app-1\"") && each.contains("app_name=\""));
  }

  @Test
  void labelsOfTheApplicationAppearAsSoonAsTheyAreKnown() {
    List<ApplicationFacts> facts = new ArrayList<>(List.of(ApplicationFacts.UNKNOWN));
    Work work = Work.of(TaskBreakdown.EMPTY, TaskTotals.ZERO).work();
    Exposition exposition =
        new Exposition(
            () -> ApplicationSnapshot.of(facts.get(0), work, Snapshots.NOW).snapshot(),
            Page.LIMITS,
            BuildInfo.of("1", "a"),
            () -> 0L);
    assertThat(Page.of(exposition).series().keySet()).noneMatch(each -> each.contains("app_id"));

    facts.set(0, Snapshots.facts());

    assertThat(Page.of(exposition).series().keySet()).allMatch(each -> each.contains("app_id"));
  }

  @Test
  void snapshotIsTakenOncePerScrape() {
    AtomicInteger taken = new AtomicInteger();
    Exposition exposition =
        new Exposition(
            () -> {
              taken.incrementAndGet();
              return Snapshots.everything();
            },
            Page.LIMITS,
            BuildInfo.of("1", "a"),
            () -> 0L);

    Page.of(exposition);
    Page.of(exposition);

    assertThat(taken).hasValue(2);
  }

  @Test
  void evictedStageLeavesThePageAtOnce() {
    List<StageSnapshot> stages = new ArrayList<>(Snapshots.finishedStages(2));
    Exposition exposition =
        new Exposition(
            () -> Snapshots.app(List.of(), List.copyOf(stages)),
            Page.LIMITS,
            BuildInfo.of("1", "a"),
            () -> 0L);
    assertThat(Page.of(exposition).labels("sparkvitals_stage_executors")).hasSize(2);

    stages.remove(0);

    assertThat(Page.of(exposition).labels("sparkvitals_stage_executors")).hasSize(1);
  }

  @Test
  void scrapeDurationIsThatOfTheLastScrape() {
    AtomicInteger clock = new AtomicInteger();
    Exposition exposition =
        new Exposition(
            Snapshots::untouched,
            Page.LIMITS,
            BuildInfo.of("1", "a"),
            () -> clock.getAndAdd(250_000_000));
    assertThat(Page.of(exposition).families())
        .doesNotContain("sparkvitals_agent_scrape_duration_seconds");

    assertThat(Page.of(exposition).value("sparkvitals_agent_scrape_duration_seconds"))
        .isEqualTo(0.25);
  }

  @Test
  void seriesAreCountedByKind() {
    Page page = Page.of(Snapshots.everything());
    Set<String> stages =
        page.series().keySet().stream()
            .filter(each -> each.startsWith("sparkvitals_stage_") && each.contains("stage_id"))
            .collect(Collectors.toSet());

    assertThat(page.value("sparkvitals_agent_series", "kind=\"stage\"")).isEqualTo(stages.size());
    assertThat(page.value("sparkvitals_agent_series", "kind=\"executor\""))
        .isEqualTo(
            page.series().keySet().stream().filter(each -> each.contains("executor_id")).count());
    assertThat(page.value("sparkvitals_agent_series", "kind=\"application\""))
        .isEqualTo(
            page.series().keySet().stream()
                .filter(each -> !each.contains("executor_id") && !each.contains("stage_id"))
                .filter(each -> !each.startsWith("sparkvitals_agent_"))
                .filter(each -> !each.contains("rdd_id") && !each.contains("run_id"))
                .count());
    assertThat(page.value("sparkvitals_agent_series", "kind=\"rdd\"")).isEqualTo(4);
    assertThat(page.value("sparkvitals_agent_series", "kind=\"query\"")).isEqualTo(15);
  }

  @Test
  void whatALimitHoldsBackIsCounted() {
    ApplicationSnapshot app = Snapshots.app(Snapshots.executors(3), Snapshots.finishedStages(5));
    Page page = Page.of(app, ExposureLimits.of(20_000, 2, ExecutorDetail.FULL));

    assertThat(page.labels("sparkvitals_stage_executors")).hasSize(2);
    assertThat(page.value("sparkvitals_agent_series_suppressed", "kind=\"stage\""))
        .isEqualTo(3 * ExposureLimits.SERIES_PER_STAGE);
    assertThat(page.value("sparkvitals_agent_series_suppressed", "kind=\"executor\"")).isZero();
  }

  @Test
  void openMetricsIsWrittenWhereItIsAskedFor() {
    Exposition exposition = Page.exposition(Snapshots.everything());
    String accept = "application/openmetrics-text;version=1.0.0,text/plain;q=0.5";

    assertThat(exposition.contentType(accept)).startsWith("application/openmetrics-text");
    assertThat(Page.write(exposition, accept))
        .contains("# TYPE sparkvitals_application info\n")
        .contains("# UNIT sparkvitals_task_run_seconds seconds\n")
        .endsWith("# EOF\n");
  }

  @Test
  void textIsWrittenElsewhere() {
    Exposition exposition = Page.exposition(Snapshots.everything());

    assertThat(exposition.contentType(null)).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(exposition.contentType("*/*")).startsWith("text/plain");
    assertThat(Page.write(exposition, "*/*")).doesNotContain("# EOF", "# UNIT");
  }
}
