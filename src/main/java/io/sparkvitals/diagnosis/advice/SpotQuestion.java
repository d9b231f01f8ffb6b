package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What executors cost that the cluster takes away, and whether they can go without a loss. */
final class SpotQuestion implements Question {
  static final int MIN_TAKEN = 2;
  static final double MIN_MILLIS = 60_000;
  static final double MIN_SHARE = 0.05;
  static final double MIN_SHARE_AGAIN = 0.01;
  private static final long SOME = 4;
  private static final long MANY = 10;

  @Override
  public Topic topic() {
    return Topic.SPOT;
  }

  @Override
  public List<Suggestion> answer(ApplicationSnapshot snapshot) {
    Optional<TakenExecutors> taken = TakenExecutors.of(snapshot);
    double busy = CoreSplit.of(snapshot).map(CoreSplit::busyMillis).orElse(0L);
    return taken.isPresent() && matters(taken.get(), busy)
        ? Collections.singletonList(suggestion(taken.get(), busy, ClusterSettings.of(snapshot)))
        : Collections.emptyList();
  }

  private static boolean matters(TakenExecutors taken, double busy) {
    boolean costly =
        taken.workMillis() >= MIN_MILLIS && busy > 0 && taken.workMillis() >= MIN_SHARE * busy;
    boolean again =
        taken.lost().fetchFailures() > 0
            && taken.lost().retriedStages() > 0
            && taken.workMillis() >= MIN_SHARE_AGAIN * busy
            && taken.workMillis() > 0;
    return taken.number() >= MIN_TAKEN && (costly || again);
  }

  private static Suggestion suggestion(
      TakenExecutors taken, double busy, ClusterSettings settings) {
    long number = taken.number();
    return Suggestion.of(
            Topic.SPOT,
            "executors",
            number >= MANY ? Certainty.HIGH : number >= SOME ? Certainty.MEDIUM : Certainty.LOW,
            Phrases.count(number, "executor")
                + (number == 1 ? " was" : " were")
                + " taken away, and "
                + Phrases.coreTime(taken.workMillis())
                + " of work had to be done again"
                + (busy > 0 ? ", " + Phrases.percent(taken.workMillis() / busy) : "")
                + (busy > 0 ? " of what tasks ran." : "."),
            evidence(taken))
        .recommending(recommendation(taken, settings))
        .saving(taken.workMillis(), CoreUse.LOST);
  }

  private static List<String> evidence(TakenExecutors taken) {
    List<String> lines = new ArrayList<>();
    lines.add(taken.classes() + ": " + taken.rate());
    lines.add(
        Phrases.count(taken.lost().runningTasks(), "running task")
            + " cut off, "
            + Phrases.count(taken.lost().resubmittedTasks(), "result")
            + " of running stages lost: "
            + Phrases.coreTime(taken.lost().wastedMillis()));
    if (taken.lost().fetchFailures() > 0 || taken.lost().retriedStages() > 0) {
      lines.add(
          "after the first of them "
              + Phrases.count(taken.lost().fetchFailures(), "task")
              + " could not fetch shuffle files, and "
              + Phrases.count(taken.lost().retriedStages(), "stage")
              + " began again: "
              + Phrases.coreTime(taken.againMillis())
              + " of results made anew");
    }
    if (taken.lost().cachedBytes() > 0) {
      lines.add(Sizes.decimal(taken.lost().cachedBytes()) + " of cached blocks went with them");
    }
    return lines;
  }

  private static Recommendation recommendation(TakenExecutors taken, ClusterSettings settings) {
    boolean warned = !settings.yarn() || taken.count(LossClass.DECOMMISSIONED) > 0;
    boolean moves = warned && settings.sparkFrom(3, 1);
    List<String> changes = new ArrayList<>();
    if (moves) {
      changes.addAll(
          settings.missing(
              ClusterSettings.DECOMMISSION,
              ClusterSettings.MOVING,
              ClusterSettings.MOVING_SHUFFLE,
              ClusterSettings.MOVING_CACHE));
    } else if (settings.yarn() && taken.count(LossClass.PREEMPTED) > 0) {
      changes.addAll(settings.missing(ClusterSettings.SERVICE));
    }
    return Recommendation.of(
        text(taken, settings, moves, changes),
        changes,
        "Up to "
            + Phrases.coreTime(taken.workMillis())
            + " of a run such as this, and the waiting for stages that begin again.",
        moves
            ? "Moving needs free disk and network on the other executors, and a cluster that says"
                + " some time before that a node will go."
            : "Nodes that are not taken away cost more.");
  }

  private static String text(
      TakenExecutors taken, ClusterSettings settings, boolean moves, List<String> changes) {
    StringBuilder text = new StringBuilder();
    if (moves && !changes.isEmpty()) {
      text.append("Let executors hand their shuffle files and cached blocks over before they go.");
    } else if (moves) {
      text.append("Executors handed over what they could before they went; what was lost still had")
          .append(" no time or no place to go. ")
          .append(elsewhere(settings));
    } else {
      text.append("These executors went without notice")
          .append(changes.isEmpty() ? ". " : "; a shuffle service on each node keeps their files. ")
          .append("Checkpoint what takes long to compute, or write it to a table.");
    }
    text.append(" Keep some executors on nodes that are not taken away");
    if (taken.count(LossClass.PREEMPTED) > 0) {
      text.append(", or run in a queue with a guarantee");
    }
    return text.append('.').toString();
  }

  private static String elsewhere(ClusterSettings settings) {
    String keep =
        "heckpoint what takes long to compute, or use a shuffle service that keeps files apart from"
            + " executors.";
    return settings.has(ClusterSettings.FALLBACK)
        ? "C" + keep
        : "Give shuffle files a place in shared storage ("
            + ClusterSettings.FALLBACK
            + ", a path that ends with a slash), c"
            + keep;
  }
}
