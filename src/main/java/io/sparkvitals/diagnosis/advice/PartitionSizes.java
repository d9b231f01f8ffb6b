package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Sizing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether stages have too many tiny tasks, too few long ones, or tasks that spill for they are too
 * large. Partitions of 128 MiB are aimed at, as Spark's own split size.
 */
final class PartitionSizes implements Question {
  private static final long TINY_TASKS = 2_000;
  private static final double TINY_MILLIS = 200;
  private static final double TINY_BYTES = 4 * Sizes.MIB;
  private static final double LARGE_BYTES = 200 * Sizes.MIB;
  private static final double LONG_MILLIS = 60_000;
  private static final double SPILL_SHARE = 0.1;
  private static final double SPILL_BYTES = 1e9;
  private static final double SPREAD = 3;
  private static final int MAX_STAGES = 5;

  @Override
  public Topic topic() {
    return Topic.PARTITIONS;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    List<Suggestion> all = new ArrayList<>();
    for (StageSnapshot stage : snapshot.stages()) {
      if (stage.settled() && stage.durations().count() > 0) {
        judge(snapshot, stage).ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparingDouble(each -> -each.savedCoreMillis().orElse(0)));
    return new ArrayList<>(all.subList(0, Math.min(MAX_STAGES, all.size())));
  }

  private static Optional<Suggestion> judge(ApplicationSnapshot snapshot, StageSnapshot stage) {
    long tasks = stage.durations().count();
    double bytes = (double) stage.totals().processedBytes() / tasks;
    double median = stage.durations().median();
    if (tasks >= TINY_TASKS && median <= TINY_MILLIS && bytes < TINY_BYTES) {
      return Optional.of(tiny(snapshot, stage, bytes));
    }
    if (spills(stage, bytes)) {
      return Optional.of(large(snapshot, stage, bytes));
    }
    long slots = SlotCount.of(snapshot, stage);
    boolean even = stage.durations().max() < SPREAD * median;
    if (tasks < slots && median >= LONG_MILLIS && bytes >= 2 * Sizes.MIB && even) {
      return Optional.of(few(snapshot, stage, bytes, slots));
    }
    return Optional.empty();
  }

  /** All tasks, not few of them, are above 200 MiB and spill: more partitions help only then. */
  private static boolean spills(StageSnapshot stage, double bytes) {
    long spilled = stage.totals().spilledBytes();
    boolean even = stage.durations().max() < SPREAD * Math.max(1_000, stage.durations().median());
    return spilled >= SPILL_BYTES
        && spilled >= SPILL_SHARE * stage.totals().processedBytes()
        && bytes > LARGE_BYTES
        && even;
  }

  private static Suggestion tiny(ApplicationSnapshot snapshot, StageSnapshot stage, double bytes) {
    long tasks = stage.durations().count();
    double size = Math.ceil(stage.totals().processedBytes() / (double) Sizing.PARTITION_BYTES);
    double slots = Math.max(1, SlotCount.of(snapshot, stage));
    long enough = (long) Math.min(tasks, Math.max(size, 4 * slots));
    String finding =
        Phrases.count(tasks, "task")
            + " of "
            + Phrases.seconds(stage.durations().median())
            + " and "
            + Sizes.decimal(bytes)
            + " each: the driver starts each of them, and they have little to do.";
    long held = stage.durations().sum();
    long ran = Math.min(held, stage.totals().get(TaskMetric.RUN_TIME_MILLIS));
    double saved = (double) (held - ran) * (tasks - enough) / tasks;
    PartitionFix fix = PartitionFix.fewer(snapshot, stage, enough);
    String share =
        "they ran for "
            + Phrases.seconds(ran)
            + " of the "
            + Phrases.seconds(held)
            + " for which they held a core: the rest went into starts and ends";
    return advice(snapshot, stage, finding, Arrays.asList(figures(stage, bytes), share))
        .recommending(
            Recommendation.of(
                "Make about " + Phrases.count(enough, "partition") + ". " + fix.text(),
                fix.settings(),
                "Fewer starts of tasks, and less for the driver to keep.",
                "Larger tasks need more memory; a lost one is more to do again."))
        .saving(saved * CoreSplit.cpusPerTask(snapshot), CoreUse.STARTS);
  }

  private static Suggestion large(ApplicationSnapshot snapshot, StageSnapshot stage, double bytes) {
    String finding =
        "A task processes "
            + Sizes.decimal(bytes)
            + ", and the stage spilled "
            + Sizes.decimal(stage.totals().spilledBytes())
            + ": its partitions are too large.";
    long enough = Sizing.partitions(stage);
    PartitionFix fix = PartitionFix.more(snapshot, stage, enough);
    return advice(snapshot, stage, finding, Arrays.asList(figures(stage, bytes)))
        .recommending(
            Recommendation.of(
                "Make about " + Phrases.count(enough, "smaller partition") + ". " + fix.text(),
                fix.settings(),
                "Little or no spill: less disk traffic and shorter tasks.",
                "Very many small tasks cost scheduling time; stay above some 10 MB for each."));
  }

  private static Suggestion few(
      ApplicationSnapshot snapshot, StageSnapshot stage, double bytes, long slots) {
    long tasks = stage.durations().count();
    double wall = SlotCount.millis(snapshot, stage);
    double saved = Math.max(0, wall - (double) stage.durations().sum() / slots);
    String finding =
        Phrases.count(tasks, "task")
            + " of "
            + Phrases.seconds(stage.durations().median())
            + " on "
            + Phrases.count(slots, "core")
            + ": "
            + Phrases.count(slots - tasks, "core")
            + (slots - tasks == 1 ? " has" : " have")
            + " nothing to do.";
    PartitionFix fix = PartitionFix.more(snapshot, stage, 3 * slots);
    return advice(snapshot, stage, finding, Arrays.asList(figures(stage, bytes)))
        .recommending(
            Recommendation.of(
                "Make two or three partitions for each core: "
                    + Phrases.count(3.0 * slots)
                    + ". "
                    + fix.text(),
                fix.settings(),
                "The stage ends up to " + Phrases.seconds(saved) + " earlier.",
                "More and smaller files where the stage writes its output."))
        .saving(
            saved * slots * CoreSplit.cpusPerTask(snapshot),
            CoreUse.SKEW_TAIL,
            CoreUse.FEW_TASKS,
            CoreUse.IDLE);
  }

  private static Suggestion advice(
      ApplicationSnapshot snapshot, StageSnapshot stage, String finding, List<String> evidence) {
    return Suggestion.of(
        Topic.PARTITIONS, Phrases.stage(snapshot, stage), Certainty.MEDIUM, finding, evidence);
  }

  private static String figures(StageSnapshot stage, double bytes) {
    return Phrases.count(stage.durations().count(), "task")
        + ", median "
        + Phrases.seconds(stage.durations().median())
        + ", longest "
        + Phrases.seconds(stage.durations().max())
        + ", on average "
        + Sizes.decimal(bytes);
  }
}
