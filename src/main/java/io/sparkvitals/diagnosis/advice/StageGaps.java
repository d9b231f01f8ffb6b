package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.cost.IdleSplit;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The times in which no stage ran, and so every executor was idle, between the first executor and
 * the end or now. Immutable.
 */
public final class StageGaps {
  private final List<long[]> gaps;
  private final long fromMillis;
  private final long endMillis;

  private StageGaps(List<long[]> gaps, long fromMillis, long endMillis) {
    this.gaps = gaps;
    this.fromMillis = fromMillis;
    this.endMillis = endMillis;
  }

  public static StageGaps of(ApplicationSnapshot snapshot) {
    long end = snapshot.untilMillis();
    long from = end;
    for (ExecutorSnapshot each : snapshot.executors()) {
      long added = each.facts().addedMillis();
      from = added > 0 && !each.facts().driver() ? Math.min(from, added) : from;
    }
    List<StageSnapshot> stages = new ArrayList<>(snapshot.stages());
    stages.sort(Comparator.comparingLong(each -> each.facts().submissionMillis()));
    List<long[]> gaps = new ArrayList<>();
    long busyUntil = from;
    for (StageSnapshot each : stages) {
      long submitted = each.facts().submissionMillis();
      if (submitted > 0) {
        add(gaps, busyUntil, Math.min(submitted, end));
        busyUntil = Math.max(busyUntil, IdleSplit.completed(each, end));
      }
    }
    add(gaps, busyUntil, end);
    return new StageGaps(Collections.unmodifiableList(gaps), from, end);
  }

  private static void add(List<long[]> gaps, long from, long to) {
    if (to > from) {
      gaps.add(new long[] {from, to});
    }
  }

  /** When an executor was removed, or the end. */
  static long gone(ExecutorSnapshot executor, long end) {
    return executor.loss() == null ? end : Math.min(end, executor.loss().removedMillis());
  }

  /** Only the gaps that are longer than this. */
  StageGaps longerThan(double millis) {
    List<long[]> some = new ArrayList<>();
    for (long[] each : gaps) {
      if (each[1] - each[0] > millis) {
        some.add(each);
      }
    }
    return new StageGaps(Collections.unmodifiableList(some), fromMillis, endMillis);
  }

  /** The rest of the time, in which a stage ran. */
  public long stageMillis() {
    long millis = endMillis - fromMillis;
    for (long[] each : gaps) {
      millis -= each[1] - each[0];
    }
    return millis;
  }

  int count() {
    return gaps.size();
  }

  long longestMillis() {
    long longest = 0;
    for (long[] each : gaps) {
      longest = Math.max(longest, each[1] - each[0]);
    }
    return longest;
  }

  /**
   * Core-milliseconds for which an executor was held in gaps from {@code since} on, less the time
   * after which Spark gives an idle one back in each.
   */
  double heldMillis(ExecutorSnapshot executor, long since, double timeoutMillis) {
    long from = Math.max(since, executor.facts().addedMillis());
    long to = gone(executor, endMillis);
    double held = 0;
    for (long[] each : gaps) {
      double idle = (double) Math.min(to, each[1]) - Math.max(from, each[0]) - timeoutMillis;
      held += Math.max(0, idle);
    }
    return held * Math.max(0, executor.facts().cores());
  }
}
