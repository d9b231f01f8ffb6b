package io.sparkvitals.report;

import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.model.Spending;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Unit;
import java.util.Locale;
import java.util.OptionalDouble;

/** How figures are written on the page. */
public final class Figures {
  /** Stands where a figure is not known. */
  public static final String UNKNOWN = "–";

  private static final double LEAST = 0.0005;
  private static final double LEAST_MONEY = 0.005;
  private static final double LEAST_HOURS = 0.005;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Figures() {}

  /** The two units that count: {@code 640 ms}, {@code 4.2 s}, {@code 11 min 24 s}, {@code 3 h}. */
  public static String duration(double millis) {
    long whole = Math.round(millis);
    if (whole < MINUTE) {
      return Unit.SECONDS.format(millis / 1e3);
    }
    if (whole < HOUR) {
      return two(whole, MINUTE, "min", SECOND, "s");
    }
    return whole < DAY ? two(whole, HOUR, "h", MINUTE, "min") : two(whole, DAY, "d", HOUR, "h");
  }

  private static String two(long millis, long unit, String name, long lesser, String lesserName) {
    long rounded = (millis + lesser / 2) / lesser * lesser;
    long rest = rounded % unit / lesser;
    return rounded / unit + " " + name + (rest == 0 ? "" : " " + rest + " " + lesserName);
  }

  public static String percent(OptionalDouble ratio) {
    return ratio.isPresent() ? Words.percent(ratio.getAsDouble()) : UNKNOWN;
  }

  /** A share of a whole, which is 0 only where it is nothing. */
  public static String percentOf(double part, double whole) {
    double ratio = whole > 0 ? part / whole : 0;
    return ratio > 0 && ratio < LEAST ? "< 0.1 %" : Words.percent(ratio);
  }

  public static String factor(OptionalDouble ratio) {
    return ratio.isPresent() ? factor(ratio.getAsDouble()) : UNKNOWN;
  }

  public static String factor(double ratio) {
    return Unit.FACTOR.format(ratio);
  }

  public static String count(double number) {
    return Unit.COUNT.format(number);
  }

  public static String bytes(double bytes) {
    return Sizes.decimal(bytes);
  }

  public static String memory(double bytes) {
    return Sizes.binary(bytes);
  }

  /** Cores times time: {@code 3.4 core-hours}. */
  public static String coreTime(double coreMillis) {
    if (coreMillis >= HOUR) {
      return number(coreMillis / HOUR) + " core-hours";
    }
    return coreMillis >= MINUTE
        ? number(coreMillis / MINUTE) + " core-minutes"
        : number(coreMillis / SECOND) + " core-seconds";
  }

  /** An amount of money, with the currency where one is set. */
  public static String money(Spending spending, double amount) {
    String number = amount > 0 && amount < LEAST_MONEY ? "< 0.01" : Unit.AMOUNT.format(amount);
    return spending.currency().isEmpty() ? number : spending.currency() + " " + number;
  }

  /** Memory times time: {@code 3.4 GiB-hours}. */
  public static String memoryTime(double gibHours) {
    return gibHours > 0 && gibHours < LEAST_HOURS
        ? "< 0.01 GiB-hours"
        : String.format(
            Locale.ROOT, gibHours < 10 ? "%.2f GiB-hours" : "%,.0f GiB-hours", gibHours);
  }

  /** What advice would have saved of the run; empty where that is not known. */
  public static String saving(Suggestion what) {
    double millis = what.savedCoreMillis().orElse(0);
    return millis >= SECOND ? "about " + coreTime(millis) : "";
  }

  private static String number(double value) {
    return value < 10
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /** Where a sign of so many pixels begins, so that it lies within the drawing at its ends too. */
  public static String inward(double share, int pixels) {
    return String.format(Locale.ROOT, "%.1f", 0.0 - share * pixels).replaceFirst("\\.0$", "");
  }

  /** A coordinate or length in per cent of the drawing's width. */
  public static String share(double part, double whole) {
    double percent = whole > 0 ? Math.max(0, Math.min(100, 100 * part / whole)) : 0;
    String text = String.format(Locale.ROOT, "%.2f", percent);
    return text.replaceFirst("\\.?0+$", "") + "%";
  }
}
