package io.sparkvitals.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.spark.Success$;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.metrics.ExecutorMetricType;
import org.apache.spark.scheduler.JobSucceeded$;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerBlockManagerAdded;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerInterface;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.apache.spark.storage.BlockManagerId;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * One synthetic application, stage by stage: the same events for every listener that is measured.
 * Tasks differ in run time, spill, input and memory; every 4,000 tasks all executors send a
 * heartbeat.
 */
final class EventStream {
  /** One event on its way to a listener. */
  interface Event extends Consumer<SparkListenerInterface> {}

  static final long START_MILLIS = 1_700_000_000_000L;
  private static final int POOL = 512;
  private static final int HEARTBEAT_EVERY = 4_000;
  private static final int CORES = 4;

  private final Random random = new Random(42);
  private final TaskMetrics[] taskMetrics = new TaskMetrics[POOL];
  private final ExecutorMetrics[] executorMetrics = new ExecutorMetrics[POOL];
  private final String[] executors;
  private final int tasks;
  private long nowMillis = START_MILLIS;
  private long nextTask;
  private int nextStage;

  EventStream(int executors, int tasksPerStage) {
    this.executors = new String[executors];
    this.tasks = tasksPerStage;
    for (int i = 0; i < POOL; i++) {
      taskMetrics[i] = randomTask();
      executorMetrics[i] = randomExecutor();
    }
  }

  private TaskMetrics randomTask() {
    TaskMetrics metrics = new TaskMetrics();
    long runMillis = 50 + (long) Math.exp(random.nextGaussian() + 5);
    metrics.setExecutorRunTime(runMillis);
    metrics.setExecutorCpuTime(runMillis * 700_000L);
    metrics.setJvmGCTime(runMillis / 20);
    metrics.setResultSize(2_000);
    boolean spills = random.nextInt(10) == 0;
    metrics.incMemoryBytesSpilled(spills ? 64L << 20 : 0);
    metrics.incDiskBytesSpilled(spills ? 16L << 20 : 0);
    metrics.setPeakExecutionMemory(random.nextInt(1 << 28));
    metrics.inputMetrics().setBytesRead(random.nextInt(1 << 27));
    return metrics;
  }

  private ExecutorMetrics randomExecutor() {
    long[] values = new long[ExecutorMetricType.numMetrics()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(1 << 30);
    }
    return new ExecutorMetrics(values);
  }

  private static <T> Seq<T> seq(List<T> list) {
    return JavaConverters.asScalaBufferConverter(list).asScala().toSeq();
  }

  /** The start of the application and all its executors. */
  List<Event> start() {
    List<Event> events = new ArrayList<>();
    SparkListenerApplicationStart start =
        SparkListenerApplicationStart.apply(
            "bench",
            Option.apply("app-bench"),
            START_MILLIS,
            "user",
            Option.empty(),
            Option.empty(),
            Option.empty());
    events.add(listener -> listener.onApplicationStart(start));
    scala.collection.immutable.Map<String, String> noLogs =
        scala.collection.immutable.Map$.MODULE$.empty();
    for (int i = 0; i < executors.length; i++) {
      String id = Integer.toString(i + 1);
      executors[i] = id;
      SparkListenerExecutorAdded added =
          new SparkListenerExecutorAdded(
              START_MILLIS, id, new ExecutorInfo("host" + i, CORES, noLogs));
      SparkListenerBlockManagerAdded manager =
          new SparkListenerBlockManagerAdded(
              START_MILLIS,
              BlockManagerId.apply(id, "host" + i, 7000, Option.empty()),
              4L << 30,
              Option.apply(4L << 30),
              Option.apply(0L));
      events.add(listener -> listener.onExecutorAdded(added));
      events.add(listener -> listener.onBlockManagerAdded(manager));
    }
    return events;
  }

  /** A job of one stage, from its start to its end. */
  List<Event> nextStage() {
    int id = nextStage++;
    StageInfo stage = stageInfo(id);
    Properties properties = new Properties();
    properties.setProperty("spark.job.description", "query " + id % 20);
    List<Event> events = new ArrayList<>(2 * tasks + 2 * executors.length + 8);
    SparkListenerJobStart job =
        new SparkListenerJobStart(id, nowMillis, seq(List.of(stage)), properties);
    SparkListenerStageSubmitted submitted = new SparkListenerStageSubmitted(stage, properties);
    events.add(listener -> listener.onJobStart(job));
    events.add(listener -> listener.onStageSubmitted(submitted));
    tasks(id, events);
    long end = nowMillis;
    stage.completionTime_$eq(Option.apply(end));
    SparkListenerStageCompleted completed = new SparkListenerStageCompleted(stage);
    SparkListenerJobEnd jobEnd = new SparkListenerJobEnd(id, end, JobSucceeded$.MODULE$);
    events.add(listener -> listener.onStageCompleted(completed));
    events.add(listener -> listener.onJobEnd(jobEnd));
    return events;
  }

  private StageInfo stageInfo(int id) {
    StageInfo stage =
        new StageInfo(
            id,
            0,
            "count at Job.scala:" + id % 50,
            tasks,
            seq(List.of()),
            seq(List.of()),
            "",
            taskMetrics[id % POOL],
            seq(List.of()),
            Option.empty(),
            0,
            false,
            0);
    stage.submissionTime_$eq(Option.apply(nowMillis));
    return stage;
  }

  private void tasks(int stage, List<Event> events) {
    ArrayDeque<TaskInfo> running = new ArrayDeque<>();
    int slots = Math.min(tasks, executors.length * CORES);
    for (int i = 0; i < tasks + slots; i++, nowMillis++) {
      if (i < tasks) {
        running.add(start(stage, i, events));
      }
      if (i >= slots) {
        end(stage, running.remove(), events);
      }
      if (i % HEARTBEAT_EVERY == HEARTBEAT_EVERY - 1) {
        heartbeats(stage, events);
      }
    }
  }

  private TaskInfo start(int stage, int index, List<Event> events) {
    int executor = index % executors.length;
    TaskInfo task =
        new TaskInfo(
            nextTask++,
            index,
            0,
            index,
            nowMillis,
            executors[executor],
            "host" + executor,
            TaskLocality.PROCESS_LOCAL(),
            false);
    SparkListenerTaskStart start = new SparkListenerTaskStart(stage, 0, task);
    events.add(listener -> listener.onTaskStart(start));
    return task;
  }

  private void end(int stage, TaskInfo task, List<Event> events) {
    TaskMetrics metrics = taskMetrics[random.nextInt(POOL)];
    task.finishTime_$eq(task.launchTime() + metrics.executorRunTime() + 5);
    SparkListenerTaskEnd end =
        new SparkListenerTaskEnd(
            stage,
            0,
            "ResultTask",
            Success$.MODULE$,
            task,
            executorMetrics[random.nextInt(POOL)],
            metrics);
    events.add(listener -> listener.onTaskEnd(end));
  }

  private void heartbeats(int stage, List<Event> events) {
    for (String executor : executors) {
      scala.collection.mutable.HashMap<Tuple2<Object, Object>, ExecutorMetrics> updates =
          new scala.collection.mutable.HashMap<>();
      updates.put(new Tuple2<>(stage, 0), executorMetrics[random.nextInt(POOL)]);
      SparkListenerExecutorMetricsUpdate heartbeat =
          new SparkListenerExecutorMetricsUpdate(executor, seq(List.of()), updates);
      events.add(listener -> listener.onExecutorMetricsUpdate(heartbeat));
    }
  }
}
