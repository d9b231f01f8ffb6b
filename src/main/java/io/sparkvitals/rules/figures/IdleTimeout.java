package io.sparkvitals.rules.figures;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.LossClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long dynamic allocation should let an executor be idle. For longer than now where it gave
 * executors back and asked for others soon after: each executor that came makes up for one that
 * went, at most a minute before it. For less than now where that is longer than Spark's default and
 * nobody missed them. Immutable.
 */
public final class IdleTimeout {
  /** The setting. */
  public static final String KEY = "spark.dynamicAllocation.executorIdleTimeout";

  /** Spark's default of it. */
  public static final double DEFAULT_MILLIS = 60_000;

  /** An executor is missed that is made up for within this time after it was given back. */
  public static final long MISSED_MILLIS = 60_000;

  private static final int MIN_REMOVALS = 5;
  private static final int MIN_REPLACED = 3;
  private static final double MIN_REPLACED_SHARE = 0.25;
  private static final double MAX_LIFE_MILLIS = 180_000;

  private final double presentMillis;
  private final List<ExecutorSnapshot> removed = new ArrayList<>();
  private final List<Long> lives = new ArrayList<>();
  private final List<Long> waits = new ArrayList<>();

  private IdleTimeout(ApplicationSnapshot snapshot, double presentMillis) {
    this.presentMillis = presentMillis;
    List<Long> added = new ArrayList<>();
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (standard(each)) {
        added.add(each.facts().addedMillis());
        if (givenBack(each.loss())) {
          removed.add(each);
          lives.add(Math.max(0, removedMillis(each) - each.facts().addedMillis()));
        }
      }
    }
    Collections.sort(added);
    Collections.sort(lives);
    removed.sort(Comparator.comparingLong(IdleTimeout::removedMillis));
    int next = 0;
    for (ExecutorSnapshot each : removed) {
      while (next < added.size() && added.get(next) <= removedMillis(each)) {
        next++;
      }
      if (next < added.size() && added.get(next) - removedMillis(each) <= MISSED_MILLIS) {
        waits.add(added.get(next) - removedMillis(each));
        next++;
      }
    }
    Collections.sort(waits);
  }

  /** Takes the time that is in force. */
  public static IdleTimeout of(ApplicationSnapshot snapshot, double presentMillis) {
    return new IdleTimeout(snapshot, presentMillis);
  }

  private static boolean standard(ExecutorSnapshot executor) {
    return !executor.facts().driver()
        && executor.facts().resourceProfileId() == 0
        && executor.facts().addedMillis() > 0
        && executor.facts().cores() > 0;
  }

  /** Whether Spark itself gave it back; with decommissioning on, it says so in other words. */
  public static boolean givenBack(@Nullable ExecutorLoss loss) {
    return loss != null
        && (loss.lossClass() == LossClass.DRIVER_REQUESTED
            || loss.reason().contains("spark scale down"));
  }

  private static long removedMillis(ExecutorSnapshot executor) {
    return executor.loss() == null ? Long.MAX_VALUE : executor.loss().removedMillis();
  }

  /** The median of sorted numbers, of which there is at least one. */
  public static double median(List<Long> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + (double) sorted.get(half)) / 2;
  }

  /** Whether executors that were given back were missed soon after. */
  public boolean tooShort() {
    return removed.size() >= MIN_REMOVALS
        && waits.size() >= MIN_REPLACED
        && waits.size() >= MIN_REPLACED_SHARE * removed.size()
        && median(lives) < MAX_LIFE_MILLIS;
  }

  /** Whether idle executors are held for longer than by default, and were not missed. */
  public boolean tooLong() {
    return !tooShort() && presentMillis > DEFAULT_MILLIS;
  }

  /** What it should be in whole seconds; the present time where nothing speaks against it. */
  public long seconds() {
    double wanted = tooLong() ? DEFAULT_MILLIS : presentMillis;
    if (tooShort()) {
      wanted = Math.max(2 * presentMillis, presentMillis + median(waits));
    }
    return (long) Math.ceil(wanted / 1_000);
  }

  /** What it is, in milliseconds. */
  public double presentMillis() {
    return presentMillis;
  }

  /** The executors that were given back, the first first. */
  public List<ExecutorSnapshot> removed() {
    return Collections.unmodifiableList(removed);
  }

  /** How long each of them lived, in milliseconds, sorted. */
  public List<Long> lives() {
    return Collections.unmodifiableList(lives);
  }

  /** After what time those that were made up for were, in milliseconds, sorted. */
  public List<Long> waits() {
    return Collections.unmodifiableList(waits);
  }
}
