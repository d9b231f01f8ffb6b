package io.sparkvitals.model;

import java.util.OptionalLong;

/**
 * The limits an executor's memory is held against, in bytes. Immutable; unknown ones are absent.
 */
public final class MemoryLimits {
  public static final MemoryLimits UNKNOWN = new MemoryLimits(0, 0, 0, 0);

  private final long heapBytes;
  private final long onHeapStorageBytes;
  private final long offHeapStorageBytes;
  private final long containerBytes;

  private MemoryLimits(
      long heapBytes, long onHeapStorageBytes, long offHeapStorageBytes, long containerBytes) {
    this.heapBytes = heapBytes;
    this.onHeapStorageBytes = onHeapStorageBytes;
    this.offHeapStorageBytes = offHeapStorageBytes;
    this.containerBytes = containerBytes;
  }

  /** Takes bytes, 0 for what is unknown. */
  public static MemoryLimits of(
      long heapBytes, long onHeapStorageBytes, long offHeapStorageBytes, long containerBytes) {
    return new MemoryLimits(heapBytes, onHeapStorageBytes, offHeapStorageBytes, containerBytes);
  }

  /** Maximum heap of the JVM. */
  public OptionalLong heapBytes() {
    return known(heapBytes);
  }

  /** On-heap unified region, for execution and storage together. */
  public OptionalLong unifiedOnHeapBytes() {
    return known(onHeapStorageBytes);
  }

  /** Off-heap unified region; absent where off-heap memory is not in use. */
  public OptionalLong unifiedOffHeapBytes() {
    return known(offHeapStorageBytes);
  }

  /** What the block manager may use, on heap and off. */
  public OptionalLong storageBytes() {
    return known(onHeapStorageBytes + offHeapStorageBytes);
  }

  /** Heap, overhead, off-heap and Python memory: what the container may use. */
  public OptionalLong containerBytes() {
    return known(containerBytes);
  }

  private static OptionalLong known(long bytes) {
    return bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
  }
}
