package io.sparkvitals.tracker;

import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.CachedRdd;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** One cached data set. Guarded by the tracker's lock. */
final class CacheTracker {
  /** Higher partitions are not followed from their eviction on: 8 KiB for a data set at most. */
  static final int MAX_FOLLOWED = 1 << 16;

  private final int id;
  private final Map<String, Integer> holders = new HashMap<>();
  private final BitSet dropped = new BitSet();
  private String name = "";
  private int partitions;
  private int peakPartitions;
  private long memoryBytes;
  private long diskBytes;
  private long peakBytes;
  private long peakDiskBytes;
  private long firstMillis;
  private long storedMillis;
  private long integratedMillis;
  private double byteMillis;
  private long evictions;
  private long restored;
  private int lastStageId = -1;
  private long laterStages;
  private boolean everHeld;
  private boolean inMemory;
  private boolean onDisk;

  CacheTracker(int id) {
    this.id = id;
  }

  void stored(String blockName, long memory, long disk, long nowMillis) {
    integrate(nowMillis);
    firstMillis = everHeld ? firstMillis : nowMillis;
    everHeld = true;
    memoryBytes += memory;
    diskBytes += disk;
    peakBytes = Math.max(peakBytes, bytes());
    peakDiskBytes = Math.max(peakDiskBytes, diskBytes);
    storedMillis = nowMillis;
    holders.merge(blockName, 1, Integer::sum);
    peakPartitions = Math.max(peakPartitions, holders.size());
    if (!dropped.isEmpty()) {
      int partition = partition(blockName);
      restored += partition >= 0 && dropped.get(partition) ? 1 : 0;
      dropped.clear(Math.max(0, partition), Math.max(0, partition + 1));
    }
  }

  void gone(String blockName, long memory, long disk, long nowMillis) {
    integrate(nowMillis);
    memoryBytes = Math.max(0, memoryBytes - memory);
    diskBytes = Math.max(0, diskBytes - disk);
    holders.computeIfPresent(blockName, (block, number) -> number > 1 ? number - 1 : null);
  }

  /** After it is gone; {@code altogether} where it did not move to the executor's disk. */
  void evicted(String blockName, boolean altogether) {
    evictions++;
    boolean lost = altogether && !holders.containsKey(blockName);
    int partition = lost ? partition(blockName) : -1;
    if (partition >= 0) {
      dropped.set(partition);
    }
  }

  /** The number after the last underscore, or -1 where it is not followed. */
  private static int partition(String blockName) {
    int at = blockName.lastIndexOf('_') + 1;
    long number = at < blockName.length() ? 0 : -1;
    for (; at < blockName.length() && number >= 0 && number < MAX_FOLLOWED; at++) {
      int digit = Character.digit(blockName.charAt(at), 10);
      number = digit < 0 ? -1 : 10 * number + digit;
    }
    return number < MAX_FOLLOWED ? (int) number : -1;
  }

  /**
   * A stage with it is submitted. One beside the stage that is to store it can read what that has
   * stored by then; another attempt of the same stage reads nothing new.
   */
  boolean named(int stageId, String newName, int newPartitions) {
    boolean earlier = lastStageId >= 0 && lastStageId != stageId;
    name = newName;
    partitions = Math.max(0, newPartitions);
    boolean another = lastStageId != stageId;
    boolean beside = lastStageId >= 0 && !everHeld;
    laterStages += another && (bytes() > 0 || beside) ? 1 : 0;
    lastStageId = stageId;
    return earlier;
  }

  void level(boolean memory, boolean disk) {
    inMemory = memory;
    onDisk = disk;
  }

  private void integrate(long nowMillis) {
    if (nowMillis > integratedMillis) {
      byteMillis += integratedMillis > 0 ? heldSince(nowMillis) : 0;
      integratedMillis = nowMillis;
    }
  }

  private double heldSince(long nowMillis) {
    return (double) bytes() * Math.max(0, nowMillis - integratedMillis);
  }

  long bytes() {
    return memoryBytes + diskBytes;
  }

  boolean everHeld() {
    return everHeld;
  }

  CachedRdd rdd() {
    return CachedRdd.of(id, name, memoryBytes, diskBytes, storedMillis)
        .partitions(holders.size(), partitions)
        .named(lastStageId, laterStages);
  }

  /** {@code unpersistedMillis} is 0 for one that is to be cached still. */
  CacheLife life(long nowMillis, long unpersistedMillis) {
    return CacheLife.of(rdd())
        .held(firstMillis, peakBytes, byteMillis + heldSince(nowMillis))
        .onDisk(peakDiskBytes)
        .moved(evictions, restored, peakPartitions)
        .level(inMemory, onDisk)
        .unpersisted(unpersistedMillis)
        .life();
  }
}
