package io.sparkvitals.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the executors of an application have cost so far, by the rates of its settings. Immutable.
 *
 * <p>Cores from registration to removal; memory likewise, heap and all that is beside it. The
 * driver, disks and what a node has left over are not in it.
 */
public final class Spending {
  private static final double HOUR_MILLIS = 3.6e6;
  private static final double HOUR_SECONDS = 3_600;
  private static final double GIB = 1L << 30;

  private final double perCoreHour;
  private final double perGibHour;
  private final double coreHours;
  private final double idleCoreHours;
  private final double gibHours;
  private final double budget;

  private Spending(ApplicationSnapshot snapshot, double perCoreHour, double perGibHour) {
    this.perCoreHour = perCoreHour;
    this.perGibHour = perGibHour;
    this.coreHours = snapshot.work().coreTime().allocatedMillis() / HOUR_MILLIS;
    this.idleCoreHours = coreHours * snapshot.work().coreTime().idleRatio().orElse(0);
    this.gibHours = allocatedByteSeconds(snapshot) / GIB / HOUR_SECONDS;
    this.budget = number(snapshot.facts().property("spark.vitals.cost.budget"));
  }

  /** Empty where neither rate is set. */
  public static Optional<Spending> of(ApplicationSnapshot snapshot) {
    double perCoreHour = number(snapshot.facts().property("spark.vitals.cost.perCoreHour"));
    double perGibHour = number(snapshot.facts().property("spark.vitals.cost.perGbHour"));
    return perCoreHour > 0 || perGibHour > 0
        ? Optional.of(new Spending(snapshot, perCoreHour, perGibHour))
        : Optional.empty();
  }

  /** The memory that executors may use, integrated over their lives; without the driver's. */
  public static double allocatedByteSeconds(ApplicationSnapshot snapshot) {
    long end = snapshot.endMillis() > 0 ? snapshot.endMillis() : snapshot.takenMillis();
    double byteSeconds = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      ExecutorLoss loss = each.loss();
      long until = loss == null ? end : loss.removedMillis();
      if (each.facts().addedMillis() > 0 && until > each.facts().addedMillis()) {
        byteSeconds += bytes(each) * ((until - each.facts().addedMillis()) / 1e3);
      }
    }
    return byteSeconds;
  }

  /** The container, or the heap where there is none. */
  private static double bytes(ExecutorSnapshot executor) {
    MemoryLimits limits = executor.memory().limits();
    return limits.containerBytes().orElse(limits.heapBytes().orElse(0));
  }

  /** A number of 0 or more as settings have it; 0 for anything else. */
  private static double number(@Nullable String text) {
    try {
      double number = text == null ? 0 : Double.parseDouble(text.trim());
      return number > 0 && number < Double.POSITIVE_INFINITY ? number : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** In the currency of the rates. */
  public double cost() {
    return coreCost() + memoryCost();
  }

  public double coreCost() {
    return coreHours * perCoreHour;
  }

  public double memoryCost() {
    return gibHours * perGibHour;
  }

  /** What cores cost while no task ran on them. */
  public double idleCost() {
    return idleCoreHours * perCoreHour;
  }

  public double coreHours() {
    return coreHours;
  }

  public double gibHours() {
    return gibHours;
  }

  /** What the application may cost, or 0 where nothing is said. */
  public double budget() {
    return budget;
  }
}
