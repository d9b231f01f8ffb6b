package io.sparkvitals.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What is known of an executor's memory. Immutable; a limit that cannot be known is absent. */
public final class ExecutorMemory {
  /** Heap that Spark keeps out of its unified region, in bytes. */
  public static final long RESERVED_BYTES = 300L << 20;

  private final ExecutorMetrics latest;
  private final ExecutorMetrics peaks;
  private final long reportedMillis;
  private final HeapFloor floor;
  private final MemoryLimits limits;
  private final long storageMemoryBytes;
  private final long storageDiskBytes;
  private final HeapHistory history;

  private ExecutorMemory(
      ExecutorMetrics latest,
      ExecutorMetrics peaks,
      long reportedMillis,
      HeapFloor floor,
      MemoryLimits limits,
      long storageMemoryBytes,
      long storageDiskBytes,
      HeapHistory history) {
    this.latest = latest;
    this.peaks = peaks;
    this.reportedMillis = reportedMillis;
    this.floor = floor;
    this.limits = limits;
    this.storageMemoryBytes = storageMemoryBytes;
    this.storageDiskBytes = storageDiskBytes;
    this.history = history;
  }

  public static ExecutorMemory of(
      ExecutorMetrics latest, ExecutorMetrics peaks, long reportedMillis, MemoryLimits limits) {
    return new ExecutorMemory(
        latest, peaks, reportedMillis, HeapFloor.NONE, limits, 0, 0, HeapHistory.NONE);
  }

  public ExecutorMemory floor(HeapFloor newFloor) {
    return new ExecutorMemory(
        latest,
        peaks,
        reportedMillis,
        newFloor,
        limits,
        storageMemoryBytes,
        storageDiskBytes,
        history);
  }

  /** The same with what was seen of its heap since it started. */
  public ExecutorMemory history(HeapHistory seen) {
    return new ExecutorMemory(
        latest, peaks, reportedMillis, floor, limits, storageMemoryBytes, storageDiskBytes, seen);
  }

  /** Bytes of cached blocks and broadcasts, in memory and on disk. */
  public ExecutorMemory storage(long memoryBytes, long diskBytes) {
    return new ExecutorMemory(
        latest, peaks, reportedMillis, floor, limits, memoryBytes, diskBytes, history);
  }

  /** The newest reading: for an executor the peaks since its last heartbeat. */
  public ExecutorMetrics latest() {
    return latest;
  }

  /** The largest value of each metric so far. */
  public ExecutorMetrics peaks() {
    return peaks;
  }

  /** When the newest reading came, or 0 before the first. */
  public long reportedMillis() {
    return reportedMillis;
  }

  public HeapFloor floor() {
    return floor;
  }

  /** What was seen of the heap since it started, also of an executor that is gone. */
  public HeapHistory history() {
    return history;
  }

  public MemoryLimits limits() {
    return limits;
  }

  public long storageMemoryBytes() {
    return storageMemoryBytes;
  }

  public long storageDiskBytes() {
    return storageDiskBytes;
  }

  /**
   * Lowest heap sample of the last minutes per maximum heap: an upper bound of what survives
   * collection. Peaks are of no use here, for a healthy heap fills up before it is collected.
   */
  public OptionalDouble heapFloorRatio() {
    return floor.samples() == 0 ? OptionalDouble.empty() : per(floor.bytes(), limits.heapBytes());
  }

  /** Peak of the on-heap unified region per what it can be. */
  public OptionalDouble unifiedRatio() {
    long peak = peaks.get(ExecutorMetric.ON_HEAP_UNIFIED);
    return peaks.polled() ? per(peak, limits.unifiedOnHeapBytes()) : OptionalDouble.empty();
  }

  /** Memory held by cached blocks per the block manager's maximum. */
  public OptionalDouble storageRatio() {
    return per(storageMemoryBytes, limits.storageBytes());
  }

  /**
   * Resident memory of the process tree per container limit; absent without process-tree metrics.
   */
  public OptionalDouble containerRatio() {
    long rss = latest.processTreeRssBytes();
    return rss > 0 ? per(rss, limits.containerBytes()) : OptionalDouble.empty();
  }

  private static OptionalDouble per(long bytes, OptionalLong limit) {
    return limit.isPresent() && limit.getAsLong() > 0
        ? OptionalDouble.of((double) bytes / limit.getAsLong())
        : OptionalDouble.empty();
  }
}
