package io.sparkvitals.report;

import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A run in which much goes wrong: one stage is skewed, one collects garbage and spills, an executor
 * is killed for its memory, a job fails, and one task never ends.
 */
public final class Nightly {
  private static final String SCAN = "parquet at Etl.scala:21";
  private static final String JOIN = "join at Etl.scala:34";
  private static final String SAVE = "save at Etl.scala:55";

  private final Run run = Run.started("application_1700000000000_0042", "daily etl");

  private Nightly() {}

  /** As a finished log tells it, in which two lines are broken. */
  public static Report replayed() {
    InputFacts.Counter input = new InputFacts.Counter();
    input.lines = 412;
    input.malformedLines = 2;
    input.unusableEvents = 1;
    input.unknownEvents = 30;
    input.usedEvents = 379;
    return new Nightly().told().replayed(input);
  }

  private Run told() {
    run.environment(
        Map.of(
            "spark.master", "yarn",
            "spark.executor.memory", "8g",
            "spark.executor.cores", "4",
            "spark.sql.shuffle.partitions", "200",
            "spark.driver.extraJavaOptions", "-Djavax.net.ssl.trustStorePassword=hunter2"));
    run.executor("1", 4, 1).executor("2", 4, 2);
    run.tracker.blockManagerAdded("1", "host-1", 4_600_000_000L, 0);
    run.job(0, 3, JOIN, 0, 1, 2);
    scan();
    join();
    run.jobEnded(0, 320, null).look(325);
    save();
    return run.end(420, 1);
  }

  /** 40 tasks that collect garbage a third of their time, and spill. */
  private void scan() {
    run.submit(0, SCAN, 40, 3);
    for (int i = 0; i < 40; i++) {
      run.task(0, i % 2 == 0 ? "1" : "2", 4 + i, 4, Nightly::scanned);
    }
    run.complete(0, SCAN, 40, 50).look(60);
  }

  private static void scanned(TaskSample task) {
    task.set(TaskMetric.CPU_TIME_NANOS, 2_500_000_000L)
        .set(TaskMetric.GC_TIME_MILLIS, 1_400)
        .set(TaskMetric.INPUT_BYTES, 128_000_000)
        .set(TaskMetric.INPUT_RECORDS, 1_000_000)
        .set(TaskMetric.MEMORY_SPILL_BYTES, 90_000_000)
        .set(TaskMetric.DISK_SPILL_BYTES, 40_000_000)
        .set(TaskMetric.SHUFFLE_WRITE_BYTES, 60_000_000)
        .set(TaskMetric.SHUFFLE_WRITE_RECORDS, 1_000_000)
        .set(TaskMetric.SHUFFLE_WRITE_NANOS, 300_000_000)
        .set(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES, 500_000_000)
        .set(TaskMetric.RESULT_BYTES, 2_000)
        .markPolled();
    task.executorPeaks().clear();
    task.executorPeaks()
        .set(ExecutorMetric.JVM_HEAP, 6_000_000_000L)
        .set(ExecutorMetric.ON_HEAP_UNIFIED, 3_900_000_000L)
        .set(ExecutorMetric.MAJOR_GC_COUNT, 12)
        .set(ExecutorMetric.MAJOR_GC_MILLIS, 40_000)
        .set(ExecutorMetric.TOTAL_GC_MILLIS, 50_000);
  }

  /** 30 tasks of 6 s, one of 180 s with most of the data. */
  private void join() {
    run.submit(1, JOIN, 31, 61);
    for (int i = 0; i < 30; i++) {
      run.task(1, i % 2 == 0 ? "1" : "2", 62 + i, 6, joined(20_000_000, 5_000));
    }
    run.task(1, "1", 70, 180, joined(1_800_000_000L, 170_000)).complete(1, JOIN, 31, 251);
    run.look(255);
  }

  private static Consumer<TaskSample> joined(long bytes, long cpuMillis) {
    return task ->
        task.set(TaskMetric.CPU_TIME_NANOS, cpuMillis * 1_000_000)
            .set(TaskMetric.SHUFFLE_REMOTE_READ_BYTES, bytes / 2)
            .set(TaskMetric.SHUFFLE_LOCAL_READ_BYTES, bytes - bytes / 2)
            .set(TaskMetric.SHUFFLE_READ_RECORDS, bytes / 60)
            .set(TaskMetric.FETCH_WAIT_MILLIS, 200)
            .set(TaskMetric.OUTPUT_BYTES, bytes / 4)
            .set(TaskMetric.OUTPUT_RECORDS, bytes / 100);
  }

  /** Tasks that throw until the job fails, on executors of which one is killed. */
  private void save() {
    run.job(1, 330, SAVE, 3).submit(3, SAVE, 24, 331);
    for (int i = 0; i < 24; i++) {
      double start = 332 + i;
      run.task(3, "1", start, 2, i % 4 == 0 ? Nightly::threw : task -> {});
    }
    run.task(3, "2", 350, 5, task -> task.ended(TaskOutcome.KILLED));
    run.start(3, "2", 360);
    run.removed(
        "2",
        380,
        "Container killed by YARN for exceeding memory limits. 9.1 GB of 9 GB physical memory used");
    String reason = "Job aborted due to stage failure: Task 4 in stage 3.0 failed 4 times";
    run.failed(3, SAVE, 24, 390, reason).jobEnded(1, 391, reason).look(395);
  }

  private static void threw(TaskSample task) {
    task.failed(FailureReason.EXCEPTION, "java.lang.IllegalStateException");
  }
}
