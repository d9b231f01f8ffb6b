package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.figures.UnusedCache;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What an application did around its cached data. */
final class CacheScene {
  static final long MIN_BYTES = 100_000_000;
  static final double MIN_STORAGE_SHARE = 0.05;
  static final long FEWEST_BYTES = 10_000_000;
  static final long MIN_HELD_MILLIS = 10_000;
  static final long SPILLED_BYTES = 100_000_000;

  private final ApplicationSnapshot snapshot;
  private final Set<Integer> active;
  private final Map<Integer, StageSnapshot> stages = new HashMap<>();
  private final double minBytes;
  private final long evictions;

  CacheScene(ApplicationSnapshot snapshot) {
    this.snapshot = snapshot;
    this.active = UnusedCache.activeStages(snapshot);
    snapshot.stages().forEach(each -> stages.merge(each.key().stageId(), each, CacheScene::later));
    this.minBytes = minBytes(storageBytes(snapshot));
    this.evictions = snapshot.cacheLives().stream().mapToLong(CacheLife::evictions).sum();
  }

  private static StageSnapshot later(StageSnapshot one, StageSnapshot other) {
    return one.key().attempt() > other.key().attempt() ? one : other;
  }

  /** Of all executors, for at the end of an application none is left. */
  private static double storageBytes(ApplicationSnapshot snapshot) {
    double bytes = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      bytes += each.memory().limits().storageBytes().orElse(0);
    }
    return bytes;
  }

  private static double minBytes(double storage) {
    double share = MIN_STORAGE_SHARE * storage;
    return storage > 0 ? Math.max(FEWEST_BYTES, Math.min(MIN_BYTES, share)) : MIN_BYTES;
  }

  /** Whether so many bytes are worth a word. */
  boolean many(long bytes) {
    return bytes >= minBytes;
  }

  /** Whether it held many bytes for a while. */
  boolean matters(CacheLife life) {
    return many(life.peakBytes())
        && life.byteMillis() >= (double) MIN_HELD_MILLIS * life.peakBytes();
  }

  /** Whether nothing can read it any more. */
  boolean over(CacheLife life) {
    return ended() || life.unpersistedMillis() > 0;
  }

  boolean ended() {
    return snapshot.endMillis() > 0;
  }

  /** Whether no stage but the one that stored it could read it. */
  boolean unread(CacheLife life) {
    return UnusedCache.unread(life.rdd(), active);
  }

  /** Whether the last stage that has it among its data runs. */
  boolean inUse(CacheLife life) {
    return active.contains(life.rdd().lastStageId());
  }

  /** Whether Spark dropped events, which may have told of a reader. */
  boolean incomplete() {
    return snapshot.losses().incomplete();
  }

  /** Until when it was held, as Unix time in milliseconds. */
  long untilMillis(CacheLife life) {
    if (life.unpersistedMillis() > 0) {
      return life.unpersistedMillis();
    }
    return ended() ? snapshot.endMillis() : snapshot.takenMillis();
  }

  /** How long it was held, in milliseconds. */
  long heldMillis(CacheLife life) {
    return Math.max(0, untilMillis(life) - life.firstMillis());
  }

  /** How old its newest block was at last, in milliseconds. */
  long ageMillis(CacheLife life) {
    return Math.max(0, untilMillis(life) - life.rdd().storedMillis());
  }

  /**
   * For how long it was held after the last stage with it, in milliseconds; 0 where that runs or
   * its end is not known.
   */
  long idleMillis(CacheLife life) {
    StageSnapshot last = stages.get(life.rdd().lastStageId());
    if (last == null || inUse(life)) {
      return 0;
    }
    long end = Math.max(last.facts().completionMillis(), last.lastTaskEndMillis());
    return end > 0 ? Math.max(0, Math.min(untilMillis(life) - end, ageMillis(life))) : 0;
  }

  /** Whether the last stage with it is known to have asked for all of its partitions. */
  boolean askedForAll(CacheLife life) {
    CachedRdd rdd = life.rdd();
    StageSnapshot last = stages.get(rdd.lastStageId());
    return last != null && rdd.partitions() > 0 && last.counts().succeeded() >= rdd.partitions();
  }

  /** Blocks of cached data that left memory. */
  long evictions() {
    return evictions;
  }

  /** What tasks spilled, in bytes. */
  long spilledBytes() {
    return snapshot.work().totals().spilledBytes();
  }

  /** Whether cached data, or tasks, had less memory than they could have used. */
  boolean memoryShort() {
    return evictions > 0 || spilledBytes() >= SPILLED_BYTES;
  }
}
