package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How evidence is put into words, the same in every diagnosis. */
public final class Phrases {
  private static final double SECOND = 1e3;
  private static final double MINUTE = 60e3;
  private static final double HOUR = 3.6e6;

  private Phrases() {}

  public static String seconds(double millis) {
    return Unit.SECONDS.format(millis / 1e3);
  }

  public static String percent(double ratio) {
    return Unit.RATIO.format(ratio);
  }

  public static String count(double number) {
    return Unit.COUNT.format(number);
  }

  /** A number with its noun in the singular or the plural. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Cores times time: {@code 9.6 core-minutes}. */
  public static String coreTime(double coreMillis) {
    return number(coreMillis, unit(coreMillis)) + name(unit(coreMillis));
  }

  /** A part and the whole in the whole's unit: {@code 12 of 30 core-minutes}. */
  public static String coreTimes(double partMillis, double wholeMillis) {
    double unit = unit(wholeMillis);
    return number(partMillis, unit) + " of " + number(wholeMillis, unit) + name(unit);
  }

  private static double unit(double coreMillis) {
    return coreMillis >= HOUR ? HOUR : coreMillis >= MINUTE ? MINUTE : SECOND;
  }

  private static String name(double unit) {
    return unit == HOUR ? " core-hours" : unit == MINUTE ? " core-minutes" : " core-seconds";
  }

  private static String number(double coreMillis, double unit) {
    double number = coreMillis / unit;
    return number < 10
        ? String.format(Locale.ROOT, "%.1f", number)
        : String.format(Locale.ROOT, "%,d", Math.round(number));
  }

  /** {@code part of whole}, memory sizes; only the part where the whole is not known. */
  public static String memory(long part, OptionalLong whole) {
    String used = Sizes.binary(part);
    return whole.isPresent() ? used + " of " + Sizes.binary(whole.getAsLong()) : used;
  }

  /** {@code task 17 on executor 4 (host-3): 12 min, 9.8x the median; read 3.1 GB, …}. */
  public static String task(TaskEvidence task, double medianMillis) {
    StringBuilder line = new StringBuilder("task " + task.index());
    if (task.attempt() > 0) {
      line.append(" (attempt ").append(task.attempt()).append(')');
    }
    line.append(" on ").append(place(task)).append(": ").append(seconds(task.durationMillis()));
    if (medianMillis > 0) {
      line.append(", ").append(Unit.FACTOR.format(task.durationMillis() / medianMillis));
      line.append(" the median");
    }
    if (task.running()) {
      return line.append(", still running").toString();
    }
    line.append("; read ").append(Sizes.decimal(task.readBytes()));
    line.append(", ").append(count(task.records(), "record"));
    TaskTotals totals = task.totals();
    if (totals.spilledBytes() > 0) {
      line.append("; spilled ").append(Sizes.decimal(totals.spilledBytes()));
    }
    share(line, "GC", totals.gcRatio());
    share(line, "fetch wait", totals.fetchWaitRatio());
    return line.toString();
  }

  private static void share(StringBuilder line, String name, OptionalDouble ratio) {
    if (ratio.orElse(0) >= 0.01) {
      line.append("; ").append(name).append(' ').append(percent(ratio.getAsDouble()));
    }
  }

  public static String place(TaskEvidence task) {
    return place(task.executorId(), task.host());
  }

  public static String place(String executorId, String host) {
    return "executor " + executorId + (host.isEmpty() ? "" : " (" + host + ")");
  }

  /** Its label, as in alerts about it. */
  public static String stage(ApplicationSnapshot snapshot, StageSnapshot stage) {
    return Sight.stage(snapshot, stage).subject().label();
  }

  /** Up to five tasks, longest first, running ones among them. */
  public static List<TaskEvidence> slowest(StageSnapshot stage) {
    List<TaskEvidence> tasks = new ArrayList<>(stage.spread().slowest());
    tasks.addAll(stage.spread().longestRunning());
    tasks.sort(Comparator.comparingLong(TaskEvidence::durationMillis).reversed());
    return tasks.subList(0, Math.min(5, tasks.size()));
  }

  public static List<String> slowestTasks(StageSnapshot stage, int max) {
    double median = stage.durations().median();
    return slowest(stage).stream()
        .limit(max)
        .map(task -> task(task, median))
        .collect(Collectors.toList());
  }

  /** The stages with the greatest figure above 0, at most {@code max}, greatest first. */
  public static List<StageSnapshot> topStages(
      Sight sight, int max, ToDoubleFunction<StageSnapshot> by) {
    return sight.snapshot().stages().stream()
        .filter(stage -> by.applyAsDouble(stage) > 0)
        .sorted(Comparator.comparingDouble(by).reversed())
        .limit(max)
        .collect(Collectors.toList());
  }

  /** Lines on the stages with the greatest figure above 0, at most three. */
  public static List<String> stageLines(
      Sight sight, ToDoubleFunction<StageSnapshot> by, Function<StageSnapshot, String> words) {
    return topStages(sight, 3, by).stream()
        .map(stage -> stage(sight.snapshot(), stage) + ": " + words.apply(stage))
        .collect(Collectors.toList());
  }

  /** The executors with the greatest figure above 0, at most three, greatest first. */
  public static List<ExecutorSnapshot> topExecutors(
      Sight sight, ToDoubleFunction<ExecutorSnapshot> by) {
    return sight.snapshot().executors().stream()
        .filter(executor -> by.applyAsDouble(executor) > 0)
        .sorted(Comparator.comparingDouble(by).reversed())
        .limit(3)
        .collect(Collectors.toList());
  }

  /**
   * Where the run time went: {@code CPU 61 %, GC 12 %, fetch wait 3 %}; what is not known is left
   * out.
   */
  public static String split(TaskTotals totals) {
    List<String> parts = new ArrayList<>();
    totals.cpuRatio().ifPresent(ratio -> parts.add("CPU " + percent(ratio)));
    totals.gcRatio().ifPresent(ratio -> parts.add("GC " + percent(ratio)));
    totals.fetchWaitRatio().ifPresent(ratio -> parts.add("fetch wait " + percent(ratio)));
    double writing = totals.get(TaskMetric.SHUFFLE_WRITE_NANOS) / 1e6;
    long run = totals.get(TaskMetric.RUN_TIME_MILLIS);
    if (run > 0) {
      parts.add("shuffle write " + percent(writing / run));
    }
    return String.join(", ", parts);
  }
}
