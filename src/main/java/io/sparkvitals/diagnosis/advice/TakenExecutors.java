package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.Phrases;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.rules.figures.IdleTimeout;
import io.sparkvitals.rules.figures.LostExecutors;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The executors that the cluster took away over a whole run, and the work that had to be done again
 * for them. Immutable.
 */
final class TakenExecutors {
  private static final double HOUR_MILLIS = 3.6e6;

  private final LostExecutors lost;
  private final Map<LossClass, Integer> counts = new EnumMap<>(LossClass.class);
  private final double hours;
  private final double againMillis;

  private TakenExecutors(ApplicationSnapshot snapshot, LostExecutors lost) {
    this.lost = lost;
    for (ExecutorSnapshot each : lost.executors()) {
      ExecutorLoss loss = each.loss();
      if (loss != null) {
        counts.merge(loss.lossClass(), 1, Integer::sum);
      }
    }
    this.hours = hours(snapshot);
    this.againMillis = again(snapshot);
  }

  /** Empty where none was taken. */
  static Optional<TakenExecutors> of(ApplicationSnapshot snapshot) {
    return LostExecutors.ofRun(snapshot, TakenExecutors::taken)
        .map(lost -> new TakenExecutors(snapshot, lost));
  }

  /** What dynamic allocation gives back is not taken, though it may be decommissioned for that. */
  private static boolean taken(ExecutorLoss loss) {
    LossClass lossClass = loss.lossClass();
    boolean meant =
        lossClass == LossClass.PREEMPTED
            || lossClass == LossClass.DECOMMISSIONED
            || lossClass == LossClass.NODE_LOST;
    return meant && !IdleTimeout.givenBack(loss);
  }

  private static double hours(ApplicationSnapshot snapshot) {
    double millis = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      long added = each.facts().addedMillis();
      if (added > 0 && !each.facts().driver()) {
        millis += Math.max(0, StageGaps.gone(each, snapshot.untilMillis()) - added);
      }
    }
    return millis / HOUR_MILLIS;
  }

  /**
   * Core time of results that stages made again, beyond what executors are charged with: shared by
   * number with the executors that were lost for other reasons.
   */
  private double again(ApplicationSnapshot snapshot) {
    double wasted = 0;
    long others = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      ExecutorLoss loss = each.loss();
      wasted += each.wastedMillis();
      others += loss != null && loss.lossClass().lost() && !taken(loss) ? 1 : 0;
    }
    double all = CoreSplit.of(snapshot).map(split -> split.millis(CoreUse.LOST)).orElse(0L);
    double share = (double) number() / (number() + others);
    return lost.retriedStages() == 0 ? 0 : Math.max(0, all - wasted) * share;
  }

  LostExecutors lost() {
    return lost;
  }

  int number() {
    return lost.executors().size();
  }

  int count(LossClass lossClass) {
    return counts.getOrDefault(lossClass, 0);
  }

  /** Core-milliseconds of tasks that were cut off, and of results that had to be made again. */
  double workMillis() {
    return lost.wastedMillis() + againMillis;
  }

  /** Those of results that retried stages made again. */
  double againMillis() {
    return againMillis;
  }

  /** How many of each class: {@code 3 preempted, 1 node_lost}. */
  String classes() {
    List<String> parts = new ArrayList<>();
    counts.forEach((each, count) -> parts.add(Phrases.count(count) + " " + each.label()));
    return String.join(", ", parts);
  }

  /** How often, by the time that executors were there. */
  String rate() {
    return hours <= 0
        ? "over an unknown time"
        : "one in "
            + Phrases.seconds(hours * HOUR_MILLIS / number())
            + " of an executor's time ("
            + (hours < 1 ? Phrases.seconds(hours * HOUR_MILLIS) : Phrases.count(hours) + " hours")
            + " in all)";
  }
}
