package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.figures.MemoryDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** How advice on memory words its figures. */
final class MemoryWords {
  private static final double HOUR_MILLIS = 3.6e6;

  private MemoryWords() {}

  /** What is advised on: the executors, or those of a resource profile. */
  static String about(RightSizing sizing) {
    return sizing.standard() ? "executors" : "executors of resource profile " + sizing.profileId();
  }

  /** {@code key=value} with the value rounded as a setting is. */
  static String setting(String key, double bytes) {
    return key + "=" + Sizes.memorySetting(bytes);
  }

  /** Memory times time: {@code 12 GiB-hours}. */
  static String memoryTime(double bytes, double millis) {
    double hours = bytes / Sizes.GIB * millis / HOUR_MILLIS;
    return String.format(Locale.ROOT, hours < 10 ? "%.1f" : "%,.0f", hours) + " GiB-hours";
  }

  /** What was seen of memory and of tasks in need of it, a line each. */
  static List<String> evidence(MemoryDemand demand, MemoryTrouble trouble) {
    List<String> lines = new ArrayList<>();
    if (trouble.heapFailures() > 0) {
      lines.add(Phrases.count(trouble.heapFailures(), "task") + " failed with OutOfMemoryError");
    }
    if (trouble.heapLosses() > 0) {
      lines.add(Phrases.count(trouble.heapLosses(), "executor") + " ended with a full heap");
    }
    if (trouble.containerKills() > 0) {
      lines.add(
          Phrases.count(trouble.containerKills(), "executor")
              + " killed for memory"
              + (trouble.killCertain() ? "" : ", by the exit code (137), which is not certain"));
    }
    spill(trouble.totals(), lines);
    gc(trouble.totals(), lines);
    if (demand.readings() > 0) {
      heap(demand, lines);
    }
    if (demand.residentBytes() > 0) {
      lines.add(
          "all processes of an executor held up to "
              + Phrases.memory(demand.residentBytes(), known(demand.containerBytes()))
              + (demand.pythonBytes() > 0
                  ? ", of it Python " + Sizes.binary(demand.pythonBytes())
                  : ""));
    }
    return lines;
  }

  private static void spill(TaskTotals totals, List<String> lines) {
    if (totals.spilledBytes() > 0) {
      lines.add(
          "spilled "
              + Sizes.decimal(totals.spilledBytes())
              + (totals.spillRatio().isPresent()
                  ? ", " + Phrases.percent(totals.spillRatio().getAsDouble()) + " of the data"
                  : ""));
    }
  }

  private static void gc(TaskTotals totals, List<String> lines) {
    if (totals.gcRatio().isPresent()) {
      lines.add(
          "garbage collection "
              + Phrases.percent(totals.gcRatio().getAsDouble())
              + " of "
              + Phrases.seconds(totals.get(TaskMetric.RUN_TIME_MILLIS))
              + " task run time");
    }
  }

  private static void heap(MemoryDemand demand, List<String> lines) {
    lines.add(
        "peaks of "
            + Phrases.count(demand.executors(), "JVM")
            + " in "
            + Phrases.count(demand.readings(), "reading")
            + ": heap with garbage "
            + Phrases.memory(demand.heapPeakBytes(), known(demand.heapBytes()))
            + ", unified memory "
            + Sizes.binary(demand.unifiedPeakBytes())
            + (demand.unifiedRatio() > 0
                ? " (" + Phrases.percent(demand.unifiedRatio()) + " of it)"
                : ""));
    long survived = Math.max(demand.floorBytes(), demand.highestFloorBytes());
    if (survived > 0) {
      lines.add("at most " + Sizes.binary(survived) + " survived collection");
    }
  }

  static OptionalLong known(long bytes) {
    return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
  }
}
