package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Sizing;
import io.sparkvitals.rules.SparkAmount;
import io.sparkvitals.rules.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How a stage gets another number of partitions: the settings that its present number shows to
 * decide it, else, where the code names the number, none. Immutable.
 */
final class PartitionFix {
  private static final String NUMBER = "spark.sql.shuffle.partitions";
  private static final String FIRST = "spark.sql.adaptive.coalescePartitions.initialPartitionNum";
  private static final String MERGED = "spark.sql.adaptive.advisoryPartitionSizeInBytes";
  private static final String MERGING = "spark.sql.adaptive.coalescePartitions.enabled";
  private static final String BY_CORES = "spark.sql.adaptive.coalescePartitions.parallelismFirst";
  private static final String SPLIT = "spark.sql.files.maxPartitionBytes";
  private static final String DEFAULT_NUMBER = "spark.default.parallelism";
  private static final long MERGED_MIB = 64;
  private static final long SPLIT_MIB = 128;
  private static final String IN_CODE =
      "Spark's settings do not give it its present number: look in the code for repartition(n),"
          + " coalesce(n) or a setting of the session.";

  private final ApplicationSnapshot snapshot;
  private final StageSnapshot stage;
  private final long partitions;
  private final List<String> settings = new ArrayList<>();
  private String text = "";

  private PartitionFix(ApplicationSnapshot snapshot, StageSnapshot stage, long partitions) {
    this.snapshot = snapshot;
    this.stage = stage;
    this.partitions = Math.max(1, partitions);
  }

  static PartitionFix fewer(ApplicationSnapshot snapshot, StageSnapshot stage, long partitions) {
    PartitionFix fix = new PartitionFix(snapshot, stage, partitions);
    if (fix.reads()) {
      fix.largerSplits();
    } else if (fix.queryShuffles()) {
      fix.fewerOfQuery();
    } else {
      fix.inCode();
    }
    return fix;
  }

  static PartitionFix more(ApplicationSnapshot snapshot, StageSnapshot stage, long partitions) {
    PartitionFix fix = new PartitionFix(snapshot, stage, partitions);
    if (fix.reads()) {
      fix.smallerSplits();
    } else if (fix.queryShuffles()) {
      fix.moreOfQuery();
    } else {
      fix.inCode();
    }
    return fix;
  }

  /** What to do, in words. */
  String text() {
    return text;
  }

  /** The settings that do it; none where no setting decides the number. */
  List<String> settings() {
    return Collections.unmodifiableList(settings);
  }

  private boolean reads() {
    return stage.totals().get(TaskMetric.INPUT_BYTES) > stage.totals().shuffleReadBytes();
  }

  private boolean query() {
    return stage.facts().sqlExecutionId() >= 0;
  }

  private boolean queryShuffles() {
    return query() && stage.totals().shuffleReadBytes() > 0;
  }

  private void largerSplits() {
    text =
        query()
            ? "Write fewer and larger files, which a task reads as fast as small ones."
            : "Write fewer and larger files, or coalesce after the read.";
    if (query() && known() && mib(SPLIT, SPLIT_MIB) < SPLIT_MIB) {
      settings.add(SPLIT + "=" + SPLIT_MIB + "m");
    }
  }

  private void smallerSplits() {
    text =
        (query() ? "Read smaller splits. " : "Pass the number to the read. ")
            + "A file that cannot be split has to be repartitioned or written anew.";
    double size = stage.totals().get(TaskMetric.INPUT_BYTES) / (double) partitions;
    long wanted = (long) Math.max(1, Math.min(MERGED_MIB, size / Sizes.MIB));
    if (query() && known() && wanted < mib(SPLIT, SPLIT_MIB)) {
      settings.add(SPLIT + "=" + wanted + "m");
    }
  }

  private void fewerOfQuery() {
    text = IN_CODE;
    if (known() && !adaptive() && tasks() == first()) {
      text = "Let adaptive execution merge them.";
      settings.add("spark.sql.adaptive.enabled=true");
      settings.add(NUMBER + "=" + partitions);
    } else if (known() && adaptive() && !merging() && tasks() == first()) {
      text = "Let adaptive execution merge them.";
      settings.add(MERGING + "=true");
    } else if (known() && adaptive() && merging() && tasks() < first() && byCores()) {
      text = "Let adaptive execution merge them by their size, not by the number of cores.";
      settings.add(BY_CORES + "=false");
    }
  }

  private void moreOfQuery() {
    text = IN_CODE;
    double read = stage.totals().shuffleReadBytes();
    long wanted = (long) Math.max(1, Math.min(MERGED_MIB, read / partitions / Sizes.MIB));
    boolean merges = adaptive() && merging();
    long merged = mib(MERGED, MERGED_MIB);
    if (known() && tasks() == first() && partitions > first()) {
      text = "Shuffle into more partitions.";
      settings.add((adaptive() && known(FIRST) ? FIRST : NUMBER) + "=" + partitions);
    } else if (!merges || tasks() >= first() || read > 2.0 * merged * Sizes.MIB * tasks()) {
      return;
    } else {
      text = "Adaptive execution merged them: let it make smaller ones.";
    }
    if (merges && wanted < merged) {
      settings.add(MERGED + "=" + wanted + "m");
    }
  }

  /** RDDs, and what is made from nothing: their number stands in code, or is Spark's default. */
  private void inCode() {
    boolean shuffles = stage.totals().shuffleReadBytes() > 0;
    text =
        shuffles
            ? "Pass the number to the shuffle."
            : "Change the number where the code names it, or coalesce.";
    if (known(DEFAULT_NUMBER) && number(DEFAULT_NUMBER, 0) == tasks()) {
      text = "It is that of " + DEFAULT_NUMBER + ", for the code names none.";
      settings.add(DEFAULT_NUMBER + "=" + partitions);
    }
  }

  private long tasks() {
    return Math.max(stage.facts().numTasks(), stage.durations().count());
  }

  /** The number of a shuffle's partitions before adaptive execution merges them. */
  private long first() {
    long number = number(NUMBER, 200);
    return adaptive() ? number(FIRST, number) : number;
  }

  private boolean adaptive() {
    return Sizing.inForce(Sight.wholeRun(snapshot), "spark.sql.adaptive.enabled=true");
  }

  private boolean merging() {
    return !"false".equalsIgnoreCase(snapshot.facts().property(MERGING));
  }

  private boolean byCores() {
    return !"false".equalsIgnoreCase(snapshot.facts().property(BY_CORES));
  }

  private boolean known() {
    return !snapshot.facts().environment().isEmpty();
  }

  private boolean known(String key) {
    return snapshot.facts().property(key) != null;
  }

  private long number(String key, long otherwise) {
    String value = snapshot.facts().property(key);
    return value == null ? otherwise : (long) Unit.COUNT.parse(value).orElse(otherwise);
  }

  private long mib(String key, long otherwise) {
    String value = snapshot.facts().property(key);
    long bytes = value == null ? 0 : SparkAmount.bytes(value, 1).orElse(0);
    return bytes > 0 ? Math.max(1, bytes / Sizes.MIB) : otherwise;
  }
}
