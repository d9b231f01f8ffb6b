package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.CacheWords;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CacheLife;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is cached data read, does it stay where it was put, and is it let go? Spark tells of no read: a
 * stage that was submitted with a data set among its own counts as a reader.
 */
final class CacheQuestion implements Question {
  static final long OLD_MILLIS = 600_000;
  static final long OLD_WHERE_SHORT_MILLIS = 60_000;
  static final long FEWEST_PARTITIONS = 2;
  static final double MIN_PARTITION_SHARE = 0.1;
  static final double MIN_DISK_SHARE = 0.25;
  static final int MAX_SUGGESTIONS = 5;

  @Override
  public Topic topic() {
    return Topic.CACHING;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    List<Suggestion> all = new ArrayList<>();
    if (snapshot.cacheLives().isEmpty()) {
      return all;
    }
    CacheScene scene = new CacheScene(snapshot);
    List<CacheLife> lives = new ArrayList<>(snapshot.cacheLives());
    lives.sort(Comparator.comparingDouble(CacheLife::byteMillis).reversed());
    for (CacheLife each : lives) {
      Suggestion suggestion = scene.matters(each) ? answer(scene, each) : null;
      if (suggestion != null && all.size() < MAX_SUGGESTIONS) {
        all.add(suggestion);
      }
    }
    return all;
  }

  private static @Nullable Suggestion answer(CacheScene scene, CacheLife life) {
    CacheFixes fixes = new CacheFixes(scene, life);
    if (scene.unread(life)) {
      return unread(scene, life, fixes);
    }
    if (restored(life)) {
      return fixes.restored();
    }
    if (neverWhole(scene, life)) {
      return fixes.neverWhole();
    }
    if (spilled(scene, life)) {
      return fixes.spilled();
    }
    if (scene.incomplete() || life.rdd().laterStages() == 0) {
      return null;
    }
    if (forgotten(scene, life)) {
      return fixes.forgotten();
    }
    return readOnce(scene, life) ? fixes.readOnce() : null;
  }

  private static @Nullable Suggestion unread(CacheScene scene, CacheLife life, CacheFixes fixes) {
    if (!scene.over(life) && scene.ageMillis(life) < OLD_MILLIS) {
      return null;
    }
    return scene.incomplete()
        ? Suggestion.cannot(
            Topic.CACHING,
            CacheWords.name(life.rdd()),
            "Spark dropped events, and one of a stage that reads it may be among them.")
        : fixes.unread();
  }

  /** Whether partitions left memory for good, so that they were computed again. */
  private static boolean restored(CacheLife life) {
    return memoryOnly(life) && notable(life.restored(), life);
  }

  /** Whether memory never held all that was asked for, so that readers computed the rest. */
  private static boolean neverWhole(CacheScene scene, CacheLife life) {
    return memoryOnly(life)
        && life.rdd().laterStages() > 0
        && scene.askedForAll(life)
        && notable(life.rdd().partitions() - (long) life.peakPartitions(), life);
  }

  private static boolean memoryOnly(CacheLife life) {
    return life.inMemory() && !life.onDisk();
  }

  private static boolean notable(long partitions, CacheLife life) {
    return partitions >= FEWEST_PARTITIONS
        && partitions >= MIN_PARTITION_SHARE * life.rdd().partitions();
  }

  /** Whether much of what was to be in memory lay on disk, where it was read. */
  private static boolean spilled(CacheScene scene, CacheLife life) {
    return life.inMemory()
        && life.onDisk()
        && life.rdd().laterStages() > 0
        && scene.many(life.peakDiskBytes())
        && life.peakDiskBytes() >= MIN_DISK_SHARE * life.peakBytes();
  }

  /** Whether it is held, and was for long after its last reader. */
  private static boolean forgotten(CacheScene scene, CacheLife life) {
    long idle = scene.idleMillis(life);
    boolean soon = scene.ended() && scene.memoryShort();
    return life.unpersistedMillis() == 0
        && scene.many(life.rdd().bytes())
        && idle >= (soon ? OLD_WHERE_SHORT_MILLIS : OLD_MILLIS)
        && idle >= scene.heldMillis(life) / 2;
  }

  /** Whether it took memory that others lacked, to be read once. */
  private static boolean readOnce(CacheScene scene, CacheLife life) {
    return life.rdd().laterStages() == 1 && scene.over(life) && scene.memoryShort();
  }
}
