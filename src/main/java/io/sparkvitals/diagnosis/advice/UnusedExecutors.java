package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.figures.IdleTimeout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Executors that dynamic allocation asked for when tasks waited, and that came when none did any
 * more: they went, or were there for a minute, without having run one.
 */
final class UnusedExecutors {
  static final int MIN_UNUSED = 3;
  static final double MIN_SHARE = 0.2;
  static final double MIN_HELD_MILLIS = 60_000;
  private static final long MIN_LIFE_MILLIS = 60_000;
  private static final double LONGER = 5;

  private final long end;
  private long first = Long.MAX_VALUE;
  private int initial;
  private int later;
  private int unused;
  private double heldMillis;

  private UnusedExecutors(ApplicationSnapshot snapshot) {
    end = snapshot.untilMillis();
    for (StageSnapshot each : snapshot.stages()) {
      long submitted = each.facts().submissionMillis();
      first = submitted > 0 ? Math.min(first, submitted) : first;
    }
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (ExecutorCounts.standard(each)) {
        add(each);
      }
    }
  }

  private void add(ExecutorSnapshot executor) {
    long lived = StageGaps.gone(executor, end) - executor.facts().addedMillis();
    boolean judged = IdleTimeout.givenBack(executor.loss()) || lived >= MIN_LIFE_MILLIS;
    boolean asked = executor.facts().addedMillis() > first;
    if (!asked) {
      initial += judged && idle(executor.counts()) ? 1 : 0;
    } else if (judged && idle(executor.counts())) {
      later++;
      unused++;
      heldMillis += (double) lived * executor.facts().cores();
    } else {
      later++;
    }
  }

  /** Whether no task was ever seen on it. */
  static boolean idle(TaskCounts counts) {
    return counts.started() + counts.succeeded() + counts.failed() + counts.killed() == 0;
  }

  static Optional<Suggestion> advice(ApplicationSnapshot snapshot, ClusterSettings settings) {
    UnusedExecutors found = new UnusedExecutors(snapshot);
    boolean many =
        found.unused >= MIN_UNUSED
            && found.unused >= MIN_SHARE * found.later
            && found.heldMillis >= MIN_HELD_MILLIS;
    boolean seen =
        !snapshot.losses().incomplete()
            && snapshot.losses().evicted().getOrDefault("stages", 0L) == 0;
    return many && seen ? Optional.of(found.suggestion(settings)) : Optional.empty();
  }

  private Suggestion suggestion(ClusterSettings settings) {
    List<String> evidence = new ArrayList<>();
    evidence.add(Phrases.coreTime(heldMillis) + " were held by executors that never ran a task");
    if (initial > 0) {
      evidence.add(
          Phrases.count(initial, "more executor")
              + (initial == 1 ? " was" : " were")
              + " there before the first stage and ran no task either: spark.executor.instances and"
              + " spark.dynamicAllocation.initialExecutors say how many those are");
    }
    return Suggestion.of(
            Topic.DYNAMIC_ALLOCATION,
            "executors that came when tasks waited",
            Certainty.MEDIUM,
            Phrases.count(unused)
                + " of "
                + Phrases.count(later, "executor")
                + " that came after the first stage had begun never ran a task: the backlog was gone"
                + " before they had started.",
            evidence)
        .recommending(recommendation(settings))
        .saving(
            heldMillis, CoreUse.SKEW_TAIL, CoreUse.FEW_TASKS, CoreUse.DRIVER_ONLY, CoreUse.IDLE);
  }

  private static Recommendation recommendation(ClusterSettings settings) {
    double backlog = settings.millis(ClusterSettings.BACKLOG_TIMEOUT, 1_000);
    double ratio = settings.number(ClusterSettings.RATIO, 1);
    String setting;
    if (backlog <= 1_000) {
      setting =
          ClusterSettings.BACKLOG_TIMEOUT
              + "="
              + (long) Math.ceil(Math.max(1, backlog / 1_000) * LONGER)
              + "s";
    } else if (ratio > 0.5) {
      setting = ClusterSettings.RATIO + "=0.5";
    } else {
      setting = "";
    }
    return Recommendation.of(
        "Let Spark ask for executors only when tasks have waited for as long as executors need to"
            + " start, or for fewer of them ("
            + ClusterSettings.RATIO
            + ").",
        setting.isEmpty() ? Collections.emptyList() : Collections.singletonList(setting),
        "The core time of executors that come too late.",
        "Stages with many tasks get their executors some seconds later.");
  }
}
