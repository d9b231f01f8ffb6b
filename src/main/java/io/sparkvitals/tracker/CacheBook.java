package io.sparkvitals.tracker;

import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.CachedRdd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Cached data sets: what each holds, since when, and how many stages could have read it. Guarded by
 * the tracker's lock; at most {@link #MAX_RDDS}, further ones are left out and counted. Of those
 * that were unpersisted, the {@link #MAX_PAST} with the most bytes times milliseconds are kept.
 */
final class CacheBook {
  static final int MAX_RDDS = 1_000;
  static final int MAX_PAST = 200;
  private static final String PREFIX = "rdd_";

  private final Map<Integer, CacheTracker> rdds = new LinkedHashMap<>();
  private final PriorityQueue<CacheLife> past =
      new PriorityQueue<>(Comparator.comparingDouble(CacheLife::byteMillis));
  private long dropped;
  private long forgotten;
  private boolean ended;

  /** A block is stored or has other sizes now; blocks of another kind are of no interest. */
  void stored(String blockName, long memoryBytes, long diskBytes, long nowMillis) {
    int id = rddId(blockName);
    CacheTracker cached = id < 0 || ended ? null : at(id);
    if (cached != null) {
      cached.stored(blockName, memoryBytes, diskBytes, nowMillis);
    }
  }

  /** The application ended: what executors still say as they go is nothing that it did. */
  void end() {
    ended = true;
  }

  /** A block of these sizes is there no more. */
  void gone(String blockName, long memoryBytes, long diskBytes, long nowMillis) {
    CacheTracker cached = ended ? null : rdds.get(rddId(blockName));
    if (cached != null) {
      cached.gone(blockName, memoryBytes, diskBytes, nowMillis);
    }
  }

  /** A block left memory although its executor stays: for the disk, or altogether. */
  void evicted(String blockName, boolean altogether) {
    CacheTracker cached = rdds.get(rddId(blockName));
    if (cached != null) {
      cached.evicted(blockName, altogether);
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

  /**
   * A stage was submitted with a data set that is to be cached among its own. Returns whether
   * another stage had it before.
   */
  boolean named(int stageId, int rddId, String name, int partitions) {
    CacheTracker cached = at(rddId);
    return cached != null && cached.named(stageId, name, partitions);
  }

  void level(int rddId, boolean memory, boolean disk) {
    CacheTracker cached = rdds.get(rddId);
    if (cached != null) {
      cached.level(memory, disk);
    }
  }

  private @Nullable CacheTracker at(int rddId) {
    CacheTracker known = rdds.get(rddId);
    if (known != null) {
      return known;
    }
    if (rdds.size() >= MAX_RDDS) {
      dropped++;
      return null;
    }
    CacheTracker fresh = new CacheTracker(rddId);
    rdds.put(rddId, fresh);
    return fresh;
  }

  /** To be called before its blocks go, so that its life ends with what it held. */
  void unpersist(int rddId, long nowMillis) {
    CacheTracker cached = ended ? null : rdds.remove(rddId);
    if (cached != null && cached.everHeld()) {
      past.add(cached.life(nowMillis, nowMillis));
      if (past.size() > MAX_PAST) {
        past.remove();
        forgotten++;
      }
    }
  }

  /** Blocks that were left out because there were too many data sets. */
  long dropped() {
    return dropped;
  }

  /** Unpersisted data sets that were pushed out by larger ones. */
  long forgotten() {
    return forgotten;
  }

  /** Those that hold anything now. */
  List<CachedRdd> rdds() {
    List<CachedRdd> held = new ArrayList<>();
    for (CacheTracker each : rdds.values()) {
      if (each.bytes() > 0) {
        held.add(each.rdd());
      }
    }
    return held;
  }

  /** Those that hold or held anything, past ones first. */
  List<CacheLife> lives(long nowMillis) {
    List<CacheLife> lives = new ArrayList<>(past);
    for (CacheTracker each : rdds.values()) {
      if (each.everHeld()) {
        lives.add(each.life(nowMillis, 0));
      }
    }
    return lives;
  }
}
