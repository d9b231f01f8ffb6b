package io.sparkvitals.tracker;

import io.sparkvitals.model.CachedRdd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cached data sets: what each holds, since when, and how many stages could have read it. Guarded by
 * the tracker's lock; at most {@link #MAX_RDDS}, further ones are left out and counted.
 */
final class CacheBook {
  static final int MAX_RDDS = 1_000;
  private static final String PREFIX = "rdd_";

  private final Map<Integer, Cached> rdds = new LinkedHashMap<>();
  private long dropped;

  /** A block is stored or has other sizes now; blocks of another kind are of no interest. */
  void stored(String blockName, long memoryBytes, long diskBytes, long nowMillis) {
    int id = rddId(blockName);
    Cached cached = id < 0 ? null : at(id);
    if (cached != null) {
      cached.memoryBytes += memoryBytes;
      cached.diskBytes += diskBytes;
      cached.storedMillis = nowMillis;
      cached.holders.merge(blockName, 1, Integer::sum);
    }
  }

  /** A block of these sizes is there no more. */
  void gone(String blockName, long memoryBytes, long diskBytes) {
    Cached cached = rdds.get(rddId(blockName));
    if (cached != null) {
      cached.memoryBytes = Math.max(0, cached.memoryBytes - memoryBytes);
      cached.diskBytes = Math.max(0, cached.diskBytes - diskBytes);
      cached.holders.computeIfPresent(
          blockName, (name, holders) -> holders > 1 ? holders - 1 : null);
    }
  }

  /** The id in {@code rdd_12_3}, or -1. */
  static int rddId(String blockName) {
    if (!blockName.startsWith(PREFIX)) {
      return -1;
    }
    long id = 0;
    int at = PREFIX.length();
    for (; at < blockName.length() && Character.isDigit(blockName.charAt(at)); at++) {
      id = Math.min(10 * id + Character.digit(blockName.charAt(at), 10), Integer.MAX_VALUE);
    }
    boolean whole = at > PREFIX.length() && at < blockName.length() && blockName.charAt(at) == '_';
    return whole ? (int) id : -1;
  }

  /** A stage was submitted with a data set that is to be cached among its own. */
  void named(int stageId, int rddId, String name, int partitions) {
    Cached cached = at(rddId);
    if (cached != null) {
      cached.name = name;
      cached.partitions = Math.max(0, partitions);
      cached.lastStageId = stageId;
      cached.laterStages += cached.bytes() > 0 ? 1 : 0;
    }
  }

  private @Nullable Cached at(int rddId) {
    Cached known = rdds.get(rddId);
    if (known != null) {
      return known;
    }
    if (rdds.size() >= MAX_RDDS) {
      dropped++;
      return null;
    }
    Cached fresh = new Cached();
    rdds.put(rddId, fresh);
    return fresh;
  }

  void unpersist(int rddId) {
    rdds.remove(rddId);
  }

  /** Blocks that were left out because there were too many data sets. */
  long dropped() {
    return dropped;
  }

  /** Those that hold anything now. */
  List<CachedRdd> rdds() {
    List<CachedRdd> held = new ArrayList<>();
    rdds.forEach(
        (id, each) -> {
          if (each.bytes() > 0) {
            held.add(
                CachedRdd.of(id, each.name, each.memoryBytes, each.diskBytes, each.storedMillis)
                    .partitions(each.holders.size(), each.partitions)
                    .named(each.lastStageId, each.laterStages));
          }
        });
    return held;
  }

  private static final class Cached {
    private String name = "";
    private final Map<String, Integer> holders = new HashMap<>();
    private int partitions;
    private long memoryBytes;
    private long diskBytes;
    private long storedMillis;
    private int lastStageId = -1;
    private long laterStages;

    long bytes() {
      return memoryBytes + diskBytes;
    }
  }
}
