package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.rules.Recommendation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Executors that dynamic allocation gave back and asked for again soon after. Each executor that
 * came makes up for one that went, at most a minute before it.
 */
final class ShortLives {
  static final int MIN_REMOVALS = 5;
  static final int MIN_REPLACED = 3;
  static final double MIN_REPLACED_SHARE = 0.25;
  static final double MAX_LIFE_MILLIS = 180_000;
  static final long REPLACED_MILLIS = 60_000;
  private static final int MANY = 20;

  private final List<ExecutorSnapshot> removed = new ArrayList<>();
  private final List<Long> lives = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();

  private ShortLives(ApplicationSnapshot snapshot) {
    List<Long> added = new ArrayList<>();
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (ExecutorCounts.standard(each)) {
        added.add(each.facts().addedMillis());
        if (givenBack(each.loss())) {
          removed.add(each);
          lives.add(Math.max(0, removedMillis(each) - each.facts().addedMillis()));
        }
      }
    }
    Collections.sort(added);
    Collections.sort(lives);
    removed.sort(Comparator.comparingLong(ShortLives::removedMillis));
    int next = 0;
    for (ExecutorSnapshot each : removed) {
      while (next < added.size() && added.get(next) <= removedMillis(each)) {
        next++;
      }
      if (next < added.size() && added.get(next) - removedMillis(each) <= REPLACED_MILLIS) {
        waits.add(added.get(next) - removedMillis(each));
        next++;
      }
    }
    Collections.sort(waits);
  }

  /** Whether Spark itself gave it back; with decommissioning on, it says so in other words. */
  static boolean givenBack(@Nullable ExecutorLoss loss) {
    return loss != null
        && (loss.lossClass() == LossClass.DRIVER_REQUESTED
            || loss.reason().contains("spark scale down"));
  }

  private static long removedMillis(ExecutorSnapshot executor) {
    return StageGaps.gone(executor, Long.MAX_VALUE);
  }

  private static double median(List<Long> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + (double) sorted.get(half)) / 2;
  }

  static Optional<Suggestion> advice(ApplicationSnapshot snapshot, ClusterSettings settings) {
    ShortLives lives = new ShortLives(snapshot);
    return lives.thrash() ? Optional.of(lives.suggestion(settings)) : Optional.empty();
  }

  private boolean thrash() {
    return removed.size() >= MIN_REMOVALS
        && waits.size() >= MIN_REPLACED
        && waits.size() >= MIN_REPLACED_SHARE * removed.size()
        && median(lives) < MAX_LIFE_MILLIS;
  }

  private Suggestion suggestion(ClusterSettings settings) {
    return Suggestion.of(
            Topic.DYNAMIC_ALLOCATION,
            "executors",
            removed.size() >= MANY ? Certainty.HIGH : Certainty.MEDIUM,
            "Executors are given back and asked for again: of "
                + Phrases.count(removed.size())
                + " that went, "
                + Phrases.count(waits.size())
                + " were made up for within a minute.",
            evidence(settings))
        .recommending(recommendation(settings));
  }

  private List<String> evidence(ClusterSettings settings) {
    List<String> lines = new ArrayList<>();
    lines.add("they lived " + spread(lives));
    lines.add("the next executors came after " + spread(waits));
    long unused = removed.stream().filter(each -> UnusedExecutors.idle(each.counts())).count();
    if (unused > 0) {
      lines.add(Phrases.count(unused) + " of those that went had never run a task");
    }
    lines.add(
        ClusterSettings.IDLE_TIMEOUT
            + " is "
            + Phrases.seconds(present(settings))
            + (settings.has(ClusterSettings.IDLE_TIMEOUT) ? "" : " by default"));
    return lines;
  }

  private static String spread(List<Long> sorted) {
    return Phrases.seconds(median(sorted))
        + " (median; "
        + Phrases.seconds(sorted.get(0))
        + " to "
        + Phrases.seconds(sorted.get(sorted.size() - 1))
        + ")";
  }

  private static double present(ClusterSettings settings) {
    return settings.millis(ClusterSettings.IDLE_TIMEOUT, ClusterSettings.IDLE_MILLIS);
  }

  private Recommendation recommendation(ClusterSettings settings) {
    double present = present(settings);
    double wanted = Math.max(2 * present, present + median(waits));
    long seconds = (long) Math.ceil(wanted / 1_000);
    double price = 0;
    for (ExecutorSnapshot each : removed) {
      price += each.facts().cores() * (1_000.0 * seconds - present);
    }
    return Recommendation.of(
        "Keep idle executors for longer than the pauses between jobs, or keep some always with "
            + ClusterSettings.MIN
            + ".",
        Collections.singletonList(ClusterSettings.IDLE_TIMEOUT + "=" + seconds + "s"),
        "Jobs find their executors and need not wait until new ones have started and loaded their"
            + " classes.",
        "Idle executors are held for longer: at most "
            + Phrases.coreTime(price)
            + " more in a run such as this.");
  }
}
