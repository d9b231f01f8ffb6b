package io.sparkvitals.diagnosis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.report.Run;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunPlanTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.master", "yarn",
          "spark.executor.memory", "8g",
          "spark.executor.cores", "4");

  /** Four executors of four cores for 100 s; so many tasks of 10 s at a time. */
  private static Run run(int atOnce, Consumer<TaskSample> change) {
    Run run = Run.started().environment(SETTINGS);
    for (int i = 1; i <= 4; i++) {
      run.executor(Integer.toString(i), 4, 0);
    }
    run.job(0, 0, "save", 0).submit(0, "save", 10 * atOnce, 0);
    for (int wave = 0; wave < 10; wave++) {
      long first = run.start(0, "1", 10 * wave);
      for (int i = 1; i < atOnce; i++) {
        run.start(0, Integer.toString(1 + i % 4), 10 * wave);
      }
      for (int i = 0; i < atOnce; i++) {
        run.tracker.taskEnded(ended(first + i, Integer.toString(1 + i % 4), 10 * wave, change));
      }
    }
    return run.complete(0, "save", 10 * atOnce, 100).end(100, 0);
  }

  private static TaskSample ended(
      long id, String executor, int seconds, Consumer<TaskSample> change) {
    TaskSample task =
        new TaskSample()
            .reset(0, 0)
            .task(id, (int) (id % 100), 0, false)
            .place(executor, "host-" + executor, Locality.NODE_LOCAL)
            .times(Run.at(seconds), Run.at(seconds + 10))
            .set(TaskMetric.RUN_TIME_MILLIS, 10_000);
    change.accept(task);
    return task;
  }

  private static Map<String, String> plan(Run run, boolean fixed) {
    Map<String, String> settings = new TreeMap<>();
    RunPlan.of(run.tracker.snapshot(), fixed)
        .settings()
        .forEach(each -> settings.put(each.key(), each.value()));
    return settings;
  }

  @Test
  void asManyExecutorsAsTheRunKeptBusyAtFourFifths() {
    assertThat(plan(run(3, task -> {}), true))
        .containsEntry("spark.executor.instances", "1")
        .containsEntry("spark.dynamicAllocation.enabled", "false");
    assertThat(plan(run(4, task -> {}), true)).containsEntry("spark.executor.instances", "2");
    assertThat(plan(run(16, task -> {}), true)).containsEntry("spark.executor.instances", "4");
  }

  @Test
  void dynamicAllocationBeginsWithThoseAndEndsWithTheMostOfTheRun() {
    assertThat(plan(run(4, task -> {}), false))
        .containsEntry("spark.dynamicAllocation.initialExecutors", "2")
        .containsEntry("spark.dynamicAllocation.maxExecutors", "4");
  }

  /** Three tasks keep one executor busy, and a stage in barrier mode needs all at once. */
  @Test
  void stagesInBarrierModeKeepAllExecutorsAndTheirNumber() {
    for (boolean fixed : new boolean[] {false, true}) {
      Run run = run(3, task -> {});
      run.tracker.stageSubmitted(
          StageFacts.of(StageKey.of(1, 0), "barrier", 8).barrier(true).facts());

      assertThat(plan(run, fixed))
          .containsEntry("spark.dynamicAllocation.enabled", "false")
          .containsEntry("spark.executor.instances", "4")
          .doesNotContainKey("spark.dynamicAllocation.maxExecutors");
    }
  }

  @Test
  void sizesStayWhereMemoryWasNotRead() {
    Run run = run(4, task -> {});

    assertThat(plan(run, true))
        .containsEntry("spark.executor.memory", "8g")
        .containsEntry("spark.executor.cores", "4");
    assertThat(RunPlan.of(run.tracker.snapshot(), true).notes())
        .anyMatch(each -> each.contains("spark.executor.metrics.pollingInterval=1s"))
        .anyMatch(each -> each.contains("processTreeMetrics.enabled=true"));
  }

  @Test
  void partitionsHoldTheLargestShuffleAtTheirUsualSize() {
    long usual = 128L << 20;
    Consumer<TaskSample> reads = task -> task.set(TaskMetric.SHUFFLE_LOCAL_READ_BYTES, 5 * usual);

    assertThat(plan(run(4, task -> {}), true)).containsEntry("spark.sql.shuffle.partitions", "200");
    assertThat(plan(run(4, reads), true)).containsEntry("spark.sql.shuffle.partitions", "200");
    assertThat(plan(run(8, reads), true)).containsEntry("spark.sql.shuffle.partitions", "400");
  }

  /** Half the cores for each executor are as many cores in twice as many executors. */
  @Test
  void fewerCoresForEachAreMoreExecutors() {
    Run run =
        run(
            16,
            task -> {
              task.set(TaskMetric.GC_TIME_MILLIS, 3_000).markPolled();
              task.executorPeaks().clear();
              task.executorPeaks()
                  .set(ExecutorMetric.JVM_HEAP, 1L << 30)
                  .set(ExecutorMetric.MINOR_GC_COUNT, 100)
                  .set(ExecutorMetric.MINOR_GC_MILLIS, 30_000);
            });

    assertThat(plan(run, false))
        .containsEntry("spark.executor.cores", "2")
        .containsEntry("spark.dynamicAllocation.maxExecutors", "8");
    assertThat(RunPlan.of(run.tracker.snapshot(), false).settings().get(0).why())
        .contains("short-lived objects");
  }

  @Test
  void aRunWithoutExecutorsGetsNoPlan() {
    assertThatThrownBy(() -> RunPlan.of(Run.started().end(1, 0).tracker.snapshot(), true))
        .isInstanceOf(PlanProblem.class)
        .hasMessageContaining("--nodes or --data");
    Run local = Run.started().environment(Map.of("spark.master", "local[*]")).end(1, 0);
    assertThatThrownBy(() -> RunPlan.of(local.tracker.snapshot(), true))
        .hasMessageStartingWith("the run was in local mode, which has no executors");
  }
}
