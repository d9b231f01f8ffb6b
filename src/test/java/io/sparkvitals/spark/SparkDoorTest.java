package io.sparkvitals.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Properties;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.FetchFailed;
import org.apache.spark.Resubmitted$;
import org.apache.spark.Success$;
import org.apache.spark.TaskCommitDenied;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.TaskResultLost$;
import org.apache.spark.UnknownReason$;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.metrics.ExecutorMetricType;
import org.apache.spark.rdd.DeterministicLevel$;
import org.apache.spark.scheduler.SparkListenerEnvironmentUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.SparkListenerUnpersistRDD;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

class SparkDoorTest {
  private final Recorder recorder = new Recorder();
  private final DoorHealth health = new DoorHealth();
  private final Object lock = new Object();
  private final SparkDoor door = new SparkDoor(lock, recorder, health, () -> 3_500);

  private static TaskInfo info() {
    TaskInfo info = new TaskInfo(7, 3, 1, 3, 1_000, "1", "host", TaskLocality.NODE_LOCAL(), false);
    info.finishTime_$eq(3_000);
    return info;
  }

  private static <T> Seq<T> seq(List<T> list) {
    return JavaConverters.asScalaBufferConverter(list).asScala().toSeq();
  }

  private static ExecutorMetrics heap(long bytes) {
    long[] values = new long[ExecutorMetricType.numMetrics()];
    values[(Integer) ExecutorMetricType.metricToOffset().apply("JVMHeapMemory")] = bytes;
    return new ExecutorMetrics(values);
  }

  private void end(TaskEndReason reason, TaskMetrics metrics, ExecutorMetrics executor) {
    door.accept(
        SparkEventKind.TASK_END,
        new SparkListenerTaskEnd(5, 2, "ResultTask", reason, info(), executor, metrics));
  }

  private String outcomeOf(TaskEndReason reason) {
    end(reason, null, new ExecutorMetrics());
    return recorder.said.get(recorder.said.size() - 1).replaceAll(" run=.*", "");
  }

  @Test
  void readsAStart() {
    door.accept(SparkEventKind.TASK_START, new SparkListenerTaskStart(5, 2, info()));

    assertThat(recorder.said).containsExactly("start 5.2 task 7");
  }

  @Test
  void readsMetricsAndWhatWasPolled() {
    TaskMetrics metrics = new TaskMetrics();
    metrics.setExecutorRunTime(1_500);
    metrics.setPeakExecutionMemory(77);

    end(Success$.MODULE$, metrics, heap(42));

    assertThat(recorder.said)
        .containsExactly("end SUCCEEDED null null run=1500 peak=77 polled=true heap=42");
  }

  @Test
  void allZeroExecutorMetricsWereNotPolled() {
    end(Success$.MODULE$, new TaskMetrics(), new ExecutorMetrics());

    assertThat(recorder.said.get(0)).contains("polled=false");
  }

  @Test
  void whatWasPolledForOneTaskIsNotSaidOfTheNext() {
    end(Success$.MODULE$, new TaskMetrics(), heap(42));
    end(Success$.MODULE$, new TaskMetrics(), null);

    assertThat(recorder.said.get(1)).contains("polled=false");
  }

  @Test
  void tellsOutcomesApart() {
    assertThat(outcomeOf(Success$.MODULE$)).isEqualTo("end SUCCEEDED null null");
    assertThat(outcomeOf(Resubmitted$.MODULE$)).isEqualTo("end RESUBMITTED null null");
    assertThat(outcomeOf(new TaskCommitDenied(1, 2, 3))).isEqualTo("end KILLED null null");
    assertThat(outcomeOf(new TaskKilled("x", seq(List.of()), seq(List.of()), seq(List.of()))))
        .isEqualTo("end KILLED null null");
    assertThat(outcomeOf(TaskResultLost$.MODULE$)).startsWith("end FAILED RESULT_LOST");
    assertThat(outcomeOf(UnknownReason$.MODULE$)).startsWith("end FAILED UNKNOWN");
    assertThat(outcomeOf(new FetchFailed(null, 0, 0, 0, 0, "gone")))
        .startsWith("end FAILED FETCH_FAILED");
  }

  @Test
  void tellsLostExecutorsApartByWhoseFaultItWas() {
    assertThat(outcomeOf(new ExecutorLostFailure("1", true, Option.apply("exit 137"))))
        .isEqualTo("end FAILED EXECUTOR_LOST exit 137");
    assertThat(outcomeOf(new ExecutorLostFailure("1", false, Option.empty())))
        .isEqualTo("end FAILED EXECUTOR_LOST_NOT_APP executor lost");
  }

  @Test
  void keepsAnExceptionsClassAndNotItsMessage() {
    assertThat(outcomeOf(exception("java.lang.IllegalStateException")))
        .isEqualTo("end FAILED EXCEPTION java.lang.IllegalStateException");
    assertThat(outcomeOf(exception("org.apache.spark.memory.SparkOutOfMemoryError")))
        .startsWith("end FAILED OOM");
  }

  private static ExceptionFailure exception(String name) {
    return new ExceptionFailure(
        name,
        "the password is hunter2",
        new StackTraceElement[0],
        "",
        Option.empty(),
        seq(List.of()),
        seq(List.of()),
        seq(List.of()));
  }

  @Test
  void takesATaskEndWithoutTaskInfo() {
    door.accept(
        SparkEventKind.TASK_END,
        new SparkListenerTaskEnd(5, 2, "ResultTask", Success$.MODULE$, null, null, null));

    assertThat(recorder.said).hasSize(1);
    assertThat(health.faults()).isZero();
  }

  @Test
  void readsAHeartbeatOfSeveralStagesAsOne() {
    scala.collection.mutable.HashMap<Tuple2<Object, Object>, ExecutorMetrics> updates =
        new scala.collection.mutable.HashMap<>();
    updates.put(new Tuple2<>(1, 0), heap(10));
    updates.put(new Tuple2<>(2, 0), heap(30));

    door.accept(
        SparkEventKind.EXECUTOR_METRICS_UPDATE,
        new SparkListenerExecutorMetricsUpdate("4", seq(List.of()), updates));

    assertThat(recorder.said).containsExactly("heartbeat 4 heap=30");
  }

  @Test
  void readsTheStagesOfAJob() {
    StageInfo stage =
        new StageInfo(
            9,
            0,
            "count at A",
            2,
            seq(List.of()),
            seq(List.of()),
            "",
            new TaskMetrics(),
            seq(List.of()),
            Option.empty(),
            0,
            false,
            0);
    Properties properties = new Properties();
    properties.setProperty("spark.sql.execution.id", "5");
    properties.setProperty("spark.job.description", "daily totals");

    door.accept(
        SparkEventKind.JOB_START,
        new SparkListenerJobStart(3, 1_000, seq(List.of(stage)), properties));

    assertThat(recorder.said).containsExactly("job 3 stages [9] daily totals of query 5");
  }

  @Test
  void readsWhatAStageMutesAndCaches() {
    StageInfo stage =
        new StageInfo(
            9,
            0,
            "count at A",
            2,
            seq(
                List.of(
                    rdd(3, "customers", StorageLevel.MEMORY_ONLY()),
                    rdd(4, BARRIER, StorageLevel.NONE()),
                    rdd(5, "orders", StorageLevel.MEMORY_AND_DISK_SER()))),
            seq(List.of()),
            "",
            new TaskMetrics(),
            seq(List.of()),
            Option.empty(),
            0,
            false,
            0);
    Properties properties = new Properties();
    properties.setProperty("spark.vitals.mute", "true");

    door.accept(SparkEventKind.STAGE_SUBMITTED, new SparkListenerStageSubmitted(stage, properties));

    assertThat(recorder.said)
        .containsExactly(
            "stage 9.0 muted true barrier",
            "stage 9 caches 3 customers of 2",
            "level of 3: memory true, disk false",
            "stage 9 caches 5 orders of 2",
            "level of 5: memory true, disk true");
  }

  private static final String BARRIER = "in barrier mode";

  private static RDDInfo rdd(int id, String name, StorageLevel level) {
    return new RDDInfo(
        id,
        name,
        2,
        level,
        name.equals(BARRIER),
        seq(List.of()),
        "",
        Option.empty(),
        DeterministicLevel$.MODULE$.DETERMINATE());
  }

  @Test
  void aJobWithoutPropertiesHasNoDescription() {
    door.accept(
        SparkEventKind.JOB_START, new SparkListenerJobStart(3, 1_000, seq(List.of()), null));

    assertThat(recorder.said).containsExactly("job 3 stages [] null");
  }

  @Test
  void letsOnlyTheAllowedPropertiesIn() {
    Seq<Tuple2<String, String>> spark =
        seq(
            List.of(
                new Tuple2<>("spark.executor.memory", "4g"),
                new Tuple2<>("spark.my.pwd", "hunter3"),
                new Tuple2<>("spark.hadoop.fs.s3a.secret.key", "hunter2")));
    scala.collection.immutable.Map<String, Seq<Tuple2<String, String>>> details =
        new scala.collection.immutable.Map.Map1<>("Spark Properties", spark);

    door.accept(SparkEventKind.ENVIRONMENT_UPDATE, new SparkListenerEnvironmentUpdate(details));

    assertThat(recorder.said)
        .containsExactly(
            "environment {spark.executor.memory=4g}",
            "others [spark.hadoop.fs.s3a.secret.key, spark.my.pwd] exposed [spark.my.pwd]");
  }

  @Test
  void aFaultCostsOneEventAndNothingElse() {
    recorder.failure = new IllegalStateException("boom");
    assertThatCode(() -> unpersist(1)).doesNotThrowAnyException();
    recorder.failure = null;
    unpersist(2);

    assertThat(recorder.said).containsExactly("unpersist 2");
    assertThat(health.faults()).isEqualTo(1);
    assertThat(health.offReason()).isNull();
    assertThat(Thread.holdsLock(lock)).isFalse();
  }

  @Test
  void aLinkageErrorSwitchesItsKindOffAndNoOther() {
    recorder.failure = new NoSuchMethodError("stageInfos");
    unpersist(1);
    recorder.failure = null;
    unpersist(2);
    door.accept(SparkEventKind.TASK_START, new SparkListenerTaskStart(5, 2, info()));

    assertThat(recorder.said).containsExactly("start 5.2 task 7");
    assertThat(health.faults()).isEqualTo(1);
  }

  @Test
  void manyFaultsSwitchTheAgentOff() {
    recorder.failure = new IllegalStateException("boom");
    for (int i = 0; i < DoorHealth.MAX_FAULTS; i++) {
      assertThat(health.offReason()).isNull();
      unpersist(i);
    }
    recorder.failure = null;
    unpersist(1);

    assertThat(recorder.said).isEmpty();
    assertThat(health.offReason()).contains("100 events could not be handled");
  }

  @Test
  void wantOfMemorySwitchesTheAgentOffAtOnce() {
    recorder.failure = new OutOfMemoryError("Java heap space");
    unpersist(1);

    assertThat(health.offReason()).contains("OutOfMemoryError");
  }

  @Test
  void countsEventsByKindAndEstimatesTheirCost() {
    for (int i = 0; i < 2 * DoorHealth.TIMED_EVERY; i++) {
      unpersist(i);
    }

    assertThat(health.events(SparkEventKind.UNPERSIST_RDD)).isEqualTo(128);
    assertThat(health.processingSeconds(SparkEventKind.UNPERSIST_RDD)).isPositive();
    assertThat(health.events(SparkEventKind.TASK_END)).isZero();
    assertThat(health.processingSeconds(SparkEventKind.TASK_END)).isZero();
  }

  @Test
  void tellsHowLongAfterItsEndATaskWasHandled() {
    for (int i = 0; i < DoorHealth.TIMED_EVERY + 1; i++) {
      end(Success$.MODULE$, null, null);
    }

    assertThat(health.lagSeconds()).isEqualTo(0.5);
  }

  private void unpersist(int rddId) {
    door.accept(SparkEventKind.UNPERSIST_RDD, new SparkListenerUnpersistRDD(rddId));
  }
}
