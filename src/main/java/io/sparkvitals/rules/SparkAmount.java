package io.sparkvitals.rules;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes and times exactly as Spark reads them ({@code JavaUtils.byteStringAs} and {@code
 * timeStringAs}): a whole number with its unit directly behind.
 */
public final class SparkAmount {
  private static final Pattern AMOUNT = Pattern.compile("(-?[0-9]{1,18})([a-z]{0,3})");
  private static final Map<String, Long> BYTES = bytesByUnit();
  private static final Map<String, Long> MICROS = microsByUnit();

  private SparkAmount() {}

  private static Map<String, Long> bytesByUnit() {
    Map<String, Long> bytes = new HashMap<>();
    bytes.put("b", 1L);
    int shift = 10;
    for (String unit : new String[] {"k", "m", "g", "t", "p"}) {
      bytes.put(unit, 1L << shift);
      bytes.put(unit + "b", 1L << shift);
      bytes.put(unit + "ib", 1L << shift);
      shift += 10;
    }
    return Collections.unmodifiableMap(bytes);
  }

  private static Map<String, Long> microsByUnit() {
    Map<String, Long> micros = new HashMap<>();
    micros.put("us", 1L);
    micros.put("ms", 1_000L);
    micros.put("s", 1_000_000L);
    micros.put("m", 60_000_000L);
    micros.put("min", 60_000_000L);
    micros.put("h", 3_600_000_000L);
    micros.put("d", 86_400_000_000L);
    return Collections.unmodifiableMap(micros);
  }

  /**
   * A size, of which every suffix is binary ({@code gib} is new in Spark 4); {@code bareUnit} are
   * the bytes that a bare number counts, 0 where a unit is needed. May be negative, where a setting
   * has a meaning for that. Empty where Spark cannot read it, or where it is too large.
   */
  public static OptionalLong bytes(String text, long bareUnit) {
    return amount(text, BYTES, bareUnit, 1);
  }

  /** A time in whole milliseconds, by the same rules. */
  public static OptionalLong millis(String text, long bareUnitMillis) {
    return amount(text, MICROS, bareUnitMillis * 1_000, 1_000);
  }

  /** Whether it is a number without a unit. */
  public static boolean bare(String text) {
    return text.trim().matches("[0-9]{1,18}");
  }

  private static OptionalLong amount(
      String text, Map<String, Long> units, long bareUnit, long divisor) {
    Matcher matcher = AMOUNT.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    Long unit = matcher.group(2).isEmpty() ? Long.valueOf(bareUnit) : units.get(matcher.group(2));
    long number = Long.parseLong(matcher.group(1));
    if (unit == null || unit == 0 || Math.abs(number) > Long.MAX_VALUE / unit) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(number * unit / divisor);
  }
}
