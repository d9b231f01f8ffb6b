package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Sizing;
import io.sparkvitals.rules.UnevenData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What to do against slow tasks, by cause. More partitions are no cure for any of them. */
final class Fixes {
  private static final String COPIES =
      "Copies cost cores; tasks with side effects outside Spark may have them twice.";

  private static final List<String> SPLITTING =
      Collections.unmodifiableList(
          Arrays.asList(
              "spark.sql.adaptive.enabled=true",
              "spark.sql.adaptive.skewJoin.enabled=true",
              "spark.sql.adaptive.skewJoin.skewedPartitionFactor=" + UnevenData.FACTOR,
              "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes="
                  + UnevenData.THRESHOLD_BYTES / Sizes.MIB
                  + "m"));

  private Fixes() {}

  /** For the stage of a sight, or for the whole application. */
  static Recommendation of(Sight sight, CauseKind cause, String gain) {
    String gains = Character.toUpperCase(gain.charAt(0)) + gain.substring(1) + ".";
    switch (cause) {
      case DATA:
        return data(sight, gains);
      case FILE:
        return advise(
            "Write the large file in a format that can be split (Parquet, ORC, or plain text with bzip2"
                + " or without compression), or as several files. Where the file"
                + " must stay, repartition right after the read: that spreads what follows it.",
            gains,
            "The data has to be written once more.");
      case NODE:
        return settings(
            sight,
            "Look at the machine: its disk, its network, other tenants; decommission it, or keep it out"
                + " with the cluster manager's node labels. Speculation starts a second copy of a slow"
                + " task elsewhere.",
            Arrays.asList("spark.speculation=true"),
            gains,
            COPIES);
      case LOCALITY:
        return settings(
            sight,
            "Look at where the input is kept and at the network between.",
            Arrays.asList("spark.speculation=true"),
            gains,
            COPIES);
      default:
        return advise(text(cause), gains, "");
    }
  }

  private static Recommendation data(Sight sight, String gain) {
    UnevenData data = UnevenData.of(sight);
    return settings(
        sight,
        data.fix(),
        data.splittable() ? SPLITTING : Collections.emptyList(),
        gain,
        data.risk());
  }

  private static String text(CauseKind cause) {
    switch (cause) {
      case GC:
        return "Give the executors more memory, or let fewer tasks share it.";
      case SPILL:
        return "Give tasks more memory: more for each executor, or fewer cores that share it.";
      case FETCH_WAIT:
        return "Look at network and disk of the hosts that it reads from.";
      case SCHEDULER_DELAY:
        return "Look at the driver: its garbage collection, its cores, the size of tasks' results.";
      case COMPUTATION:
        return "Look at what the task does with its records: an exploding join, a slow function, or a"
            + " call to another service for some of them.";
      default:
        return "Look at the task in Spark's UI: its input, and its thread dump while it runs.";
    }
  }

  private static Recommendation advise(String text, String gain, String risk) {
    return Recommendation.of(text, new ArrayList<>(), gain, risk);
  }

  /** Those of the settings that are not in force already. */
  private static Recommendation settings(
      Sight sight, String text, List<String> settings, String gain, String risk) {
    List<String> left = new ArrayList<>(settings);
    left.removeIf(each -> Sizing.inForce(sight, each));
    return Recommendation.of(text, left, gain, risk);
  }
}
