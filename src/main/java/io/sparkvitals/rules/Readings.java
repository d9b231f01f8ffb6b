package io.sparkvitals.rules;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.Spending;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.figures.JobResults;
import io.sparkvitals.rules.figures.Starvation;
import io.sparkvitals.rules.figures.Stragglers;
import io.sparkvitals.rules.figures.UnusedCache;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** How signals are taken from a snapshot. */
final class Readings {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final Pattern CANCELLED =
      Pattern.compile("(?i)^\\W{0,8}(\\S+: )?(\\[\\w+] )?job (group )?\\S+ (was )?cancell?ed\\b");
  private static final Pattern PYTHON_STAGE = Pattern.compile("PythonRDD|\\.py:\\d+$");

  private Readings() {}

  interface OfBaseline {
    double read(StageSnapshot stage, Baseline usual);
  }

  static OptionalDouble some(double value) {
    return OptionalDouble.of(value);
  }

  static OptionalDouble none() {
    return OptionalDouble.empty();
  }

  static OptionalDouble ratio(double part, double whole) {
    return whole > 0 ? some(part / whole) : none();
  }

  /** Seconds since a time; absent where that is 0. */
  static OptionalDouble since(Sight sight, long millis) {
    return millis > 0 ? some((sight.nowMillis() - millis) / 1e3) : none();
  }

  static OptionalDouble number(OptionalLong number) {
    return number.isPresent() ? some(number.getAsLong()) : none();
  }

  /** A figure of the application as a whole; absent for one of its jobs or losses. */
  static OptionalDouble whole(Sight sight, Function<ApplicationSnapshot, OptionalDouble> reading) {
    return sight.job() == null && sight.executor() == null
        ? reading.apply(sight.snapshot())
        : none();
  }

  static OptionalDouble stage(Sight sight, Function<StageSnapshot, OptionalDouble> reading) {
    StageSnapshot stage = sight.stage();
    return stage == null ? none() : reading.apply(stage);
  }

  static OptionalDouble executor(Sight sight, Function<ExecutorSnapshot, OptionalDouble> reading) {
    ExecutorSnapshot executor = sight.executor();
    return executor == null ? none() : reading.apply(executor);
  }

  static OptionalDouble baseline(Sight sight, OfBaseline reading) {
    StageSnapshot stage = sight.stage();
    Baseline usual = stage == null ? null : stage.baseline();
    return stage == null || usual == null || usual.medianMillis() <= 0
        ? none()
        : some(reading.read(stage, usual));
  }

  static double dropped(ApplicationSnapshot snapshot) {
    return snapshot.losses().droppedEvents().values().stream().mapToLong(Long::longValue).sum();
  }

  /** How long a stage has stalled, in units of so many milliseconds; absent without a median. */
  static OptionalDouble stalled(Sight sight, StageSnapshot stage, double unitMillis) {
    OptionalLong millis = Stragglers.stalledMillis(stage, sight.nowMillis());
    return millis.isPresent() && stage.durations().count() > 0
        ? some(millis.getAsLong() / unitMillis)
        : none();
  }

  static OptionalDouble lostWork(StageSnapshot stage) {
    return some(stage.key().attempt() + stage.tasks().failures(FailureReason.FETCH_FAILED));
  }

  static OptionalDouble starved(ApplicationSnapshot snapshot) {
    return Starvation.of(snapshot).map(each -> some(each.millis() / 1e3)).orElse(none());
  }

  static OptionalDouble resultBytes(Sight sight) {
    JobSnapshot job = sight.job();
    return job == null
        ? none()
        : JobResults.stage(sight.snapshot(), job)
            .map(stage -> some(JobResults.bytes(stage)))
            .orElse(none());
  }

  static OptionalDouble resultRatio(Sight sight) {
    OptionalDouble bytes = resultBytes(sight);
    return bytes.isPresent() ? ratio(bytes.getAsDouble(), Sizing.maxResultBytes(sight)) : none();
  }

  static OptionalDouble unused(ApplicationSnapshot snapshot, ToDoubleFunction<CachedRdd> reading) {
    return UnusedCache.worst(snapshot).map(rdd -> some(reading.applyAsDouble(rdd))).orElse(none());
  }

  static OptionalDouble cost(ApplicationSnapshot snapshot) {
    return Spending.of(snapshot).map(each -> some(each.cost())).orElse(none());
  }

  static OptionalDouble budgetRatio(ApplicationSnapshot snapshot) {
    return Spending.of(snapshot).map(each -> ratio(each.cost(), each.budget())).orElse(none());
  }

  static double lastHour(ApplicationSnapshot snapshot, TaskMetric metric) {
    return snapshot.window(HOUR_MILLIS).totals().get(metric);
  }

  /** Spark's words for a job that somebody cancelled, or that was stopped with its context. */
  static OptionalDouble jobCancelled(Sight sight) {
    JobSnapshot job = sight.job();
    if (job == null) {
      return none();
    }
    String failure = job.failure();
    return some(failure != null && CANCELLED.matcher(failure).find() ? 1 : 0);
  }

  /**
   * By the memory of Python processes, where that is polled, or by a stage that was started from
   * Python code. A Python function inside a SQL plan leaves no such trace.
   */
  static OptionalDouble pythonWorkers(ApplicationSnapshot snapshot) {
    for (ExecutorSnapshot executor : snapshot.executors()) {
      if (executor.memory().peaks().get(ExecutorMetric.TREE_PYTHON_RSS) > 0) {
        return some(1);
      }
    }
    for (StageSnapshot stage : snapshot.stages()) {
      if (PYTHON_STAGE.matcher(stage.facts().name()).find()) {
        return some(1);
      }
    }
    return some(0);
  }
}
