package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Recommendation;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

/** Whether dynamic allocation was at its maximum while many tasks waited. */
final class ExecutorLimit {
  static final double MIN_WAVES = 3;
  static final double MIN_MILLIS = 300_000;
  private static final double MAX_EXECUTORS = 100_000;

  private ExecutorLimit() {}

  static Optional<Suggestion> advice(ApplicationSnapshot snapshot, ClusterSettings settings) {
    double max = settings.number(ClusterSettings.MAX, 0);
    if (!(max >= 1 && max <= MAX_EXECUTORS)) {
      return Optional.empty();
    }
    double slots =
        max * Math.max(1, Math.floor(settings.executorCores() / CoreSplit.cpusPerTask(snapshot)));
    ExecutorCounts counts = ExecutorCounts.of(snapshot, (1 + MIN_WAVES) * slots);
    long waited = counts.waitedMillis(max);
    return waited >= MIN_MILLIS
        ? Optional.of(suggestion((long) max, slots, waited, settings.executorCores()))
        : Optional.empty();
  }

  private static Suggestion suggestion(long max, double slots, long waited, int cores) {
    return Suggestion.of(
            Topic.DYNAMIC_ALLOCATION,
            "executors",
            Certainty.MEDIUM,
            "The maximum of "
                + Phrases.count(max, "executor")
                + " was reached for "
                + Phrases.seconds(waited)
                + " while stages had tasks for at least three more rounds.",
            Arrays.asList(
                Phrases.count(slots) + " tasks can run at once",
                "more than "
                    + Phrases.count(MIN_WAVES * slots)
                    + " tasks of a stage waited, if its tasks started evenly",
                ClusterSettings.MAX + " is " + max))
        .recommending(
            Recommendation.of(
                "Raise the maximum if the result is wanted earlier and the cluster has room.",
                Collections.singletonList(ClusterSettings.MAX + "=" + 2 * max),
                "Up to half of these "
                    + Phrases.seconds(waited)
                    + "; the core time of the tasks stays the same.",
                "Up to "
                    + Phrases.count(max * cores, "core")
                    + " more at a time: each minute for which they are idle costs "
                    + Phrases.coreTime(60_000.0 * max * cores)
                    + "."));
  }
}
