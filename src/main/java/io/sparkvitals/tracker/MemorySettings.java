package io.sparkvitals.tracker;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ExecutorMemory;
import io.sparkvitals.model.MemoryLimits;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the application asked for its executors' memory and tasks: the Spark properties and the
 * resource profiles that override them. Guarded by the tracker's lock.
 */
final class MemorySettings {
  private static final int MAX_PROFILES = 1_000;
  private static final int DEFAULT_PROFILE = 0;
  private static final long MIB = 1L << 20;
  private static final long MIN_OVERHEAD_MIB = 384;
  private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*([a-z]*)");

  private final Map<Integer, ResourceProfileFacts> profiles = new HashMap<>();
  private ApplicationFacts application = ApplicationFacts.UNKNOWN;
  private int revision;

  /** Grows whenever limits may have changed. */
  int revision() {
    return revision;
  }

  void application(ApplicationFacts facts) {
    revision++;
    application = facts;
  }

  void profile(ResourceProfileFacts profile) {
    revision++;
    if (profiles.size() < MAX_PROFILES) {
      profiles.put(profile.id(), profile);
    }
  }

  /** {@code spark.task.cpus}, 1 by default. */
  double taskCpus() {
    return Math.max(number("spark.task.cpus", 1), 0.001);
  }

  /**
   * Heap = maximum on-heap storage / {@code spark.memory.fraction} + 300 MiB (the inverse of
   * Spark's UnifiedMemoryManager.getMaxMemory), else the executor memory that was asked for.
   */
  MemoryLimits limits(boolean driver, int profileId, long maxOnHeapBytes, long maxOffHeapBytes) {
    double fraction = number("spark.memory.fraction", 0.6);
    long asked = driver ? 0 : heapMib(profileId) * MIB;
    long heap =
        maxOnHeapBytes > 0 && fraction > 0
            ? Math.round(maxOnHeapBytes / fraction) + ExecutorMemory.RESERVED_BYTES
            : asked;
    long unified =
        maxOnHeapBytes > 0
            ? maxOnHeapBytes
            : Math.max(0, Math.round((heap - ExecutorMemory.RESERVED_BYTES) * fraction));
    return MemoryLimits.of(heap, unified, maxOffHeapBytes, driver ? 0 : containerBytes(profileId));
  }

  /** Heap, overhead, off-heap and Python memory; unknown without a cluster manager. */
  private long containerBytes(int profileId) {
    String master = application.property("spark.master");
    if (master == null || master.startsWith("local")) {
      return 0;
    }
    long heap = heapMib(profileId);
    double factor =
        number(
            "spark.executor.memoryOverheadFactor",
            number("spark.kubernetes.memoryOverheadFactor", 0.1));
    long floor = mib("spark.executor.minMemoryOverhead", MIN_OVERHEAD_MIB);
    long usual = Math.max(Math.round(heap * factor), floor);
    long overhead =
        amount(profileId, "memoryOverhead", mib("spark.executor.memoryOverhead", usual));
    boolean offHeapOn = "true".equals(application.property("spark.memory.offHeap.enabled"));
    long offHeap =
        amount(profileId, "offHeap", offHeapOn ? bytes("spark.memory.offHeap.size", 0) / MIB : 0);
    long python = amount(profileId, "pyspark.memory", mib("spark.executor.pyspark.memory", 0));
    return (heap + overhead + offHeap + python) * MIB;
  }

  private long heapMib(int profileId) {
    return amount(profileId, "memory", mib("spark.executor.memory", 1024));
  }

  /** The default profile repeats the properties, which are finer; only others override them. */
  private long amount(int profileId, String resource, long otherwise) {
    ResourceProfileFacts profile = profileId == DEFAULT_PROFILE ? null : profiles.get(profileId);
    long amount = profile == null ? 0 : profile.amount(resource);
    return amount > 0 ? amount : otherwise;
  }

  private double number(String key, double otherwise) {
    String text = application.property(key);
    try {
      return text == null ? otherwise : Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private long mib(String key, long otherwise) {
    return size(application.property(key), MIB, otherwise * MIB) / MIB;
  }

  private long bytes(String key, long otherwise) {
    return size(application.property(key), 1, otherwise);
  }

  /** Spark's sizes: a number with b, k, m, g, t or p, also kb and so on; powers of 1,024. */
  static long size(@Nullable String text, long unitless, long otherwise) {
    Matcher parts = SIZE.matcher(text == null ? "" : text.trim().toLowerCase(Locale.ROOT));
    if (!parts.matches() || parts.group(1).length() > 15) {
      return otherwise;
    }
    String unit = parts.group(2);
    long number = Long.parseLong(parts.group(1));
    if (unit.isEmpty()) {
      return number * unitless;
    }
    int power = "bkmgtp".indexOf(unit.charAt(0));
    return power < 0 ? otherwise : number << (10 * power);
  }
}
