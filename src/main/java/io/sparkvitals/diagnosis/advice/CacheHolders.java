package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sizes;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

/**
 * Idle executors that dynamic allocation keeps for their cached blocks. Asked only where the
 * external shuffle service serves shuffle files, so that nothing else keeps them.
 */
final class CacheHolders {
  static final double TIMEOUT_MILLIS = 600_000;

  private final StageGaps gaps;
  private final long since;
  private int executors;
  private double bytes;
  private double heldMillis;
  private double allocatedMillis;

  private CacheHolders(ApplicationSnapshot snapshot, long since) {
    this.gaps = StageGaps.of(snapshot).longerThan(TIMEOUT_MILLIS);
    this.since = since;
    this.allocatedMillis = snapshot.work().coreTime().allocatedMillis();
    for (ExecutorSnapshot each : snapshot.executors()) {
      long cached = each.memory().storageMemoryBytes() + each.memory().storageDiskBytes();
      if (ExecutorCounts.standard(each) && each.active() && cached > 0) {
        executors++;
        bytes += cached;
        heldMillis += gaps.heldMillis(each, this.since, TIMEOUT_MILLIS);
      }
    }
  }

  static Optional<Suggestion> advice(ApplicationSnapshot snapshot, ClusterSettings settings) {
    long since = Long.MAX_VALUE;
    for (CacheLife each : snapshot.cacheLives()) {
      boolean held = each.unpersistedMillis() == 0 && each.firstMillis() > 0;
      since = held ? Math.min(since, each.firstMillis()) : since;
    }
    boolean known =
        settings.on(ClusterSettings.SERVICE)
            && !settings.has(ClusterSettings.CACHED_TIMEOUT)
            && snapshot.losses().evicted().getOrDefault("stages", 0L) == 0
            && !snapshot.losses().incomplete()
            && since < Long.MAX_VALUE;
    return known
        ? new CacheHolders(snapshot, since).advice(settings.number(ClusterSettings.MIN, 0))
        : Optional.empty();
  }

  private Optional<Suggestion> advice(double min) {
    double saved = executors > min ? heldMillis * (executors - min) / executors : 0;
    boolean matters =
        saved >= FixedExecutors.MIN_IDLE_MILLIS
            && saved >= FixedExecutors.MIN_SAVED_SHARE * allocatedMillis;
    return matters ? Optional.of(suggestion(saved)) : Optional.empty();
  }

  private Suggestion suggestion(double saved) {
    return Suggestion.of(
            Topic.DYNAMIC_ALLOCATION,
            "executors with cached data",
            Certainty.MEDIUM,
            Phrases.count(executors, "executor")
                + " with cached data stayed while no stage ran: Spark never gives these back by"
                + " default.",
            Arrays.asList(
                Sizes.decimal(bytes) + " of cached blocks on them",
                Phrases.count(gaps.count(), "time")
                    + " of more than "
                    + Phrases.seconds(TIMEOUT_MILLIS)
                    + " without a stage, the longest of "
                    + Phrases.seconds(gaps.longestMillis())))
        .recommending(
            Recommendation.of(
                "Unpersist data that is not read any more; else let executors go that have been idle"
                    + " for long, whatever they have cached.",
                Collections.singletonList(ClusterSettings.CACHED_TIMEOUT + "=600s"),
                Phrases.coreTime(saved) + " of this run.",
                "Cached data of executors that went has to be computed again when it is read."))
        .saving(saved, CoreUse.DRIVER_ONLY, CoreUse.IDLE);
  }
}
