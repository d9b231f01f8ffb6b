package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why one task takes far longer than its fellows: one file that cannot be split, other data that it
 * has more of, else one executor or host, else garbage collection, spilling, fetching, waiting for
 * its start, or the task's own code. Alerts and advice alike ask here.
 */
public final class SkewDiagnosis implements Diagnosis {
  private static final double MORE_DATA = 3;
  private static final double MIN_BYTES = 1 << 20;

  /** Shuffled rows may each stand for much work, as lists of a group do: less of them counts. */
  private static final double MIN_SHUFFLED = 1 << 18;

  private static final double MIN_RECORDS = 1_000;
  private static final double SLOW = 2;
  private static final int MANY = 3;
  private static final double GC_SHARE = 0.25;
  private static final double FETCH_SHARE = 0.3;
  private static final double DELAY_SHARE = 0.3;
  private static final double GC_EXCESS = 2;
  private static final double SPILL_BYTES = 100e6;
  private static final double FILE_SHARE = 0.25;

  @Override
  public Cause explain(Sight sight) {
    StageSnapshot stage = sight.stage();
    if (stage == null) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    double median = stage.durations().median();
    List<TaskEvidence> slow =
        Phrases.slowest(stage).stream()
            .filter(task -> task.durationMillis() >= SLOW * median)
            .collect(Collectors.toList());
    List<String> evidence = new ArrayList<>();
    evidence.add(spread(stage));
    evidence.addAll(Phrases.slowestTasks(stage, 5));
    return cause(sight, stage, slow, evidence);
  }

  private static String spread(StageSnapshot stage) {
    return "median "
        + Phrases.seconds(stage.durations().median())
        + ", p95 "
        + Phrases.seconds(stage.durations().p95())
        + ", longest "
        + Phrases.seconds(stage.spread().longestMillis())
        + " over "
        + Phrases.count(stage.durations().count(), "ended task")
        + " of "
        + Phrases.count(stage.facts().numTasks());
  }

  private static Cause cause(
      Sight sight, StageSnapshot stage, List<TaskEvidence> slow, List<String> evidence) {
    Optional<TaskEvidence> ended = slowestEnded(slow);
    Optional<Excess> input = ended.map(task -> input(stage, task));
    if (input.isPresent() && input.get().ratio >= MORE_DATA && oneFile(stage, ended.get())) {
      return stage.mayReadCache()
          ? Cause.of(
              CauseKind.DATA, "Data skew of files or cached data: " + input.get().words, evidence)
          : Cause.of(CauseKind.FILE, "One large file or split: " + input.get().words, evidence);
    }
    Optional<Excess> data = ended.map(task -> excess(stage, task));
    if (data.isPresent() && data.get().ratio >= MORE_DATA) {
      return Cause.of(CauseKind.DATA, "Data skew: " + data.get().words, evidence);
    }
    if (!ended.isPresent() || slow.get(0).running()) {
      return Cause.of(CauseKind.UNKNOWN, stillRunning(slow), evidence);
    }
    Optional<String> node = node(sight, stage, slow);
    if (node.isPresent()) {
      return Cause.of(CauseKind.NODE, node.get(), evidence);
    }
    return own(sight, stage, slow, ended.get(), evidence);
  }

  /** Whether a task of a stage that reads storage got a quarter or more of all that was read. */
  private static boolean oneFile(StageSnapshot stage, TaskEvidence task) {
    long input = task.totals().get(TaskMetric.INPUT_BYTES);
    return input >= MORE_DATA * MIN_BYTES
        && input > task.totals().shuffleReadBytes()
        && input >= FILE_SHARE * stage.totals().get(TaskMetric.INPUT_BYTES);
  }

  private static String stillRunning(List<TaskEvidence> slow) {
    return slow.isEmpty()
        ? ""
        : "Task "
            + slow.get(0).index()
            + " still runs; why is known when it ends, for only then Spark reports what it read.";
  }

  /** The slowest task that ended, if it is at least half as slow as the slowest of all. */
  private static Optional<TaskEvidence> slowestEnded(List<TaskEvidence> slow) {
    return slow.stream()
        .filter(task -> !task.running())
        .filter(task -> 2 * task.durationMillis() >= slow.get(0).durationMillis())
        .findFirst();
  }

  private static Excess input(StageSnapshot stage, TaskEvidence task) {
    long bytes = task.totals().get(TaskMetric.INPUT_BYTES);
    return Excess.of(stage, Dimension.INPUT_BYTES, bytes, MIN_BYTES).of(task);
  }

  /** In what a task got the most more than the median task. */
  private static Excess excess(StageSnapshot stage, TaskEvidence task) {
    long input = task.totals().get(TaskMetric.INPUT_BYTES);
    Excess most = Excess.of(stage, Dimension.INPUT_BYTES, input, MIN_BYTES);
    most =
        most.or(
            Excess.of(
                stage,
                Dimension.SHUFFLE_READ_BYTES,
                task.totals().shuffleReadBytes(),
                MIN_SHUFFLED));
    most = most.or(Excess.of(stage, Dimension.RECORDS, task.records(), MIN_RECORDS));
    return most.of(task);
  }

  /** Whether a task got three times what the median task got, of something. */
  static boolean hasMoreData(StageSnapshot stage, TaskEvidence task) {
    return hasMore(stage, task, MIN_BYTES, MIN_SHUFFLED, MIN_RECORDS);
  }

  /** The same, where a median counts as at least so much. */
  private static boolean hasMore(
      StageSnapshot stage, TaskEvidence task, double bytes, double shuffled, double records) {
    long input = task.totals().get(TaskMetric.INPUT_BYTES);
    long read = task.totals().shuffleReadBytes();
    return ratio(stage, Dimension.INPUT_BYTES, input, bytes) >= MORE_DATA
        || ratio(stage, Dimension.SHUFFLE_READ_BYTES, read, shuffled) >= MORE_DATA
        || ratio(stage, Dimension.RECORDS, task.records(), records) >= MORE_DATA;
  }

  /** What it read beside the others, none of which is enough to be called data skew. */
  private static String work(StageSnapshot stage, TaskEvidence task) {
    if (task.readBytes() <= 0 && task.records() <= 0) {
      return " read nothing that Spark counts: what it computes takes the time.";
    }
    return (hasMore(stage, task, 1, 1, 1)
            ? " read more than the others, but little"
            : " read about as much as the others")
        + ": what it does with its records takes the time.";
  }

  private static double ratio(StageSnapshot stage, Dimension dimension, long value, double least) {
    return value / Math.max(least, stage.spread().distribution(dimension).median());
  }

  /**
   * At least three, and three fifths, of the slow tasks in one place of three or more, for of two
   * places one always has that many; and its tasks run longer than those of the others elsewhere
   * too, or in the newest stages, for of three places one has that many by chance more often than
   * not.
   */
  private static Optional<String> node(Sight sight, StageSnapshot stage, List<TaskEvidence> slow) {
    ApplicationSnapshot snapshot = sight.snapshot();
    if (stage.executors() >= MANY) {
      Optional<List<TaskEvidence>> there =
          most(slow, TaskEvidence::executorId)
              .filter(tasks -> SlowPlace.executor(snapshot, stage, tasks.get(0).executorId()));
      if (there.isPresent()) {
        return there.map(tasks -> slowPlace(tasks, slow, Phrases.place(tasks.get(0))));
      }
    }
    return most(slow, TaskEvidence::host)
        .filter(tasks -> SlowPlace.hosts(snapshot) >= MANY)
        .filter(tasks -> SlowPlace.host(snapshot, stage, tasks.get(0).host()))
        .map(tasks -> slowPlace(tasks, slow, "host " + tasks.get(0).host()));
  }

  private static Optional<List<TaskEvidence>> most(
      List<TaskEvidence> slow, Function<TaskEvidence, String> place) {
    Map<String, List<TaskEvidence>> tasks =
        slow.stream().collect(Collectors.groupingBy(place, Collectors.toList()));
    return tasks.values().stream()
        .filter(each -> each.size() >= MANY && 5 * each.size() >= 3 * slow.size())
        .findFirst();
  }

  private static String slowPlace(List<TaskEvidence> there, List<TaskEvidence> slow, String place) {
    return there.size()
        + " of the "
        + slow.size()
        + " slowest tasks ran on "
        + place
        + " and read no more than others: it is slower than the rest.";
  }

  private static Cause own(
      Sight sight,
      StageSnapshot stage,
      List<TaskEvidence> slow,
      TaskEvidence task,
      List<String> evidence) {
    String name = "Task " + task.index();
    double gc = sight.snapshot().facts().gcRatio(task.totals()).orElse(0);
    double usualGc = stage.totals().since(task.totals()).gcRatio().orElse(0);
    if (gc >= GC_SHARE && gc >= GC_EXCESS * usualGc) {
      String words = name + " spent " + Phrases.percent(gc) + " of its time in garbage collection.";
      return Cause.of(CauseKind.GC, words, evidence);
    }
    long spilled = task.totals().spilledBytes();
    long spilledBySlow = slow.stream().mapToLong(each -> each.totals().spilledBytes()).sum();
    if (spilled >= SPILL_BYTES && 2 * spilledBySlow >= stage.totals().spilledBytes()) {
      String words = name + " spilled " + Sizes.decimal(spilled) + " to disk.";
      return Cause.of(CauseKind.SPILL, words, evidence);
    }
    double waited = task.totals().fetchWaitRatio().orElse(0);
    if (waited >= FETCH_SHARE) {
      String words =
          name + " waited " + Phrases.percent(waited) + " of its time for shuffle blocks.";
      return Cause.of(CauseKind.FETCH_WAIT, words, evidence);
    }
    double delayed = task.totals().get(TaskMetric.SCHEDULER_DELAY_MILLIS);
    if (delayed >= DELAY_SHARE * task.durationMillis() && delayed > 0) {
      String words = name + " waited " + Phrases.seconds(delayed) + " for the driver.";
      return Cause.of(CauseKind.SCHEDULER_DELAY, words, evidence);
    }
    if (task.locality() == Locality.ANY && task.totals().get(TaskMetric.INPUT_BYTES) >= MIN_BYTES) {
      String words = name + " read its input from another rack or host, as much as the others.";
      return Cause.of(CauseKind.LOCALITY, words, evidence);
    }
    return Cause.of(CauseKind.COMPUTATION, name + work(stage, task), evidence);
  }

  /** How much more of something a task got than the median task. */
  private static final class Excess {
    private final double ratio;
    private final String words;

    private Excess(double ratio, String words) {
      this.ratio = ratio;
      this.words = words;
    }

    static Excess of(StageSnapshot stage, Dimension dimension, long value, double least) {
      double median = stage.spread().distribution(dimension).median();
      double ratio = ratio(stage, dimension, value, least);
      Unit unit = dimension == Dimension.RECORDS ? Unit.COUNT : Unit.BYTES;
      String what = dimension == Dimension.RECORDS ? " records" : "";
      String read = "read " + unit.format(value) + what;
      String usual =
          median < least
              ? ", while the median task read " + unit.format(median)
              : ", " + Unit.FACTOR.format(ratio) + " the median of " + unit.format(median);
      return new Excess(ratio, read + usual);
    }

    Excess or(Excess other) {
      return other.ratio > ratio ? other : this;
    }

    Excess of(TaskEvidence task) {
      return new Excess(ratio, "task " + task.index() + " " + words + ".");
    }
  }
}
