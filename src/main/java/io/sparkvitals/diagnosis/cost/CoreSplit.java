package io.sparkvitals.diagnosis.cost;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.Losses;
import io.sparkvitals.model.TaskTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the allocated core time of an application went: parts of 0 or more, in core-milliseconds,
 * that add up to it. Immutable.
 *
 * <p>The time of tasks is their duration times {@code spark.task.cpus}, fitted to the busy core
 * time; idle time is split by {@link IdleSplit}, as far as every stage and executor is kept.
 */
public final class CoreSplit {
  /** Durations that explain this part of the busy time are taken to explain all of it. */
  private static final double NEARLY = 0.95;

  /** What the clocks of stages and executors leave of the idle time. */
  private static final double SLIGHT = 0.002;

  private final Map<CoreUse, Long> parts;
  private final long allocatedMillis;

  private CoreSplit(Map<CoreUse, Long> parts, long allocatedMillis) {
    this.parts = parts;
    this.allocatedMillis = allocatedMillis;
  }

  /** Empty where no core was seen to be allocated. */
  public static Optional<CoreSplit> of(ApplicationSnapshot snapshot) {
    CoreTime time = snapshot.work().coreTime();
    long allocated = time.allocatedMillis();
    if (allocated <= 0) {
      return Optional.empty();
    }
    double busy = Math.max(0, Math.min(allocated, time.busyMillis()));
    Map<CoreUse, Double> exact = new EnumMap<>(CoreUse.class);
    busy(snapshot, busy, exact);
    idle(snapshot, allocated - busy, exact);
    return Optional.of(new CoreSplit(rounded(exact, allocated), allocated));
  }

  private static void busy(ApplicationSnapshot snapshot, double busy, Map<CoreUse, Double> into) {
    TaskTime time = snapshot.work().tasks().time();
    double all = cpusPerTask(snapshot) * time.totalMillis();
    boolean ended = snapshot.work().tasks().counts().unfinished() == 0;
    boolean fits = all >= busy || (ended && all >= NEARLY * busy);
    double factor = all <= 0 ? 0 : cpusPerTask(snapshot) * (fits ? busy / all : 1);
    double redone = Math.min(time.succeededMillis(), Redone.millis(snapshot.stages()));
    double useful = time.succeededMillis() - redone;
    double starts = useful <= 0 ? 0 : time.startMillis() * useful / time.succeededMillis();
    into.put(CoreUse.USEFUL, factor * (useful - starts));
    into.put(CoreUse.STARTS, factor * starts);
    into.put(CoreUse.UNFINISHED, all > 0 && fits ? 0 : busy - all);
    into.put(CoreUse.FAILED, factor * time.failedMillis());
    into.put(CoreUse.KILLED, factor * time.killedMillis());
    into.put(CoreUse.LOST, factor * (time.cutOffMillis() + redone));
  }

  private static void idle(ApplicationSnapshot snapshot, double idle, Map<CoreUse, Double> into) {
    double left = idle;
    if (whole(snapshot)) {
      IdleSplit split = IdleSplit.of(snapshot);
      left -= put(CoreUse.DRIVER_ONLY, split.noStageMillis(), left, into);
      double tail = split.tailMillis();
      double few = split.stageMillis() - tail;
      left -= put(CoreUse.SKEW_TAIL, tail, left, into);
      left -= put(CoreUse.FEW_TASKS, few, left, into);
      if (few > 0 && left < SLIGHT * idle) {
        into.merge(CoreUse.FEW_TASKS, left, Double::sum);
        left = 0;
      }
    }
    into.put(CoreUse.IDLE, left);
  }

  private static double put(CoreUse use, double millis, double most, Map<CoreUse, Double> into) {
    double part = Math.max(0, Math.min(millis, most));
    into.put(use, part);
    return part;
  }

  private static boolean whole(ApplicationSnapshot snapshot) {
    Losses losses = snapshot.losses();
    return !losses.incomplete()
        && losses.evicted().getOrDefault("stages", 0L) == 0
        && losses.evicted().getOrDefault("executors", 0L) == 0;
  }

  /** Rounds the sums so far, not the parts, so that the parts add up. */
  private static Map<CoreUse, Long> rounded(Map<CoreUse, Double> exact, long allocated) {
    Map<CoreUse, Long> parts = new EnumMap<>(CoreUse.class);
    double sum = 0;
    long before = 0;
    for (Map.Entry<CoreUse, Double> each : exact.entrySet()) {
      sum += Math.max(0, each.getValue());
      boolean last = each.getKey() == CoreUse.IDLE;
      long until = last ? allocated : Math.max(before, Math.min(allocated, Math.round(sum)));
      parts.put(each.getKey(), until - before);
      before = until;
    }
    return parts;
  }

  /** Cores that a task takes, of which the setting tells; 1 where it says nothing sensible. */
  public static double cpusPerTask(ApplicationSnapshot snapshot) {
    String cpus = snapshot.facts().property("spark.task.cpus");
    try {
      double number = cpus == null ? 1 : Double.parseDouble(cpus.trim());
      return number >= 1 && number < Integer.MAX_VALUE ? number : 1;
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  public long allocatedMillis() {
    return allocatedMillis;
  }

  public long millis(CoreUse use) {
    return parts.getOrDefault(use, 0L);
  }

  /** The sum of some parts. */
  public long together(Collection<CoreUse> uses) {
    return uses.stream().mapToLong(this::millis).sum();
  }

  /** The time in which tasks ran. */
  public long busyMillis() {
    return allocatedMillis - sum(true, false);
  }

  /** What brought nothing: idle, failed, killed and lost time. */
  public long wastedMillis() {
    return sum(true, true);
  }

  private long sum(boolean idle, boolean wasted) {
    long sum = 0;
    for (Map.Entry<CoreUse, Long> each : parts.entrySet()) {
      boolean counts = (idle && each.getKey().idle()) || (wasted && each.getKey().wasted());
      sum += counts ? each.getValue() : 0;
    }
    return sum;
  }

  /** The part that took most beside the useful one. */
  public CoreUse worst() {
    CoreUse worst = CoreUse.IDLE;
    for (Map.Entry<CoreUse, Long> each : parts.entrySet()) {
      if (each.getKey().wasted() && each.getValue() > millis(worst)) {
        worst = each.getKey();
      }
    }
    return worst;
  }
}
