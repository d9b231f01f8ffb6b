package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.CacheWords;
import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What to change in the caching of one data set, with the figures that show it. */
final class CacheFixes {
  private static final String FREE_MEMORY =
      " of storage memory for other cached data and for tasks";
  private static final String COMPUTED_AGAIN = "What is read again after all is computed again.";

  private final CacheScene scene;
  private final CacheLife life;
  private final CachedRdd rdd;

  CacheFixes(CacheScene scene, CacheLife life) {
    this.scene = scene;
    this.life = life;
    this.rdd = life.rdd();
  }

  Suggestion unread() {
    boolean over = scene.over(life);
    String pays = "caching pays for data that is read three times or more.";
    return suggestion(
        over ? Certainty.HIGH : Certainty.LOW,
        CacheWords.unread(rdd),
        over
            ? "Remove its cache() or persist(): " + pays
            : "Remove its cache() or persist(), unless it is still to be read: " + pays,
        Sizes.decimal(life.peakBytes()) + FREE_MEMORY + ", and no time is spent on storing it.",
        over ? "" : COMPUTED_AGAIN);
  }

  Suggestion restored() {
    return recomputed(
        Certainty.HIGH,
        "Memory was too small for it: partitions of it were evicted and then computed again, "
            + Phrases.count(life.restored(), "time")
            + ".");
  }

  Suggestion neverWhole() {
    return recomputed(
        Certainty.MEDIUM,
        "Memory never held all of it: at most "
            + Phrases.count(life.peakPartitions())
            + " of its "
            + Phrases.count(rdd.partitions(), "partition")
            + " at once, and each later stage computed the others again.");
  }

  private Suggestion recomputed(Certainty certainty, String finding) {
    return suggestion(
        certainty,
        finding,
        "Persist it with StorageLevel.MEMORY_AND_DISK (an RDD also with MEMORY_AND_DISK_SER, which"
            + " takes less room), cache fewer columns or rows, or unpersist other data first.",
        "What does not fit is read back from local disk and not computed again.",
        "Local disk is written; what is cheap to compute is better not cached.");
  }

  Suggestion spilled() {
    return suggestion(
        Certainty.MEDIUM,
        "Memory was too small for it: up to "
            + Sizes.decimal(life.peakDiskBytes())
            + " of it lay on local disk, where later stages read them.",
        "Persist an RDD with StorageLevel.MEMORY_AND_DISK_SER, and with Kryo, so that it takes less"
            + " room; of a Dataset, which is packed already, cache fewer columns or rows. Unpersist"
            + " other data first.",
        "Later stages read memory and not disk.",
        "Each read of serialized data costs CPU time.");
  }

  Suggestion forgotten() {
    return suggestion(
        scene.ended() ? Certainty.MEDIUM : Certainty.LOW,
        "It was held for "
            + Phrases.seconds(scene.idleMillis(life))
            + " after the last stage that has it among its data was over.",
        "Call unpersist() on it when its last reader is done.",
        Sizes.decimal(rdd.bytes()) + FREE_MEMORY + ".",
        COMPUTED_AGAIN);
  }

  Suggestion readOnce() {
    return suggestion(
        Certainty.LOW,
        "It was held for one later stage only, while memory was short.",
        "Remove its cache() or persist() if it is cheap to compute twice: caching pays for data that"
            + " is read three times or more. Else unpersist() it after that stage.",
        Sizes.decimal(life.peakBytes()) + FREE_MEMORY + ".",
        "It is computed twice.");
  }

  private Suggestion suggestion(
      Certainty certainty, String finding, String text, String gain, String risk) {
    return Suggestion.of(Topic.CACHING, CacheWords.name(rdd), certainty, finding, evidence())
        .recommending(Recommendation.of(text, Collections.emptyList(), gain, risk));
  }

  private List<String> evidence() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "held up to "
            + Sizes.decimal(life.peakBytes())
            + ", "
            + CacheWords.byteTime(life.byteMillis())
            + " in "
            + Phrases.seconds(scene.heldMillis(life))
            + "; "
            + CacheWords.readers(rdd));
    if (!scene.over(life)) {
      lines.add("its newest block is " + Phrases.seconds(scene.ageMillis(life)) + " old");
    }
    if (life.evictions() > 0) {
      lines.add(Phrases.count(life.evictions(), "block") + " of it left memory");
    }
    if (scene.evictions() > life.evictions()) {
      lines.add(
          Phrases.count(scene.evictions() - life.evictions(), "block")
              + " of other cached data left memory");
    }
    if (scene.spilledBytes() >= CacheScene.SPILLED_BYTES) {
      lines.add("tasks spilled " + Sizes.decimal(scene.spilledBytes()));
    }
    return lines;
  }
}
