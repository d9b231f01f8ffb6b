package io.sparkvitals.report.html;

import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.tracker.ApplicationEvents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A small cluster that runs stages and writes down what happened; times are seconds since the
 * start. The same every time.
 */
final class Cluster {
  static final long T0 = 1_795_383_600_000L;
  private static final long GIB = 1L << 30;

  private final List<Happening> happenings = new ArrayList<>();
  private final List<Core> cores = new ArrayList<>();
  private final Random random = new Random(42);
  private long nextTask;

  /** What happened at a time. */
  record Happening(double at, Consumer<ApplicationEvents> what) {}

  /** A stage to run: {@code shape} may change what is special about a task. */
  record Stage(int id, int attempt, String name, int tasks, double seconds, Shape shape) {}

  /** What is special about tasks. */
  interface Shape {
    /** Returns how long the task takes. */
    double of(int index, double seconds, TaskSample task);
  }

  private static final class Core {
    private final String executor;
    private final String host;
    private final double gone;
    private double free;

    private Core(String executor, String host, double free, double gone) {
      this.executor = executor;
      this.host = host;
      this.free = free;
      this.gone = gone;
    }
  }

  static long millis(double at) {
    return T0 + Math.round(at * 1000);
  }

  void at(double at, Consumer<ApplicationEvents> what) {
    happenings.add(new Happening(at, what));
  }

  /** Nothing happens after that. */
  void end(double at, int exitCode) {
    happenings.removeIf(each -> each.at() >= at);
    at(at, e -> e.applicationEnded(millis(at), exitCode));
  }

  /** All that happened, in order. */
  List<Happening> happenings() {
    happenings.sort(Comparator.comparingDouble(Happening::at));
    return happenings;
  }

  /** An executor of four cores; {@code reason} is null for one that stays. */
  void executor(String id, String host, double from, double to, String reason) {
    at(from, e -> e.executorAdded(ExecutorFacts.of(id, host, 4, 0, millis(from))));
    at(from, e -> e.blockManagerAdded(id, host, Math.round(0.6 * 7.7 * GIB), 0));
    for (int i = 0; i < 4; i++) {
      cores.add(new Core(id, host, from, to));
    }
    double floor = 1.5 + random.nextDouble();
    for (double at = from + 10; at < to; at += 10) {
      double heap = Math.min(7.9, floor + 5.2 * random.nextDouble() + (reason == null ? 0 : 1));
      at(at, e -> e.executorMetrics(id, heap(heap)));
    }
    if (reason != null) {
      at(to, e -> e.executorRemoved(id, millis(to), reason));
    }
  }

  private static ExecutorMetrics heap(double gib) {
    ExecutorMetrics.Accumulator metrics = new ExecutorMetrics.Accumulator();
    metrics.set(ExecutorMetric.JVM_HEAP, Math.round(gib * GIB));
    metrics.set(ExecutorMetric.ON_HEAP_UNIFIED, Math.round(gib * GIB / 2));
    return metrics.metrics();
  }

  void job(int id, String description, double at, Integer... stages) {
    JobFacts facts =
        JobFacts.of(id, millis(at), List.of(stages))
            .named("save at Retail.scala:" + (40 + id), description, "nightly");
    at(at, e -> e.jobStarted(facts));
  }

  void jobEnds(int id, double at, String failure) {
    at(at, e -> e.jobEnded(id, millis(at), failure));
  }

  /** Runs a stage from a time on and returns when it was over; a failure ends it then. */
  double run(Stage stage, double from, double failsAfter, String failure) {
    at(from, e -> e.stageSubmitted(facts(stage).submitted(millis(from)).facts()));
    double until = failure == null ? Double.MAX_VALUE : from + failsAfter;
    double end = from;
    for (int index = 0; index < stage.tasks; index++) {
      end = Math.max(end, task(stage, index, 0, from, until));
    }
    double over = failure == null ? end : until;
    at(
        over + 0.001,
        e ->
            e.stageCompleted(
                facts(stage)
                    .submitted(millis(from))
                    .completed(millis(over))
                    .failed(failure)
                    .facts()));
    return over;
  }

  double run(Stage stage, double from) {
    return run(stage, from, 0, null);
  }

  private static StageFacts.Draft facts(Stage stage) {
    return StageFacts.of(StageKey.of(stage.id, stage.attempt), stage.name, stage.tasks)
        .job("retail report of the night", "nightly", "default");
  }

  private double task(Stage stage, int index, int attempt, double from, double until) {
    Core core = core(from);
    double start = Math.max(from, core.free) + 0.01;
    if (start >= until) {
      return from;
    }
    long id = nextTask++;
    double usual = stage.seconds * Math.exp(0.35 * random.nextGaussian());
    TaskSample task = measured(sample(stage, id, index, attempt, core), usual);
    double seconds = stage.shape.of(index, usual, task);
    double end = Math.min(start + seconds, Math.min(core.gone, until));
    if (end < start + seconds) {
      task = measured(sample(stage, id, index, attempt, core), usual);
      cut(task, end == until, core);
    }
    task.times(millis(start), millis(end));
    task.set(TaskMetric.RUN_TIME_MILLIS, Math.round(1000 * (end - start)));
    TaskSample ended = task;
    at(start, e -> e.taskStarted(sample(stage, id, index, attempt, core).times(millis(start), 0)));
    at(end, e -> e.taskEnded(ended));
    core.free = end >= core.gone ? Double.MAX_VALUE : end;
    FailureReason reason = task.failureReason();
    boolean again = reason != null && reason != FailureReason.FETCH_FAILED && attempt < 3;
    return again && end < until ? task(stage, index, attempt + 1, end, until) : end;
  }

  /** Ends a task before its time, with its stage or with its executor. */
  private static void cut(TaskSample task, boolean withStage, Core core) {
    if (withStage) {
      task.ended(TaskOutcome.KILLED);
    } else {
      task.failed(
          FailureReason.EXECUTOR_LOST, "ExecutorLostFailure (executor " + core.executor + ")");
    }
  }

  private Core core(double from) {
    return cores.stream()
        .filter(each -> Math.max(each.free, from) < each.gone)
        .min(Comparator.comparingDouble(each -> Math.max(each.free, from)))
        .orElseThrow();
  }

  private static TaskSample sample(Stage stage, long id, int index, int attempt, Core core) {
    return new TaskSample()
        .reset(stage.id, stage.attempt)
        .task(id, index, attempt, false)
        .place(core.executor, core.host, index % 9 == 0 ? Locality.ANY : Locality.NODE_LOCAL);
  }

  private TaskSample measured(TaskSample task, double seconds) {
    long bytes = Math.round(seconds * 12_000_000);
    task.set(TaskMetric.CPU_TIME_NANOS, Math.round(seconds * 0.72e9));
    task.set(TaskMetric.GC_TIME_MILLIS, Math.round(seconds * (20 + 25 * random.nextDouble())));
    task.set(TaskMetric.SHUFFLE_REMOTE_READ_BYTES, bytes / 3);
    task.set(TaskMetric.SHUFFLE_LOCAL_READ_BYTES, bytes / 20);
    task.set(TaskMetric.SHUFFLE_READ_RECORDS, bytes / 90);
    task.set(TaskMetric.FETCH_WAIT_MILLIS, Math.round(seconds * 30));
    task.set(TaskMetric.SHUFFLE_WRITE_BYTES, bytes / 4);
    task.set(TaskMetric.SHUFFLE_WRITE_RECORDS, bytes / 120);
    return task.set(TaskMetric.RESULT_BYTES, 2_400);
  }
}
