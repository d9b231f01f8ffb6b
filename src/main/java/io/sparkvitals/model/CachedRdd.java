package io.sparkvitals.model;

/** A cached data set and what the events tell of its use. Immutable. */
public final class CachedRdd {
  private final int id;
  private final String name;
  private final long memoryBytes;
  private final long diskBytes;
  private final int cachedPartitions;
  private final int partitions;
  private final long storedMillis;
  private final int lastStageId;
  private final long laterStages;

  private CachedRdd(
      int id,
      String name,
      long[] bytes,
      int[] partitions,
      long storedMillis,
      int lastStageId,
      long laterStages) {
    this.id = id;
    this.name = name;
    this.memoryBytes = bytes[0];
    this.diskBytes = bytes[1];
    this.cachedPartitions = partitions[0];
    this.partitions = partitions[1];
    this.storedMillis = storedMillis;
    this.lastStageId = lastStageId;
    this.laterStages = laterStages;
  }

  /** The bytes are those of all its blocks, the newest of which came at a time. */
  public static CachedRdd of(
      int id, String name, long memoryBytes, long diskBytes, long storedMillis) {
    long[] bytes = {memoryBytes, diskBytes};
    return new CachedRdd(id, name, bytes, new int[2], storedMillis, -1, 0);
  }

  /** The same with how many of its partitions are held, and how many it has, or 0. */
  public CachedRdd partitions(int cached, int all) {
    long[] bytes = {memoryBytes, diskBytes};
    int[] numbers = {cached, all};
    return new CachedRdd(id, name, bytes, numbers, storedMillis, lastStageId, laterStages);
  }

  /** The same with the last stage that names it, and how many did when it was held already. */
  public CachedRdd named(int stageId, long later) {
    long[] bytes = {memoryBytes, diskBytes};
    int[] numbers = {cachedPartitions, partitions};
    return new CachedRdd(id, name, bytes, numbers, storedMillis, stageId, later);
  }

  public int id() {
    return id;
  }

  /** Spark's name of it; empty where no stage said it. */
  public String name() {
    return name;
  }

  /** In memory and on disk, over all executors. */
  public long bytes() {
    return memoryBytes + diskBytes;
  }

  public long memoryBytes() {
    return memoryBytes;
  }

  public long diskBytes() {
    return diskBytes;
  }

  /** Of its partitions, those that an executor holds; one that two hold counts once. */
  public int cachedPartitions() {
    return cachedPartitions;
  }

  /** How many partitions it has; 0 where no stage said it. */
  public int partitions() {
    return partitions;
  }

  /** When its newest block was stored, as Unix time in milliseconds. */
  public long storedMillis() {
    return storedMillis;
  }

  /** The last stage that was submitted with it among its data sets, or -1. */
  public int lastStageId() {
    return lastStageId;
  }

  /**
   * Stages that were submitted with it among their data sets while blocks of it were held, or
   * beside the stage that stored it: those that could read it. Spark has no event for a read.
   */
  public long laterStages() {
    return laterStages;
  }
}
