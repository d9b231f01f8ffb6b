package io.sparkvitals.metrics;

import io.sparkvitals.model.ActivityCounts;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorMemory;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.Histogram;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageSpread;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.StreamingQuery;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.WindowSums;
import io.sparkvitals.model.Work;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Snapshots for tests: of an application that has not begun, and of one that has done it all. */
final class Snapshots {
  static final long NOW = 1_700_000_000_000L;
  static final long[] BOUNDS = {100, 1_000, 10_000};

  private Snapshots() {}

  static ApplicationFacts facts() {
    return ApplicationFacts.UNKNOWN
        .identity("app-1", "daily-etl", NOW - 600_000)
        .owner("ann", "1")
        .sparkVersion("3.5.9")
        .environment(
            Map.of(
                "spark.master", "yarn",
                "spark.submit.deployMode", "cluster",
                "spark.yarn.queue", "etl",
                "spark.vitals.cost.perCoreHour", "0.05",
                "java.version", "17.0.9",
                "scala.version", "2.12.18"));
  }

  /** An application of which nothing is known but its identity. */
  static ApplicationSnapshot untouched() {
    return app(List.of(), List.of());
  }

  static ApplicationSnapshot app(List<ExecutorSnapshot> executors, List<StageSnapshot> stages) {
    return ApplicationSnapshot.of(facts(), noWork(), NOW)
        .executors(executors)
        .stages(stages)
        .snapshot();
  }

  static Work noWork() {
    Histogram none = new Histogram.Accumulator(BOUNDS).histogram();
    return Work.of(TaskBreakdown.EMPTY, TaskTotals.ZERO)
        .durations(Work.Durations.of(none, none, none))
        .work();
  }

  /** An application in which every metric has a value. */
  static ApplicationSnapshot everything() {
    ExecutorSnapshot driver = executor("driver", 1L << 30).snapshot();
    ExecutorSnapshot excluded = executor("1", 2L << 30).excluded(true).snapshot();
    StageSnapshot stage =
        stage(StageKey.of(7, 1), StageStatus.COMPLETE, NOW - 60_000, NOW - 30_000)
            .baseline(Baseline.of(1_500, 3))
            .snapshot();
    return ApplicationSnapshot.of(facts(), work(), NOW)
        .ended(NOW, 0)
        .cached(List.of(rdd(12)))
        .streaming(List.of(query(1)))
        .executors(List.of(driver, excluded))
        .stages(List.of(stage))
        .snapshot();
  }

  static CachedRdd rdd(int id) {
    return CachedRdd.of(id, "customers", 1L << 20, 1L << 10, NOW - 1_000).partitions(3, 4);
  }

  static StreamingQuery query(int number) {
    return StreamingQuery.started("orders-" + number, "run-" + number)
        .id("id-" + number)
        .batch(41, NOW - 2_000, 1_234)
        .phases(
            StreamingQuery.PHASES.stream()
                .collect(Collectors.toMap(phase -> phase, phase -> (long) phase.length())))
        .rates(100.5, 99)
        .watermark(NOW - 60_000)
        .state(77, 1L << 16);
  }

  private static Work work() {
    Histogram.Accumulator durations = new Histogram.Accumulator(BOUNDS);
    durations.add(50);
    durations.add(20_000);
    Work.Events.Counter events = new Work.Events.Counter();
    events.stageRetries = 1;
    events.stagesSkipped = 2;
    events.speculativeTasks = 3;
    events.executorsAdded = 4;
    events.executorsRemoved.put(LossClass.MEMORY_KILL, 1L);
    events.lastJobSuccessMillis = NOW - 5_000;
    events.lastJobFailureMillis = NOW - 6_000;
    return Work.of(breakdown(), totals())
        .activities(
            ActivityCounts.of(9, 5, 1, 3), ActivityCounts.of(8, 4, 2, 2), ActivityCounts.ZERO)
        .durations(
            Work.Durations.of(durations.histogram(), durations.histogram(), durations.histogram()))
        .events(events.events())
        .coreTime(CoreTime.of(90_000, 60_000))
        .work();
  }

  /** Twenty tasks that succeeded, one that failed and one that runs. */
  static TaskBreakdown breakdown() {
    TaskBreakdown.Accumulator tasks = new TaskBreakdown.Accumulator();
    TaskSample task = new TaskSample().reset(7, 1).place("1", "host", Locality.NODE_LOCAL);
    for (int i = 0; i < 22; i++) {
      tasks.counts().start();
    }
    for (int i = 0; i < 20; i++) {
      tasks.end(task, true);
    }
    tasks.end(task.failed(FailureReason.OOM, "java.lang.OutOfMemoryError"), true);
    return tasks.breakdown();
  }

  /** Every metric has a value of its own: 1,000 for the first, 2,000 for the second, and so on. */
  static TaskTotals totals() {
    TaskTotals.Accumulator totals = new TaskTotals.Accumulator();
    long value = 0;
    for (TaskMetric each : TaskMetric.values()) {
      totals.add(each, value += 1_000);
    }
    return totals.totals();
  }

  static TaskTotals totals(Map<TaskMetric, Long> values) {
    TaskTotals.Accumulator totals = new TaskTotals.Accumulator();
    values.forEach(totals::add);
    return totals.totals();
  }

  static ExecutorSnapshot.Draft executor(String id, long heapBytes) {
    ExecutorMetrics.Accumulator metrics = new ExecutorMetrics.Accumulator();
    for (ExecutorMetric each : ExecutorMetric.values()) {
      metrics.set(each, 1_000);
    }
    metrics.set(ExecutorMetric.JVM_HEAP, heapBytes);
    ExecutorMetrics reading = metrics.metrics();
    MemoryLimits limits = MemoryLimits.of(4L << 30, 2L << 30, 1L << 30, 5L << 30);
    ExecutorMemory memory = ExecutorMemory.of(reading, reading, NOW - 10_000, limits);
    int cores = id.equals(ExecutorFacts.DRIVER) ? -1 : 4;
    return ExecutorSnapshot.of(ExecutorFacts.of(id, "host-" + id, cores, 0, NOW - 500_000), memory)
        .tasks(breakdown().counts(), totals(), WindowSums.ZERO)
        .coreTime(CoreTime.of(40_000, 30_000));
  }

  /** An executor that has not reported, on a cluster that tells nothing. */
  static ExecutorSnapshot silentExecutor(String id) {
    ExecutorMemory unknown =
        ExecutorMemory.of(ExecutorMetrics.NONE, ExecutorMetrics.NONE, 0, MemoryLimits.UNKNOWN);
    return ExecutorSnapshot.of(ExecutorFacts.of(id, "host", -1, 0, 0), unknown).snapshot();
  }

  static ExecutorSnapshot removed(String id, long removedMillis) {
    return executor(id, 1L << 30)
        .removed(ExecutorLoss.of(removedMillis, "lost", 0, 0, 1))
        .snapshot();
  }

  static List<ExecutorSnapshot> executors(int number) {
    List<ExecutorSnapshot> executors = new ArrayList<>();
    for (int i = 1; i <= number; i++) {
      executors.add(executor(Integer.toString(i), i * 1_000L).snapshot());
    }
    return executors;
  }

  static StageSnapshot.Draft stage(
      StageKey key, StageStatus status, long submittedMillis, long completedMillis) {
    StageFacts facts =
        StageFacts.of(key, "count at Job.scala:12", 30)
            .job("daily totals", null, "default")
            .submitted(submittedMillis)
            .completed(completedMillis)
            .facts();
    return StageSnapshot.of(facts, status, spread(8_000, 2_000))
        .job(OptionalInt.of(3))
        .tasks(breakdown(), totals())
        .executors(2);
  }

  static StageSpread spread(long max, double median) {
    EnumMap<Dimension, Distribution> spread = new EnumMap<>(Dimension.class);
    for (Dimension each : Dimension.values()) {
      spread.put(each, Distribution.of(20, 50_000, 100, max).quantiles(median, 3_000, 5_000));
    }
    return StageSpread.of(spread, List.of(), List.of());
  }

  /** Stages 0, 1, …, one finished every second, the last one a second ago. */
  static List<StageSnapshot> finishedStages(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            i -> {
              long completed = NOW - (number - i) * 1_000L;
              return stage(StageKey.of(i, 0), StageStatus.COMPLETE, completed - 500, completed)
                  .tasks(TaskBreakdown.EMPTY, TaskTotals.ZERO)
                  .snapshot();
            })
        .toList();
  }
}
