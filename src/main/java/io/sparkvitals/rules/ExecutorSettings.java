package io.sparkvitals.rules;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.figures.IdleTimeout;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an application asked for its standard executors and its driver: its settings, with Spark's
 * defaults where it set nothing. Bytes. Immutable.
 */
public final class ExecutorSettings {
  /** The least that Spark adds to a heap. */
  public static final long MIN_OVERHEAD_BYTES = 384 * Sizes.MIB;

  private final ApplicationSnapshot snapshot;

  private ExecutorSettings(ApplicationSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  public static ExecutorSettings of(ApplicationSnapshot snapshot) {
    return new ExecutorSettings(snapshot);
  }

  /** Whether any setting is known. */
  public boolean known() {
    return !snapshot.facts().environment().isEmpty();
  }

  /** Whether tasks run in the driver, so that there are no executors to size. */
  public boolean local() {
    return snapshot.facts().local();
  }

  /** Whether a standalone cluster runs the executors, whose workers limit no process's memory. */
  public boolean standalone() {
    String master = text("spark.master", "");
    return master.startsWith("spark:") || master.startsWith("local-cluster");
  }

  /** Whether Kubernetes does, where the JVM sees the pod's memory and processors. */
  public boolean kubernetes() {
    return text("spark.master", "").startsWith("k8s:");
  }

  /** {@code spark.executor.memory} as it was written. */
  String executorMemory() {
    return text("spark.executor.memory", "1g");
  }

  /** Heap of an executor; absent where the setting cannot be read. */
  public OptionalLong executorHeapBytes() {
    return SparkAmount.bytes(executorMemory(), Sizes.MIB);
  }

  public OptionalLong driverHeapBytes() {
    return SparkAmount.bytes(text("spark.driver.memory", "1g"), Sizes.MIB);
  }

  /** Memory beside the heap: the setting, else a part of the heap with a minimum. */
  public double overheadBytes() {
    return explicitOverheadBytes()
        .orElse((long) defaultOverheadBytes(executorHeapBytes().orElse(Sizes.GIB)));
  }

  /** {@code spark.executor.memoryOverhead}; absent where it is not set. */
  public OptionalLong explicitOverheadBytes() {
    return SparkAmount.bytes(text("spark.executor.memoryOverhead", ""), Sizes.MIB);
  }

  /** What Spark adds to a heap where {@code spark.executor.memoryOverhead} is not set. */
  public double defaultOverheadBytes(double heapBytes) {
    String kubernetes = text("spark.kubernetes.memoryOverheadFactor", "0.1");
    double factor = number(text("spark.executor.memoryOverheadFactor", kubernetes), 0.1);
    String least = text("spark.executor.minMemoryOverhead", "");
    return Math.max(
        factor * heapBytes, SparkAmount.bytes(least, Sizes.MIB).orElse(MIN_OVERHEAD_BYTES));
  }

  /** {@code spark.memory.offHeap.size}, or 0 where off-heap memory is off. */
  public long offHeapBytes() {
    return on("spark.memory.offHeap.enabled")
        ? SparkAmount.bytes(text("spark.memory.offHeap.size", ""), 1).orElse(0)
        : 0;
  }

  /** {@code spark.executor.pyspark.memory}, or 0 where Python has no limit of its own. */
  public long pythonBytes() {
    return SparkAmount.bytes(text("spark.executor.pyspark.memory", ""), Sizes.MIB).orElse(0);
  }

  /** Cores of an executor: the setting, else what the largest live one has; 0 where unknown. */
  public int executorCores() {
    return (int) number(text("spark.executor.cores", ""), liveCores());
  }

  private int liveCores() {
    OptionalInt cores =
        snapshot.executors().stream()
            .filter(each -> each.active() && !each.facts().driver())
            .mapToInt(each -> each.facts().cores())
            .max();
    return cores.orElse(0);
  }

  /** {@code spark.executor.instances}, else how many standard executors are there. */
  long instances() {
    long live =
        snapshot.executors().stream()
            .filter(each -> each.active() && !each.facts().driver())
            .filter(each -> each.facts().resourceProfileId() == 0)
            .count();
    return (long) number(text("spark.executor.instances", ""), live);
  }

  /** After how long dynamic allocation gives an idle executor back, in milliseconds. */
  public double idleTimeoutMillis() {
    double byDefault = IdleTimeout.DEFAULT_MILLIS / 1_000;
    return 1_000 * Unit.SECONDS.parse(text(IdleTimeout.KEY, "").trim()).orElse(byDefault);
  }

  /** Whether a switch is on. */
  public boolean on(String key) {
    return text(key, "").trim().equalsIgnoreCase("true");
  }

  /** A setting, or other words where it is not set. */
  public String text(String key, String otherwise) {
    ApplicationFacts facts = snapshot.facts();
    String value = facts.property(key);
    return value == null ? otherwise : value;
  }

  private static double number(String text, double otherwise) {
    return Unit.COUNT.parse(text).orElse(otherwise);
  }
}
