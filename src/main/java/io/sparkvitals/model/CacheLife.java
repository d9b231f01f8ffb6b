package io.sparkvitals.model;

/** What became of a cached data set from its first block on, held still or gone. Immutable. */
public final class CacheLife {
  private final CachedRdd rdd;
  private final long firstMillis;
  private final long peakBytes;
  private final long peakDiskBytes;
  private final double byteMillis;
  private final long evictions;
  private final long restored;
  private final int peakPartitions;
  private final boolean inMemory;
  private final boolean onDisk;
  private final long unpersistedMillis;

  private CacheLife(Draft draft) {
    this.rdd = draft.rdd;
    this.firstMillis = draft.firstMillis;
    this.peakBytes = draft.peakBytes;
    this.peakDiskBytes = draft.peakDiskBytes;
    this.byteMillis = draft.byteMillis;
    this.evictions = draft.evictions;
    this.restored = draft.restored;
    this.peakPartitions = draft.peakPartitions;
    this.inMemory = draft.inMemory;
    this.onDisk = draft.onDisk;
    this.unpersistedMillis = draft.unpersistedMillis;
  }

  public static Draft of(CachedRdd rdd) {
    return new Draft(rdd);
  }

  /** As it stands, or stood when it was unpersisted. */
  public CachedRdd rdd() {
    return rdd;
  }

  /** When its first block was stored, as Unix time in milliseconds. */
  public long firstMillis() {
    return firstMillis;
  }

  /** The most bytes that it held at once, in memory and on disk. */
  public long peakBytes() {
    return peakBytes;
  }

  /** The most bytes that it held at once on disk. */
  public long peakDiskBytes() {
    return peakDiskBytes;
  }

  /** Bytes times the milliseconds for which they were held. */
  public double byteMillis() {
    return byteMillis;
  }

  /** Blocks that left memory while the data set was to be cached and their executor stayed. */
  public long evictions() {
    return evictions;
  }

  /**
   * Partitions that were stored again after an eviction had left them on no executor, so that they
   * were computed again; one counts as often as that happened.
   */
  public long restored() {
    return restored;
  }

  /** The most partitions that were held at once. */
  public int peakPartitions() {
    return peakPartitions;
  }

  /** Whether its storage level uses memory; false too where no stage said it. */
  public boolean inMemory() {
    return inMemory;
  }

  /** Whether its storage level uses disk. */
  public boolean onDisk() {
    return onDisk;
  }

  /** Unix time in milliseconds, or 0 while it is not unpersisted. */
  public long unpersistedMillis() {
    return unpersistedMillis;
  }

  /** Collects a life's parts. */
  public static final class Draft {
    private final CachedRdd rdd;
    private long firstMillis;
    private long peakBytes;
    private long peakDiskBytes;
    private double byteMillis;
    private long evictions;
    private long restored;
    private int peakPartitions;
    private boolean inMemory;
    private boolean onDisk;
    private long unpersistedMillis;

    private Draft(CachedRdd rdd) {
      this.rdd = rdd;
    }

    public Draft held(long first, long mostBytes, double bytesTimesMillis) {
      firstMillis = first;
      peakBytes = mostBytes;
      byteMillis = bytesTimesMillis;
      return this;
    }

    public Draft onDisk(long mostBytes) {
      peakDiskBytes = mostBytes;
      return this;
    }

    public Draft moved(long evicted, long storedAgain, int mostPartitions) {
      evictions = evicted;
      restored = storedAgain;
      peakPartitions = mostPartitions;
      return this;
    }

    public Draft level(boolean memory, boolean disk) {
      inMemory = memory;
      onDisk = disk;
      return this;
    }

    public Draft unpersisted(long millis) {
      unpersistedMillis = millis;
      return this;
    }

    public CacheLife life() {
      return new CacheLife(this);
    }
  }
}
