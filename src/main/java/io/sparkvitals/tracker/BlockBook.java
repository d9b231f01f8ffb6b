package io.sparkvitals.tracker;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The blocks that executors store: cached partitions and broadcasts. Guarded by the tracker's lock.
 *
 * <p>At most {@link #MAX_BLOCKS} are kept; what comes after is not counted in the sums, but as
 * dropped.
 */
final class BlockBook {
  static final int MAX_BLOCKS = 100_000;
  private static final String PARTITION = "rdd_";

  private final Map<String, Holder> holders = new HashMap<>();
  private final CacheBook cache = new CacheBook();
  private int blocks;
  private long dropped;

  /** Sets a block's sizes in bytes; both 0 removes it. */
  void update(
      String executorId, String blockName, long memoryBytes, long diskBytes, long nowMillis) {
    Holder holder = holders.computeIfAbsent(executorId, id -> new Holder());
    long[] before = holder.sizes.remove(blockName);
    if (before != null) {
      blocks--;
      holder.memoryBytes -= before[0];
      holder.diskBytes -= before[1];
      cache.gone(blockName, before[0], before[1], nowMillis);
      if (before[0] > 0 && memoryBytes <= 0) {
        cache.evicted(blockName, diskBytes <= 0);
      }
    }
    if (memoryBytes <= 0 && diskBytes <= 0) {
      return;
    }
    if (blocks >= MAX_BLOCKS) {
      dropped++;
      return;
    }
    blocks++;
    holder.sizes.put(blockName, new long[] {memoryBytes, diskBytes});
    holder.memoryBytes += memoryBytes;
    holder.diskBytes += diskBytes;
    cache.stored(blockName, memoryBytes, diskBytes, nowMillis);
  }

  /** Executors drop the blocks of an unpersisted RDD without a word each. */
  void unpersist(int rddId, long nowMillis) {
    cache.unpersist(rddId, nowMillis);
    String prefix = PARTITION + rddId + "_";
    for (Map.Entry<String, Holder> each : holders.entrySet()) {
      String[] names = each.getValue().sizes.keySet().toArray(new String[0]);
      for (String name : names) {
        if (name.startsWith(prefix)) {
          update(each.getKey(), name, 0, 0, nowMillis);
        }
      }
    }
  }

  /**
   * Forgets an executor's blocks and returns how many bytes of cached partitions were among them: a
   * broadcast is a copy, with which nothing is lost.
   */
  long remove(String executorId, long nowMillis) {
    Holder holder = holders.remove(executorId);
    if (holder == null) {
      return 0;
    }
    blocks -= holder.sizes.size();
    long cached = 0;
    for (Map.Entry<String, long[]> each : holder.sizes.entrySet()) {
      long[] sizes = each.getValue();
      cache.gone(each.getKey(), sizes[0], sizes[1], nowMillis);
      cached += each.getKey().startsWith(PARTITION) ? sizes[0] + sizes[1] : 0;
    }
    return cached;
  }

  /** The data sets among the blocks. */
  CacheBook cache() {
    return cache;
  }

  /** Whether anything was heard of blocks of an executor since it was removed, if it was. */
  boolean has(String executorId) {
    return holders.containsKey(executorId);
  }

  long memoryBytes(String executorId) {
    return holders.getOrDefault(executorId, NOTHING).memoryBytes;
  }

  long diskBytes(String executorId) {
    return holders.getOrDefault(executorId, NOTHING).diskBytes;
  }

  long dropped() {
    return dropped;
  }

  private static final Holder NOTHING = new Holder(Collections.emptyMap());

  private static final class Holder {
    private final Map<String, long[]> sizes;
    private long memoryBytes;
    private long diskBytes;

    Holder() {
      this(new HashMap<>());
    }

    Holder(Map<String, long[]> sizes) {
      this.sizes = sizes;
    }
  }
}
