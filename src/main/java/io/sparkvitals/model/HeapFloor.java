package io.sparkvitals.model;

/** The lowest of the heap samples of a window, and how many there were. Immutable. */
public final class HeapFloor {
  public static final HeapFloor NONE = new HeapFloor(0, 0);

  private final long bytes;
  private final int samples;

  private HeapFloor(long bytes, int samples) {
    this.bytes = bytes;
    this.samples = samples;
  }

  public static HeapFloor of(long bytes, int samples) {
    return new HeapFloor(bytes, samples);
  }

  /** Lowest sample in bytes; of no meaning without a sample. */
  public long bytes() {
    return bytes;
  }

  public int samples() {
    return samples;
  }
}
