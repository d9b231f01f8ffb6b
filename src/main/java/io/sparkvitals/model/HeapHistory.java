package io.sparkvitals.model;

/** How often the heap of a JVM was read since it started, and what it surely needed. Immutable. */
public final class HeapHistory {
  public static final HeapHistory NONE = new HeapHistory(0, 0);

  private final long readings;
  private final long highestFloorBytes;

  private HeapHistory(long readings, long highestFloorBytes) {
    this.readings = readings;
    this.highestFloorBytes = highestFloorBytes;
  }

  public static HeapHistory of(long readings, long highestFloorBytes) {
    return new HeapHistory(readings, highestFloorBytes);
  }

  /** Heartbeats, ended tasks and ends of stages that told the heap. */
  public long readings() {
    return readings;
  }

  /**
   * The highest that the lowest heap sample of a minute ever was: never less than what survived
   * collection, and more where a minute had no collection. 0 before the first minute with at least
   * five samples.
   */
  public long highestFloorBytes() {
    return highestFloorBytes;
  }
}
