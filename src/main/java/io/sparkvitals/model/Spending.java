package io.sparkvitals.model;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the executors of an application have cost so far, by the rates of its settings. Immutable.
 *
 * <p>Cores from registration to removal; memory likewise, heap and all that is beside it. The
 * driver, disks and what a node has left over are not in it; in local mode the driver's cores are
 * the executors' and are in it. Executors on spot capacity cost by rates of their own where these
 * are set; an executor that is no longer kept costs the ordinary rate.
 */
public final class Spending {
  private static final String PREFIX = "spark.vitals.cost.";
  private static final double HOUR_MILLIS = 3.6e6;
  private static final double GIB_HOUR = 3_600.0 * (1L << 30);
  private static final Pattern CURRENCY = Pattern.compile("[\\p{L}\\p{Sc}]{1,8}");

  private final Rates ordinary;
  private final Rates spot;
  private final double coreHours;
  private final double spotCoreHours;
  private final double idleRatio;
  private final double gibHours;
  private final double spotGibHours;
  private final double budget;
  private final String currency;

  private Spending(ApplicationSnapshot snapshot) {
    ApplicationFacts facts = snapshot.facts();
    CoreTime time = snapshot.work().coreTime();
    Spot isSpot = Spot.of(facts);
    this.ordinary = Rates.of(facts, "", Rates.NONE);
    this.spot = Rates.of(facts, "spot.", ordinary);
    this.coreHours = Math.max(0, time.allocatedMillis()) / HOUR_MILLIS;
    this.spotCoreHours = Math.min(coreHours, coreMillis(snapshot, isSpot) / HOUR_MILLIS);
    this.idleRatio = time.idleRatio().orElse(0);
    this.gibHours = byteSeconds(snapshot, each -> true) / GIB_HOUR;
    this.spotGibHours = byteSeconds(snapshot, isSpot::holds) / GIB_HOUR;
    this.budget = number(facts, "budget");
    String text = facts.property(PREFIX + "currency");
    this.currency = text != null && CURRENCY.matcher(text.trim()).matches() ? text.trim() : "";
  }

  /** Empty where no rate is set. */
  public static Optional<Spending> of(ApplicationSnapshot snapshot) {
    return Optional.of(hours(snapshot)).filter(Spending::priced);
  }

  /** The hours, with costs of 0 where no rate is set. */
  public static Spending hours(ApplicationSnapshot snapshot) {
    return new Spending(snapshot);
  }

  /** The memory that executors may use, integrated over their lives; without the driver's. */
  public static double allocatedByteSeconds(ApplicationSnapshot snapshot) {
    return byteSeconds(snapshot, each -> true);
  }

  private static double coreMillis(ApplicationSnapshot snapshot, Spot spot) {
    double millis = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      millis += spot.holds(each.facts()) ? Math.max(0, each.coreTime().allocatedMillis()) : 0;
    }
    return millis;
  }

  private static double byteSeconds(ApplicationSnapshot snapshot, Predicate<ExecutorFacts> wanted) {
    long end = snapshot.untilMillis();
    double byteSeconds = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      ExecutorLoss loss = each.loss();
      long until = loss == null ? end : loss.removedMillis();
      long added = each.facts().addedMillis();
      if (added > 0 && until > added && wanted.test(each.facts())) {
        byteSeconds += bytes(each) * ((until - added) / 1e3);
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
  private static double number(ApplicationFacts facts, String key) {
    String text = facts.property(PREFIX + key);
    try {
      double number = text == null ? 0 : Double.parseDouble(text.trim());
      return number > 0 && number < Double.POSITIVE_INFINITY ? number : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Whether any rate is set. */
  public boolean priced() {
    return ordinary.priced() || spot.priced();
  }

  /** In the currency of the rates. */
  public double cost() {
    return coreCost() + memoryCost();
  }

  public double coreCost() {
    return (coreHours - spotCoreHours) * ordinary.perCoreHour + spotCoreHours * spot.perCoreHour;
  }

  public double memoryCost() {
    return (gibHours - spotGibHours) * ordinary.perGibHour + spotGibHours * spot.perGibHour;
  }

  /** What cores cost while no task ran on them, at the mean rate. */
  public double idleCost() {
    return coreCost() * idleRatio;
  }

  /** What some of the core time cost, at the mean rate of all of it. */
  public double costOf(double coreMillis) {
    return coreHours > 0 ? coreCost() * (coreMillis / HOUR_MILLIS / coreHours) : 0;
  }

  public double coreHours() {
    return coreHours;
  }

  /** The part of the core-hours that was on spot capacity. */
  public double spotCoreHours() {
    return spotCoreHours;
  }

  public double gibHours() {
    return gibHours;
  }

  /** What the application may cost, or 0 where nothing is said. */
  public double budget() {
    return budget;
  }

  /** A short text that stands before amounts; empty where none is set. */
  public String currency() {
    return currency;
  }

  /** Prices of one kind of capacity. */
  private static final class Rates {
    private static final Rates NONE = new Rates(0, 0);

    private final double perCoreHour;
    private final double perGibHour;

    private Rates(double perCoreHour, double perGibHour) {
      this.perCoreHour = perCoreHour;
      this.perGibHour = perGibHour;
    }

    /** What is not set, or 0, is as {@code otherwise} has it. */
    static Rates of(ApplicationFacts facts, String kind, Rates otherwise) {
      double core = number(facts, kind + "perCoreHour");
      double gib = number(facts, kind + "perGbHour");
      return new Rates(
          core > 0 ? core : otherwise.perCoreHour, gib > 0 ? gib : otherwise.perGibHour);
    }

    boolean priced() {
      return perCoreHour > 0 || perGibHour > 0;
    }
  }
}
