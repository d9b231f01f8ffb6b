package io.sparkvitals.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations and sizes as Spark's own settings write them: {@code 10s}, {@code 1g}. */
final class SparkUnits {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,18})\\s*([a-z]*)");
  private static final Map<String, Long> MILLIS = millisByUnit();
  private static final Map<String, Long> BYTES = bytesByUnit();

  private SparkUnits() {}

  private static Map<String, Long> millisByUnit() {
    Map<String, Long> millis = new HashMap<>();
    millis.put("ms", 1L);
    millis.put("", 1_000L);
    millis.put("s", 1_000L);
    millis.put("m", 60_000L);
    millis.put("min", 60_000L);
    millis.put("h", 3_600_000L);
    millis.put("d", 86_400_000L);
    return Collections.unmodifiableMap(millis);
  }

  private static Map<String, Long> bytesByUnit() {
    Map<String, Long> bytes = new HashMap<>();
    bytes.put("", 1L);
    bytes.put("b", 1L);
    int shift = 10;
    for (String unit : new String[] {"k", "m", "g", "t", "p"}) {
      bytes.put(unit, 1L << shift);
      bytes.put(unit + "b", 1L << shift);
      shift += 10;
    }
    return Collections.unmodifiableMap(bytes);
  }

  /** Milliseconds; seconds are meant where no unit stands. Empty for anything else. */
  static OptionalLong millis(String text) {
    return amount(text, MILLIS);
  }

  /** Bytes, with units of 1,024; bytes are meant where no unit stands. Empty for anything else. */
  static OptionalLong bytes(String text) {
    return amount(text, BYTES);
  }

  private static OptionalLong amount(String text, Map<String, Long> units) {
    Matcher matcher = AMOUNT.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    Long unit = units.get(matcher.group(2));
    long number = Long.parseLong(matcher.group(1));
    return unit == null || number > Long.MAX_VALUE / unit
        ? OptionalLong.empty()
        : OptionalLong.of(number * unit);
  }
}
