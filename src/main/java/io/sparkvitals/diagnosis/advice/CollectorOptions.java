package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.audit.SparksOptions;
import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.Versions;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.SparkAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The options of the JVMs that run the tasks, and what they make of the collector. Immutable.
 *
 * <p>A JVM that is told no collector takes Serial where it sees fewer than two processors or less
 * than 1,792 MiB; else Parallel up to Java 8, and G1 from Java 9 on (HotSpot's ergonomics).
 */
final class CollectorOptions {
  private static final long SERVER_BYTES = 1_792 * Sizes.MIB;
  private static final String REGION = "-XX:G1HeapRegionSize=";
  private static final String REDACTED = "***";

  /** Collectors and the options that choose them, one line each. */
  enum Collector {
    SERIAL("Serial", "-XX:+UseSerialGC"),
    PARALLEL("Parallel", "-XX:+UseParallelGC"),
    CMS("CMS", "-XX:+UseConcMarkSweepGC"),
    G1("G1", "-XX:+UseG1GC"),
    ZGC("ZGC", "-XX:+UseZGC"),
    SHENANDOAH("Shenandoah", "-XX:+UseShenandoahGC"),
    UNKNOWN("unknown", "");

    private final String label;
    private final String option;

    Collector(String label, String option) {
      this.label = label;
      this.option = option;
    }

    String label() {
      return label;
    }

    String option() {
      return option;
    }
  }

  private final ExecutorSettings settings;
  private final String key;
  private final String extra;
  private final List<String> options = new ArrayList<>();

  private CollectorOptions(ExecutorSettings settings) {
    String role = settings.local() ? "driver" : "executor";
    this.settings = settings;
    this.key = "spark." + role + ".extraJavaOptions";
    this.extra = settings.text(key, "").trim();
    // Spark puts the defaults before the extra options; of a repeated option the last counts.
    add(settings.text("spark." + role + ".defaultJavaOptions", ""));
    add(extra);
  }

  /** Of the executors, or in local mode of the driver. */
  static CollectorOptions of(ExecutorSettings settings) {
    return new CollectorOptions(settings);
  }

  private void add(String text) {
    for (String each : Arrays.asList(text.trim().split("\\s+"))) {
      if (!each.isEmpty()) {
        options.add(each);
      }
    }
  }

  /** The feature version, such as 8 or 17; 0 where unknown. The driver's, as usual for all. */
  int javaVersion() {
    return Versions.java(settings.text(EnvironmentKeys.JAVA_VERSION, ""));
  }

  /** The collector by the options, else the one that the JVM takes by itself. */
  Collector collector() {
    Collector chosen = Collector.UNKNOWN;
    for (String each : options) {
      for (Collector candidate : Collector.values()) {
        chosen = each.equals(candidate.option()) ? candidate : chosen;
      }
    }
    if (chosen != Collector.UNKNOWN || javaVersion() == 0) {
      return chosen;
    }
    if (smallPod()) {
      return Collector.SERIAL;
    }
    return javaVersion() < 9 ? Collector.PARALLEL : Collector.G1;
  }

  /** Whether the options name the collector. */
  boolean collectorIsSet() {
    return Arrays.stream(Collector.values()).anyMatch(each -> options.contains(each.option()));
  }

  /** Whether a pod is so small that the JVM takes Serial. Machines are never that small. */
  private boolean smallPod() {
    double pod = settings.executorHeapBytes().orElse(Sizes.GIB) + settings.overheadBytes();
    String limit = settings.text("spark.kubernetes.executor.limit.cores", "").trim();
    boolean oneProcessor = limit.equals("1") || limit.matches("(\\d{1,3}|1000)m");
    return settings.kubernetes() && !settings.local() && (pod < SERVER_BYTES || oneProcessor);
  }

  /** Cores of an executor, 1 in local mode and where unknown. */
  int cores() {
    return settings.local() ? 1 : Math.max(1, settings.executorCores());
  }

  /** Size of a region of G1 by the options; absent where the JVM chooses. */
  OptionalLong regionBytes() {
    String last = "";
    for (String each : options) {
      last = each.startsWith(REGION) ? each.substring(REGION.length()) : last;
    }
    return SparkAmount.bytes(last, 1);
  }

  /** Options that fix the young generation, which G1 then no longer sizes by itself. */
  List<String> fixedYoung() {
    List<String> fixed = new ArrayList<>();
    for (String each : options) {
      if (each.matches("-Xmn\\S+|-XX:(NewSize|MaxNewSize|NewRatio)=\\S+")) {
        fixed.add(each);
      }
    }
    return fixed;
  }

  /** Whether an option begins like this. */
  boolean has(String start) {
    return options.stream().anyMatch(each -> each.startsWith(start));
  }

  /**
   * The setting with an option more, in place of those that begin with one of {@code instead}, and
   * without what Spark adds by itself. Only the option to append where the present ones hold
   * something hidden.
   */
  String with(String option, String... instead) {
    List<String> kept = new ArrayList<>();
    for (String each : extra.split("\\s+")) {
      boolean own = !each.isEmpty() && !SparksOptions.has(each);
      if (own && Arrays.stream(instead).noneMatch(each::startsWith)) {
        kept.add(each);
      }
    }
    if (!option.isEmpty()) {
      kept.add(option);
    }
    return key + "=" + String.join(" ", kept);
  }

  /** The setting with a log of collections; empty where it is on, or the Java is not known. */
  String logging() {
    if (javaVersion() == 0 || has("-Xlog:gc") || has("-XX:+PrintGC") || has("-verbose:gc")) {
      return "";
    }
    return with(javaVersion() < 9 ? "-XX:+PrintGCDetails" : "-Xlog:gc*");
  }

  /** Whether the present options cannot be repeated, for a secret was taken out of them. */
  boolean hidden() {
    return extra.contains(REDACTED);
  }

  String key() {
    return key;
  }
}
