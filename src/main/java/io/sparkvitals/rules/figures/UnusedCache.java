package io.sparkvitals.rules.figures;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Cached data that no stage could have read since it was stored. Spark has no event for a read, so
 * a stage that has the data set among its own counts as a reader, whether it read it or not: what
 * is called unused here surely is, and some that is not used is missed.
 */
public final class UnusedCache {
  private UnusedCache() {}

  /** The unused data set with the most bytes times seconds; empty where there is none. */
  public static Optional<CachedRdd> worst(ApplicationSnapshot snapshot) {
    Set<Integer> active = activeStages(snapshot);
    CachedRdd worst = null;
    for (CachedRdd each : snapshot.cached()) {
      if (unread(each, active)
          && (worst == null || waste(snapshot, each) > waste(snapshot, worst))) {
        worst = each;
      }
    }
    return Optional.ofNullable(worst);
  }

  /** Whether the stage that stored it is known and over, and no other could read it. */
  public static boolean unread(CachedRdd rdd, Set<Integer> activeStages) {
    return rdd.laterStages() == 0
        && rdd.lastStageId() >= 0
        && !activeStages.contains(rdd.lastStageId());
  }

  /** The ids of stages that run, in whatever attempt. */
  public static Set<Integer> activeStages(ApplicationSnapshot snapshot) {
    Set<Integer> active = new HashSet<>();
    for (StageSnapshot each : snapshot.stages()) {
      if (each.status() == StageStatus.ACTIVE) {
        active.add(each.key().stageId());
      }
    }
    return active;
  }

  private static double waste(ApplicationSnapshot snapshot, CachedRdd rdd) {
    return (double) rdd.bytes() * (snapshot.takenMillis() - rdd.storedMillis());
  }
}
