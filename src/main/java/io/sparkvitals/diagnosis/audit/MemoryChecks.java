package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The memory and the cores of executors, and the driver's guard. */
final class MemoryChecks implements Checks {
  private static final long GAP_START = 32 * Sizes.GIB;
  private static final long GAP_END = 40 * Sizes.GIB;
  private static final long LEAST_OVERHEAD = 384 * Sizes.MIB;
  private static final double OVERHEAD_FACTOR = 0.1;
  private static final double LOW_FRACTION = 0.4;
  private static final double HIGH_FRACTION = 0.8;
  private static final int MANY_CORES = 8;
  private static final String CORES = "spark.executor.cores";
  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final String OLD_OVERHEAD = "spark.yarn.executor.memoryOverhead";
  private static final String FACTOR = "spark.executor.memoryOverheadFactor";
  private static final String FRACTION = "spark.memory.fraction";

  @Override
  public List<AuditFinding> of(Settings settings) {
    List<AuditFinding> findings = new ArrayList<>();
    if (!settings.local()) {
      gap(settings, findings);
      cores(settings, findings);
      overhead(settings, findings);
      python(settings, findings);
    }
    offHeap(settings, findings);
    fraction(settings, findings);
    results(settings, findings);
    return findings;
  }

  private static void gap(Settings settings, List<AuditFinding> findings) {
    long heap = settings.executorHeapBytes();
    JvmSide executors = JvmSide.executors(settings);
    // An option for the heap has a finding of its own, which moves its value to the setting.
    boolean otherwise =
        executors.collectors().contains("UseZGC")
            || executors.all().stream()
                .anyMatch(
                    each -> each.maximumHeap() || each.name().equals("ObjectAlignmentInBytes"));
    if (heap >= GAP_START && heap <= GAP_END && !otherwise) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.EXECUTOR_HEAP_GAP,
                  settings.pair(Settings.EXECUTOR_MEMORY)
                      + " is above the limit of compressed pointers, and below what makes up for it.")
              .fix("Stay below 32 GiB, or take far more.", Settings.EXECUTOR_MEMORY + "=31g"));
    }
  }

  private static void cores(Settings settings, List<AuditFinding> findings) {
    OptionalDouble cores = settings.number(CORES);
    boolean oneByDefault = !settings.has(CORES) && (settings.yarn() || settings.kubernetes());
    if (oneByDefault || (cores.isPresent() && cores.getAsDouble() == 1)) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.EXECUTOR_CORES_FEW,
                  CORES + "=1" + (oneByDefault ? ", for it is not set." : "."))
              .fix(
                  "Take 4 to 5 cores, and memory in proportion.",
                  CORES + "=4",
                  inProportion(4, settings))
              .risk("Each executor is four times as large: a quarter as many do the same."));
    }
    if (cores.isPresent() && cores.getAsDouble() > MANY_CORES) {
      findings.add(
          AuditFinding.of(AuditCheck.EXECUTOR_CORES_MANY, settings.pair(CORES) + " is more than 8.")
              .fix(
                  "Take more executors that are smaller.",
                  CORES + "=5",
                  inProportion(5 / cores.getAsDouble(), settings)));
    }
  }

  /** The heap that goes with more or fewer cores, outside of the gap. */
  private static String inProportion(double factor, Settings settings) {
    long bytes = (long) (settings.executorHeapBytes() * factor);
    boolean gap = bytes > GAP_START - Sizes.GIB && bytes <= GAP_END;
    return Settings.EXECUTOR_MEMORY
        + "="
        + (gap ? "31g" : Sizes.memorySetting(Math.max(Sizes.GIB, bytes)));
  }

  private static void overhead(Settings settings, List<AuditFinding> findings) {
    OptionalLong overhead = settings.bytes(OVERHEAD, Sizes.MIB);
    long usual = Math.max(LEAST_OVERHEAD, (long) (settings.executorHeapBytes() * OVERHEAD_FACTOR));
    // A bare number that is far too small has a finding of its own.
    if (overhead.isPresent()
        && !ValueChecks.withoutUnit(OVERHEAD, settings)
        && overhead.getAsLong() < usual / Sizes.MIB * Sizes.MIB) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.MEMORY_OVERHEAD_LOW,
                  settings.pair(OVERHEAD)
                      + " is less than the "
                      + Sizes.binary(usual)
                      + " that Spark takes by itself.")
              .fix(
                  "Leave it to Spark, or give it that.",
                  OVERHEAD + "=" + Sizes.memorySetting(usual)));
    }
  }

  private static void python(Settings settings, List<AuditFinding> findings) {
    boolean given =
        settings.has(OVERHEAD)
            || settings.has(OLD_OVERHEAD)
            || settings.has(FACTOR)
            || settings.has("spark.executor.pyspark.memory");
    boolean python =
        settings.on("spark.yarn.isPython", false) || settings.has("spark.pyspark.python");
    // On Kubernetes Spark takes 40 % by itself where it knows that Python runs.
    boolean knows = settings.text("spark.kubernetes.resource.type", "").equals("python");
    if (python && !given && !knows) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.MEMORY_OVERHEAD_PYTHON,
                  "Python runs, and neither "
                      + OVERHEAD
                      + " nor "
                      + FACTOR
                      + " nor spark.executor.pyspark.memory is set.")
              .fix("Give it a share.", FACTOR + "=0.2")
              .risk("Each executor takes 10 % more memory of the cluster."));
    }
  }

  private static void offHeap(Settings settings, List<AuditFinding> findings) {
    if (settings.bytes("spark.memory.offHeap.size", 1).orElse(0) > 0
        && !settings.on("spark.memory.offHeap.enabled", false)) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.OFF_HEAP_UNUSED,
                  settings.pair("spark.memory.offHeap.size")
                      + " without spark.memory.offHeap.enabled=true.")
              .fix("Switch it on, or take the size out.", "spark.memory.offHeap.enabled=true")
              .risk("Each container grows by the size."));
    }
  }

  private static void fraction(Settings settings, List<AuditFinding> findings) {
    OptionalDouble fraction = settings.number(FRACTION);
    if (!fraction.isPresent() || !(fraction.getAsDouble() >= 0 && fraction.getAsDouble() <= 1)) {
      return;
    }
    if (fraction.getAsDouble() > HIGH_FRACTION || fraction.getAsDouble() < LOW_FRACTION) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.MEMORY_FRACTION,
                  settings.pair(FRACTION) + " is far from the usual 0.6.")
              .fix("Leave it at its default.", FRACTION + "=0.6"));
    }
  }

  private static void results(Settings settings, List<AuditFinding> findings) {
    String key = "spark.driver.maxResultSize";
    OptionalLong bytes = settings.bytes(key, 1);
    if (bytes.isPresent() && bytes.getAsLong() == 0) {
      findings.add(
          AuditFinding.of(AuditCheck.RESULT_SIZE_UNLIMITED, settings.pair(key) + " is no limit.")
              .fix("Set one that the driver's heap can hold.", key + "=2g"));
    }
  }
}
