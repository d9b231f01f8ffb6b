package io.sparkvitals.rules.figures;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import java.util.Optional;

/**
 * Cached data that no stage could have read since it was stored. Spark has no event for a read, so
 * a stage that has the data set among its own counts as a reader, whether it read it or not: what
 * is called unused here surely is, and some that is not used is missed.
 */
public final class UnusedCache {
  private UnusedCache() {}

  /** The unused data set with the most bytes times seconds; empty where there is none. */
  public static Optional<CachedRdd> worst(ApplicationSnapshot snapshot) {
    CachedRdd worst = null;
    for (CachedRdd each : snapshot.cached()) {
      if (each.laterStages() == 0
          && each.lastStageId() >= 0
          && !active(snapshot, each.lastStageId())
          && (worst == null || waste(snapshot, each) > waste(snapshot, worst))) {
        worst = each;
      }
    }
    return Optional.ofNullable(worst);
  }

  private static double waste(ApplicationSnapshot snapshot, CachedRdd rdd) {
    return (double) rdd.bytes() * (snapshot.takenMillis() - rdd.storedMillis());
  }

  /** Whether the stage that stores it is still at it. */
  private static boolean active(ApplicationSnapshot snapshot, int stageId) {
    for (StageSnapshot each : snapshot.stages()) {
      if (each.key().stageId() == stageId && each.status() == StageStatus.ACTIVE) {
        return true;
      }
    }
    return false;
  }
}
