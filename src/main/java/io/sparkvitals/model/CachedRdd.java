package io.sparkvitals.model;

/** A cached data set and what the events tell of its use. Immutable. */
public final class CachedRdd {
  private final int id;
  private final String name;
  private final long bytes;
  private final long storedMillis;
  private final int lastStageId;
  private final long laterStages;

  private CachedRdd(
      int id, String name, long bytes, long storedMillis, int lastStageId, long laterStages) {
    this.id = id;
    this.name = name;
    this.bytes = bytes;
    this.storedMillis = storedMillis;
    this.lastStageId = lastStageId;
    this.laterStages = laterStages;
  }

  /** {@code bytes} are those of all its blocks, the newest of which came at a time. */
  public static CachedRdd of(int id, String name, long bytes, long storedMillis) {
    return new CachedRdd(id, name, bytes, storedMillis, -1, 0);
  }

  /** The same with the last stage that names it, and how many did when it was held already. */
  public CachedRdd named(int stageId, long later) {
    return new CachedRdd(id, name, bytes, storedMillis, stageId, later);
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
    return bytes;
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
   * Stages that were submitted with it among their data sets while blocks of it were held: those
   * that could read it. Spark has no event for a read.
   */
  public long laterStages() {
    return laterStages;
  }
}
