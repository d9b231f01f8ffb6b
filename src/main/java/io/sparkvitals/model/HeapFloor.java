package io.sparkvitals.model;

/** The lowest of the heap samples of a window, and how many there were. Immutable. */
public final class HeapFloor {
  public static final HeapFloor NONE = new HeapFloor(0, 0, 0);

  private final long bytes;
  private final int samples;
  private final long collections;

  private HeapFloor(long bytes, int samples, long collections) {
    this.bytes = bytes;
    this.samples = samples;
    this.collections = collections;
  }

  public static HeapFloor of(long bytes, int samples) {
    return new HeapFloor(bytes, samples, 0);
  }

  /** The same with the collections that were counted in the window. */
  public HeapFloor collections(long number) {
    return new HeapFloor(bytes, samples, number);
  }

  /** Lowest sample in bytes; of no meaning without a sample. */
  public long bytes() {
    return bytes;
  }

  public int samples() {
    return samples;
  }

  /**
   * Young and old collections from the first sample of the window to the last; 0 where there were
   * none, or where the collector in use is one that Spark does not count.
   */
  public long collections() {
    return collections;
  }
}
