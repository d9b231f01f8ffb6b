package io.sparkvitals.rules;

import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What helps a stage of which some tasks get far more data than others. Adaptive execution splits
 * the partitions of joins of SQL alone, those above a size and above a multiple of the median: its
 * settings are advised where they may do something. Immutable.
 */
public final class UnevenData {
  /** What adaptive execution is advised to split: partitions of more, and of this many medians. */
  public static final long THRESHOLD_BYTES = 128 * Sizes.MIB;

  public static final int FACTOR = 3;

  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
  private static final String SKEW_JOIN = "spark.sql.adaptive.skewJoin.enabled";
  private static final String SKEWED = "spark.sql.adaptive.skewJoin.skewedPartition";
  private static final long DEFAULT_THRESHOLD_BYTES = 256 * Sizes.MIB;
  private static final double DEFAULT_FACTOR = 5;

  private static final String BROADCAST = "For a join, broadcast its small side";
  private static final String SPREAD =
      " For aggregations, add a random part to the hot keys and aggregate twice; for windows, filter"
          + " or aggregate before, or rank in two steps; filter null keys before a join. A key stays"
          + " in one partition, however many there are.";
  private static final String TWICE = "Aggregating twice is one more shuffle.";

  /** What is known of the data. */
  private enum Kind {
    INPUT(
        "Repartition the data right after it is read, and before it is cached: that spreads what"
            + " follows it. Write large files in a format that can be split.",
        "One more shuffle."),
    RDD(
        "Combine before the shuffle (reduceByKey, aggregateByKey), or add a random part to the hot"
            + " keys and aggregate twice. "
            + BROADCAST
            + ". A key stays in one task, however many there are; a partitioner of your own can"
            + " spread those that share one.",
        TWICE),
    SMALL(
        BROADCAST
            + "; the largest partition is too small for adaptive execution, which by default splits"
            + " those of more than 256 MiB, into parts of 64 MiB."
            + SPREAD,
        TWICE),
    NOT_SPLIT(
        "Adaptive execution is on and has not split the partition, which is above its factor and"
            + " threshold: it cannot split this one, so that its settings change nothing. "
            + BROADCAST
            + "."
            + SPREAD,
        TWICE),
    SPLITTABLE(
        BROADCAST
            + ", or let adaptive execution split it: it splits sort-merge and shuffled hash joins"
            + " only, and partitions above factor and threshold."
            + SPREAD,
        "None for results. The settings help joins of SQL alone.");

    private final String fix;
    private final String risk;

    Kind(String fix, String risk) {
      this.fix = fix;
      this.risk = risk;
    }
  }

  private final Kind kind;

  private UnevenData(Kind kind) {
    this.kind = kind;
  }

  /** Of the stage of a sight, else of that which spilled most. */
  public static UnevenData of(Sight sight) {
    StageSnapshot stage = sight.stage();
    return new UnevenData(
        kind(sight, stage == null ? Sizing.spillingStage(sight).orElse(null) : stage));
  }

  private static Kind kind(Sight sight, @Nullable StageSnapshot stage) {
    if (stage == null || stage.totals().shuffleReadBytes() == 0) {
      return Kind.INPUT;
    }
    if (stage.facts().sqlExecutionId() < 0) {
      return Kind.RDD;
    }
    OptionalLong largest = largestRead(stage);
    if (!largest.isPresent()) {
      return Kind.SPLITTABLE;
    }
    if (wouldSplit(sight, stage, largest.getAsLong())) {
      return Kind.NOT_SPLIT;
    }
    return largest.getAsLong() <= THRESHOLD_BYTES ? Kind.SMALL : Kind.SPLITTABLE;
  }

  /** Absent while the longest task runs, for only its end tells what it read. */
  private static OptionalLong largestRead(StageSnapshot stage) {
    long largest = 0;
    long longest = 0;
    for (TaskEvidence each : stage.spread().slowest()) {
      largest = Math.max(largest, each.totals().shuffleReadBytes());
      longest = Math.max(longest, each.durationMillis());
    }
    List<TaskEvidence> running = stage.spread().longestRunning();
    boolean runs = !running.isEmpty() && running.get(0).durationMillis() > longest;
    return runs && largest <= THRESHOLD_BYTES ? OptionalLong.empty() : OptionalLong.of(largest);
  }

  /** Whether a join with such a partition would have been split by the settings in force. */
  private static boolean wouldSplit(Sight sight, StageSnapshot stage, long bytes) {
    ExecutorSettings settings = ExecutorSettings.of(sight.snapshot());
    String threshold = settings.text(SKEWED + "ThresholdInBytes", "");
    String factor = settings.text(SKEWED + "Factor", "");
    double median = stage.spread().distribution(Dimension.SHUFFLE_READ_BYTES).median();
    return Sizing.inForce(sight, ADAPTIVE + "=true")
        && Sizing.inForce(sight, SKEW_JOIN + "=true")
        && bytes > SparkAmount.bytes(threshold, 1).orElse(DEFAULT_THRESHOLD_BYTES)
        && bytes > Unit.COUNT.parse(factor).orElse(DEFAULT_FACTOR) * median;
  }

  /** What to do, in sentences. */
  public String fix() {
    return kind.fix;
  }

  /** What that may cost. */
  public String risk() {
    return kind.risk;
  }

  /** Whether the settings of adaptive execution for skewed joins may help. */
  public boolean splittable() {
    return kind == Kind.SPLITTABLE;
  }

  /** A value of one of those settings; absent where they do nothing. */
  static Optional<String> splitting(Sight sight, String value) {
    return of(sight).splittable() ? Optional.of(value) : Optional.empty();
  }
}
