package io.sparkvitals.rules;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Values of settings to try next. Each is absent where Spark's settings are not known, or where
 * they do not apply: in local mode, or to a resource profile of its own.
 */
public final class Sizing {
  private static final double GROWTH = 1.2;
  private static final double BLIND_GROWTH = 1.5;
  private static final long PARTITION_BYTES = 128 * Sizes.MIB;
  private static final long MIN_OVERHEAD_BYTES = 384 * Sizes.MIB;

  /** Defaults, from Spark 3.3 to 4.2, of settings that rules advise. */
  private static final Map<String, String> DEFAULTS = defaults();

  private Sizing() {}

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new HashMap<>();
    defaults.put("spark.sql.adaptive.enabled", "true");
    defaults.put("spark.sql.adaptive.skewJoin.enabled", "true");
    return Collections.unmodifiableMap(defaults);
  }

  static Optional<String> executorMemory(Sight sight) {
    return standardExecutors(sight) ? Optional.of(memory(sight, "executor")) : Optional.empty();
  }

  static Optional<String> executorMemoryNew(Sight sight) {
    return executorMemory(sight).flatMap(Sizing::grown);
  }

  static Optional<String> driverMemoryNew(Sight sight) {
    return local(sight) ? grown(memory(sight, "driver")) : Optional.empty();
  }

  static Optional<String> driverHeapNew(Sight sight) {
    return known(sight) ? grown(memory(sight, "driver")) : Optional.empty();
  }

  /** {@code spark.driver.maxResultSize} in bytes; 0 where it is unlimited or not known. */
  public static long maxResultBytes(Sight sight) {
    return known(sight)
        ? Sizes.parseSpark(setting(sight, "spark.driver.maxResultSize", "1g"), 1).orElse(0)
        : 0;
  }

  static Optional<String> maxResultSizeNew(Sight sight) {
    long bytes = maxResultBytes(sight);
    return bytes > 0 ? Optional.of(Sizes.memorySetting(2.0 * bytes)) : Optional.empty();
  }

  private static String memory(Sight sight, String role) {
    return setting(sight, "spark." + role + ".memory", "1g");
  }

  private static Optional<String> grown(String memory) {
    OptionalLong bytes = Sizes.parseSpark(memory, Sizes.MIB);
    return bytes.isPresent()
        ? Optional.of(Sizes.memorySetting(bytes.getAsLong() * GROWTH))
        : Optional.empty();
  }

  static Optional<String> memoryOverheadNew(Sight sight) {
    if (!standardExecutors(sight)) {
      return Optional.empty();
    }
    double present = overheadBytes(sight);
    double needed = neededOverheadBytes(sight);
    double bytes = needed > 0 ? Math.max(present, needed) * GROWTH : present * BLIND_GROWTH;
    return Optional.of(Sizes.memorySetting(bytes));
  }

  /** What Spark takes: the explicit setting, else a part of the heap with a minimum. */
  private static double overheadBytes(Sight sight) {
    OptionalLong explicit =
        Sizes.parseSpark(setting(sight, "spark.executor.memoryOverhead", ""), Sizes.MIB);
    if (explicit.isPresent()) {
      return explicit.getAsLong();
    }
    String kubernetes = setting(sight, "spark.kubernetes.memoryOverheadFactor", "0.1");
    double factor = number(setting(sight, "spark.executor.memoryOverheadFactor", kubernetes), 0.1);
    double heap = Sizes.parseSpark(memory(sight, "executor"), Sizes.MIB).orElse(Sizes.GIB);
    String least = setting(sight, "spark.executor.minMemoryOverhead", "");
    return Math.max(factor * heap, Sizes.parseSpark(least, Sizes.MIB).orElse(MIN_OVERHEAD_BYTES));
  }

  /** Resident memory beyond the heap, where the executor's process tree was polled; else 0. */
  private static double neededOverheadBytes(Sight sight) {
    ExecutorSnapshot executor = sight.executor();
    if (executor == null) {
      return 0;
    }
    long resident = executor.memory().peaks().processTreeRssBytes();
    return resident - executor.memory().limits().heapBytes().orElse(resident);
  }

  static Optional<String> executorCoresNew(Sight sight) {
    if (!standardExecutors(sight)) {
      return Optional.empty();
    }
    int cores = (int) number(setting(sight, "spark.executor.cores", ""), liveCores(sight));
    return cores > 1 ? Optional.of(Integer.toString(cores / 2)) : Optional.empty();
  }

  private static int liveCores(Sight sight) {
    OptionalInt cores =
        sight.snapshot().executors().stream()
            .filter(each -> each.active() && !each.facts().driver())
            .mapToInt(each -> each.facts().cores())
            .max();
    return cores.orElse(0);
  }

  static Optional<String> shufflePartitionsNew(Sight sight) {
    return spillingStage(sight).map(stage -> Long.toString(partitions(stage)));
  }

  /** Partitions of 128 MiB for what a stage reads, and at least twice those it has. */
  public static long partitions(StageSnapshot stage) {
    double bySize = Math.ceil((double) stage.totals().processedBytes() / PARTITION_BYTES);
    return Math.max((long) bySize, 2L * Math.max(1, stage.facts().numTasks()));
  }

  /** The stage itself, or that of the application which spilled most; empty where none spilled. */
  static Optional<StageSnapshot> spillingStage(Sight sight) {
    StageSnapshot stage = sight.stage();
    Optional<StageSnapshot> spilling =
        stage != null
            ? Optional.of(stage)
            : sight.snapshot().stages().stream()
                .max(Comparator.comparingLong(each -> each.totals().spilledBytes()));
    return spilling.filter(each -> each.totals().spilledBytes() > 0);
  }

  /** Whether {@code spark.executor.*} is what the subject's executors were made from. */
  private static boolean standardExecutors(Sight sight) {
    StageSnapshot stage = sight.stage();
    ExecutorSnapshot executor = sight.executor();
    boolean ownProfile =
        (stage != null && stage.facts().resourceProfileId() != 0)
            || (executor != null && executor.facts().resourceProfileId() != 0);
    return known(sight) && !ownProfile && !local(sight);
  }

  /** Whether tasks run in the driver, so that there are no executors to size. */
  public static boolean local(Sight sight) {
    String master = setting(sight, "spark.master", "");
    return master.startsWith("local") && !master.startsWith("local-cluster");
  }

  /** Whether a setting, as {@code key=value}, is what the application runs with. */
  public static boolean inForce(Sight sight, String setting) {
    int equals = setting.indexOf('=');
    String key = setting.substring(0, Math.max(0, equals));
    String value = setting.substring(equals + 1);
    return known(sight)
        && value.equalsIgnoreCase(setting(sight, key, DEFAULTS.getOrDefault(key, "")).trim());
  }

  private static boolean known(Sight sight) {
    return !sight.snapshot().facts().environment().isEmpty();
  }

  private static String setting(Sight sight, String key, String otherwise) {
    ApplicationFacts facts = sight.snapshot().facts();
    String value = facts.property(key);
    return value == null ? otherwise : value;
  }

  private static double number(String text, double otherwise) {
    return Unit.COUNT.parse(text).orElse(otherwise);
  }
}
