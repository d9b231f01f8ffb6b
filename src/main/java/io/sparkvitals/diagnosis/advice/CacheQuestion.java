package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Is cached data read, and does it stay where it was put? */
final class CacheQuestion implements Question {
  static final long MIN_BYTES = 100_000_000;
  static final double MIN_STORAGE_SHARE = 0.05;
  static final double MIN_HELD_MILLIS = 10_000;
  static final double MIN_RESTORED_SHARE = 0.1;
  private static final int MAX_SUGGESTIONS = 5;
  private static final int MAX_NAME = 80;

  @Override
  public Topic topic() {
    return Topic.CACHING;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    double storage = storageBytes(snapshot);
    List<CacheLife> lives = new ArrayList<>(snapshot.cacheLives());
    lives.sort(Comparator.comparingDouble(CacheLife::byteMillis).reversed());
    List<Suggestion> all = new ArrayList<>();
    for (CacheLife each : lives) {
      if (all.size() < MAX_SUGGESTIONS && matters(each, storage)) {
        if (unread(snapshot, each)) {
          all.add(unreadAdvice(snapshot, each));
        } else if (restored(each)) {
          all.add(restoredAdvice(each));
        }
      }
    }
    return all;
  }

  private static double storageBytes(ApplicationSnapshot snapshot) {
    double bytes = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      bytes += each.active() ? each.memory().limits().storageBytes().orElse(0) : 0;
    }
    return bytes;
  }

  private static boolean matters(CacheLife life, double storage) {
    boolean large =
        life.peakBytes() >= MIN_BYTES
            || (storage > 0 && life.peakBytes() >= MIN_STORAGE_SHARE * storage);
    return large && life.byteMillis() >= MIN_HELD_MILLIS * life.peakBytes();
  }

  private static boolean unread(ApplicationSnapshot snapshot, CacheLife life) {
    CachedRdd rdd = life.rdd();
    if (rdd.laterStages() > 0 || rdd.lastStageId() < 0 || snapshot.losses().incomplete()) {
      return false;
    }
    for (StageSnapshot each : snapshot.stages()) {
      if (each.key().stageId() == rdd.lastStageId() && each.status() == StageStatus.ACTIVE) {
        return false;
      }
    }
    return true;
  }

  private static boolean restored(CacheLife life) {
    return life.inMemory()
        && !life.onDisk()
        && life.restored() >= 2
        && life.restored() >= MIN_RESTORED_SHARE * life.rdd().partitions();
  }

  private static Suggestion unreadAdvice(ApplicationSnapshot snapshot, CacheLife life) {
    Certainty certainty = snapshot.endMillis() > 0 ? Certainty.HIGH : Certainty.LOW;
    return Suggestion.of(
            Topic.CACHING,
            name(life.rdd()),
            certainty,
            "It was cached, and no stage that was submitted afterwards has it among its data.",
            Collections.singletonList(held(life)))
        .recommending(
            Recommendation.of(
                "Do not cache it; caching pays for data that is read three times or more.",
                Collections.emptyList(),
                "Its memory is free for tasks, and nothing is spent on storing it.",
                ""));
  }

  private static Suggestion restoredAdvice(CacheLife life) {
    String again = Phrases.count(life.restored(), "partition");
    return Suggestion.of(
            Topic.CACHING,
            name(life.rdd()),
            Certainty.MEDIUM,
            "Memory was too small for it: " + again + " left memory and had to be computed again.",
            Arrays.asList(held(life), Phrases.count(life.evictions(), "block") + " left memory"))
        .recommending(
            Recommendation.of(
                "Persist it as MEMORY_AND_DISK, cache fewer columns of it, or unpersist other data"
                    + " first.",
                Collections.emptyList(),
                "Partitions that do not fit are read back from disk and not computed again.",
                "Local disk is written; what is cheap to compute is better left out of the cache."));
  }

  private static String held(CacheLife life) {
    return "up to "
        + Sizes.decimal(life.peakBytes())
        + ", "
        + String.format(Locale.ROOT, "%.2g", life.byteMillis() / 3.6e15)
        + " GB-hours, "
        + Phrases.count(life.rdd().laterStages(), "later stage")
        + " with it";
  }

  private static String name(CachedRdd rdd) {
    String name = Texts.line(rdd.name(), MAX_NAME);
    return "RDD " + rdd.id() + (name.isEmpty() ? "" : " (" + name + ")");
  }
}
