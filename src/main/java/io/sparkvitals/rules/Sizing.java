package io.sparkvitals.rules;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.figures.IdleTimeout;
import io.sparkvitals.rules.figures.MemoryDemand;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Values of settings to try next. Each is absent where Spark's settings are not known, or where
 * they do not apply: in local mode, or to a resource profile of its own.
 */
public final class Sizing {
  private static final double GROWTH = 1.2;
  private static final double BLIND_GROWTH = 1.5;
  private static final String DYNAMIC = "spark.dynamicAllocation.enabled";

  /** What a partition should hold: Spark's own default for splits of files. */
  public static final long PARTITION_BYTES = 128 * Sizes.MIB;

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
    return standardExecutors(sight)
        ? Optional.of(settings(sight).executorMemory())
        : Optional.empty();
  }

  static Optional<String> executorMemoryNew(Sight sight) {
    return standardExecutors(sight)
        ? grownExecutorHeap(sight.snapshot()).map(Sizes::memorySetting)
        : Optional.empty();
  }

  private static Optional<Double> grownExecutorHeap(ApplicationSnapshot snapshot) {
    return grown(
        ExecutorSettings.of(snapshot).executorHeapBytes(), MemoryDemand.ofExecutors(snapshot, 0));
  }

  private static Optional<Double> grown(OptionalLong present, MemoryDemand demand) {
    return present.isPresent()
        ? Optional.of(demand.grownHeap(present.getAsLong()))
        : Optional.empty();
  }

  static Optional<String> driverMemoryNew(Sight sight) {
    return local(sight) ? driverHeapNew(sight) : Optional.empty();
  }

  static Optional<String> driverHeapNew(Sight sight) {
    return known(sight)
        ? grownDriverHeap(sight.snapshot()).map(Sizes::memorySetting)
        : Optional.empty();
  }

  private static Optional<Double> grownDriverHeap(ApplicationSnapshot snapshot) {
    return grown(ExecutorSettings.of(snapshot).driverHeapBytes(), MemoryDemand.ofDriver(snapshot));
  }

  static Optional<String> spillHeapNew(Sight sight) {
    return spillsOffHeap(sight) ? Optional.empty() : executorMemoryNew(sight);
  }

  static Optional<String> spillDriverMemoryNew(Sight sight) {
    return spillsOffHeap(sight) ? Optional.empty() : driverMemoryNew(sight);
  }

  static Optional<String> spillOffHeapNew(Sight sight) {
    double present = settings(sight).offHeapBytes();
    return spillsOffHeap(sight) && (local(sight) || standardExecutors(sight))
        ? Optional.of(Sizes.memorySetting(grownOffHeap(present)))
        : Optional.empty();
  }

  /** A larger off-heap memory, in bytes: what was needed beyond the present one is not seen. */
  public static double grownOffHeap(double presentBytes) {
    return presentBytes * BLIND_GROWTH;
  }

  /**
   * Whether what spills lies beside the heap: with off-heap memory on, Spark gives the operators of
   * SQL all of theirs there, and none of the heap. What RDDs sort and combine stays in the heap.
   */
  private static boolean spillsOffHeap(Sight sight) {
    return settings(sight).offHeapBytes() > 0
        && spillingStage(sight).filter(each -> each.facts().sqlExecutionId() >= 0).isPresent();
  }

  /** {@code spark.driver.maxResultSize} in bytes; 0 where it is unlimited or not known. */
  public static long maxResultBytes(Sight sight) {
    return known(sight)
        ? SparkAmount.bytes(setting(sight, "spark.driver.maxResultSize", "1g"), 1).orElse(0)
        : 0;
  }

  static Optional<String> maxResultSizeNew(Sight sight) {
    long bytes = maxResultBytes(sight);
    return bytes > 0 ? Optional.of(Sizes.memorySetting(2.0 * bytes)) : Optional.empty();
  }

  /** Absent on a standalone cluster too, where it changes nothing. */
  static Optional<String> memoryOverheadNew(Sight sight) {
    return standardExecutors(sight) && !settings(sight).standalone()
        ? Optional.of(Sizes.memorySetting(grownOverhead(sight.snapshot())))
        : Optional.empty();
  }

  private static double grownOverhead(ApplicationSnapshot snapshot) {
    ExecutorSettings settings = ExecutorSettings.of(snapshot);
    MemoryDemand demand = MemoryDemand.ofExecutors(snapshot, 0);
    return grownOverhead(settings.overheadBytes(), demand, settings.pythonBytes());
  }

  /**
   * The next memory beside the heap where it is too small, in bytes: by what the processes held
   * beyond heap, off-heap memory and Python's own limit, or by half where that was not measured.
   */
  public static double grownOverhead(double present, MemoryDemand demand, long pythonLimit) {
    double needed = (double) demand.surelyBesideHeapBytes() - demand.offHeapBytes() - pythonLimit;
    return needed > 0 ? Math.max(present, needed) * GROWTH : present * BLIND_GROWTH;
  }

  /** A shorter time to be idle; absent where executors that were given back were missed. */
  static Optional<String> idleTimeoutNew(Sight sight) {
    IdleTimeout timeout = IdleTimeout.of(sight.snapshot(), settings(sight).idleTimeoutMillis());
    return known(sight) && !local(sight) && timeout.tooLong()
        ? Optional.of(timeout.seconds() + "s")
        : Optional.empty();
  }

  /** {@code true} where dynamic allocation can be: Spark refuses stages in barrier mode with it. */
  static Optional<String> dynamicAllocationNew(Sight sight) {
    return sight.snapshot().work().events().barrierStages() > 0
        ? Optional.empty()
        : Optional.of("true");
  }

  /**
   * How many executors dynamic allocation may have at most where it is off: as many as were asked
   * for, else as there are. Without a limit it takes what the cluster has.
   */
  static Optional<String> maxExecutorsNew(Sight sight) {
    boolean off =
        known(sight)
            && !local(sight)
            && !settings(sight).on(DYNAMIC)
            && dynamicAllocationNew(sight).isPresent();
    long asked = settings(sight).instances();
    return off && asked > 0 ? Optional.of(Long.toString(asked)) : Optional.empty();
  }

  static Optional<String> executorCoresNew(Sight sight) {
    int cores = settings(sight).executorCores();
    return standardExecutors(sight) && cores > 1
        ? Optional.of(Integer.toString(fewerCores(cores)))
        : Optional.empty();
  }

  /** How many cores an executor should have whose tasks leave each other too little memory. */
  public static int fewerCores(int cores) {
    return Math.max(1, cores / 2);
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
    return known(sight)
        && !ownProfile
        && !local(sight)
        && (stage != null || executor != null || mostWork(sight));
  }

  /**
   * Whether such executors did at least half of the work, so that what is wrong with the
   * application is a matter of theirs.
   */
  private static boolean mostWork(Sight sight) {
    double standard = 0;
    double others = 0;
    for (ExecutorSnapshot each : sight.snapshot().executors()) {
      long run = each.totals().get(TaskMetric.RUN_TIME_MILLIS);
      standard += each.facts().resourceProfileId() == 0 ? run : 0;
      others += each.facts().resourceProfileId() == 0 ? 0 : run;
    }
    return standard >= others;
  }

  /** Whether tasks run in the driver, so that there are no executors to size. */
  public static boolean local(Sight sight) {
    return settings(sight).local();
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
    return settings(sight).known();
  }

  private static String setting(Sight sight, String key, String otherwise) {
    return settings(sight).text(key, otherwise);
  }

  private static ExecutorSettings settings(Sight sight) {
    return ExecutorSettings.of(sight.snapshot());
  }
}
