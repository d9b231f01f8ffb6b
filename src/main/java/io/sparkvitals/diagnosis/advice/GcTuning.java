package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which option of the JVM stands in the way of the collector. Every option that is advised exists,
 * without an unlocking one, in each Java that Spark supports; a test starts a JVM with it.
 */
final class GcTuning {
  static final String USE_G1 = "-XX:+UseG1GC";
  static final String REGION = "-XX:G1HeapRegionSize=";
  static final String YOUNGER = "-XX:NewRatio=1";

  private static final long G1_BYTES = 4 * Sizes.GIB;
  private static final long SERIAL_BYTES = 2 * Sizes.GIB;
  private static final long MAX_REGION = 32 * Sizes.MIB;
  private static final int USUAL_REGIONS = 2_048;
  private static final int AVERAGE_UNTIL = 15;
  private static final int MIN_REGIONS = 256;

  private final String text;
  private final String setting;

  private GcTuning(String text, String setting) {
    this.text = text;
    this.setting = setting;
  }

  /** What to do, as a sentence. */
  String text() {
    return text;
  }

  /** As {@code key=value}; empty where the present options cannot be repeated. */
  String setting() {
    return setting;
  }

  /**
   * The first thing to change, or nothing: a collector that is wrong for the heap, a young
   * generation that is fixed or too small, regions that are too small.
   *
   * @param fullWithoutLiveSet whether whole heaps are collected although little survives
   */
  static Optional<GcTuning> of(
      CollectorOptions options, double heapBytes, CauseKind cause, boolean fullWithoutLiveSet) {
    switch (options.collector()) {
      case SERIAL:
        return options.cores() > 1 || heapBytes >= SERIAL_BYTES
            ? Optional.of(serial(options))
            : Optional.empty();
      case CMS:
        return Optional.of(
            change(options, "The CMS collector is gone since Java 14: take G1.", USE_G1, cms()));
      case PARALLEL:
        return parallel(options, heapBytes, cause);
      case G1:
        return g1(options, heapBytes, fullWithoutLiveSet);
      default:
        return Optional.empty();
    }
  }

  private static GcTuning serial(CollectorOptions options) {
    String why =
        options.collectorIsSet()
            ? "The options choose the Serial collector, which works on one processor: take G1."
            : "The JVM takes the Serial collector, for it sees one processor or less than 1,792 MiB:"
                + " take G1, or a larger pod.";
    return change(options, why, USE_G1, "-XX:+UseSerialGC");
  }

  private static String[] cms() {
    return new String[] {
      "-XX:+UseConcMarkSweepGC",
      "-XX:CMS",
      "-XX:+CMS",
      "-XX:-CMS",
      "-XX:+UseCMS",
      "-XX:+UseParNewGC",
      "-XX:+ExplicitGCInvokesConcurrent"
    };
  }

  /** A young generation of half the heap, a third by default, is collected less often. */
  private static Optional<GcTuning> parallel(
      CollectorOptions options, double heapBytes, CauseKind cause) {
    if (heapBytes >= G1_BYTES) {
      return Optional.of(
          change(
              options,
              "The Parallel collector stops all tasks for a whole collection, which is long on a"
                  + " heap of "
                  + Sizes.binary(heapBytes)
                  + ": take G1.",
              USE_G1,
              "-XX:+UseParallelGC",
              "-XX:+UseParallelOldGC",
              "-XX:-UseParallelOldGC"));
    }
    return options.fixedYoung().isEmpty() && cause == CauseKind.ALLOCATION
        ? Optional.of(
            change(
                options,
                "Give the young generation half of the heap instead of a third, so that it is"
                    + " collected less often.",
                YOUNGER))
        : Optional.empty();
  }

  private static Optional<GcTuning> g1(
      CollectorOptions options, double heapBytes, boolean fullWithoutLiveSet) {
    List<String> fixed = options.fixedYoung();
    if (!fixed.isEmpty()) {
      return Optional.of(
          change(
              options,
              "Leave the size of the young generation to G1: "
                  + String.join(" ", fixed)
                  + " keeps it from adapting.",
              "",
              fixed.toArray(new String[0])));
    }
    // Before Java 15 the mean of the first and the largest heap counts, and the first is small.
    double counted = options.javaVersion() < AVERAGE_UNTIL ? heapBytes / 2 : heapBytes;
    double usual = regionOf(counted, USUAL_REGIONS);
    double present = options.regionBytes().isPresent() ? options.regionBytes().getAsLong() : usual;
    double wanted = regionOf(heapBytes, MIN_REGIONS);
    boolean tooSmall = present < usual;
    if (!tooSmall && (!fullWithoutLiveSet || present >= wanted)) {
      return Optional.empty();
    }
    double region = tooSmall && !fullWithoutLiveSet ? usual : wanted;
    return Optional.of(
        change(
            options,
            "Take larger regions: G1 gives arrays of half a region or more, here "
                + Sizes.binary(present / 2)
                + ", regions of their own, which split up the heap.",
            REGION + Math.round(region / Sizes.MIB) + "m",
            REGION));
  }

  /** The power of two from 1 to 32 MiB of which the heap has at least so many. */
  private static double regionOf(double heapBytes, int regions) {
    long size = Sizes.MIB;
    while (size < MAX_REGION && heapBytes / (2.0 * size) >= regions) {
      size *= 2;
    }
    return size;
  }

  private static GcTuning change(
      CollectorOptions options, String why, String option, String... instead) {
    String text = why;
    if (options.hidden()) {
      List<String> steps = new ArrayList<>();
      if (!option.isEmpty()) {
        steps.add("add " + option + " to " + options.key());
      }
      if (instead.length > 0 && options.has(instead[0])) {
        steps.add("take " + instead[0] + " out of " + options.key());
      }
      text +=
          " Change the options by hand, for they hold a secret: " + String.join(", ", steps) + ".";
    }
    return new GcTuning(text, options.hidden() ? "" : options.with(option, instead));
  }
}
