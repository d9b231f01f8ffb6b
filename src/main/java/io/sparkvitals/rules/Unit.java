package io.sparkvitals.rules;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a signal is measured in: how people write it and how it is written for people. */
public enum Unit {
  /** A part of a whole, from 0 to 1 or more; written as per cent. */
  RATIO("a ratio such as 0.10 or 10 %") {
    @Override
    public String format(double value) {
      return short3(value * 100) + " %";
    }

    @Override
    double factor(String suffix) {
      return suffix.equals("%") ? 0.01 : plain(suffix);
    }
  },
  /** How many times as large. */
  FACTOR("a factor such as 5") {
    @Override
    public String format(double value) {
      return short3(value) + "x";
    }

    @Override
    double factor(String suffix) {
      return suffix.equals("x") ? 1 : plain(suffix);
    }
  },
  /** Bytes; written in powers of ten. */
  BYTES("a size such as 100 MB, 50 GB or 2 GiB") {
    @Override
    public String format(double value) {
      return Sizes.decimal(value);
    }

    @Override
    double factor(String suffix) {
      return Sizes.factor(suffix);
    }
  },
  /** Seconds; written in the unit that fits. */
  SECONDS("a time such as 90s, 10m or 1h") {
    @Override
    public String format(double value) {
      if (value < 1) {
        return Math.round(value * 1_000) + " ms";
      }
      if (value < 120) {
        return short3(value) + " s";
      }
      return value < 7_200 ? Math.round(value / 60) + " min" : short3(value / 3_600) + " h";
    }

    @Override
    double factor(String suffix) {
      switch (suffix) {
        case "ms":
          return 0.001;
        case "s":
          return 1;
        case "m":
        case "min":
          return 60;
        case "h":
          return 3_600;
        case "d":
          return 86_400;
        default:
          return plain(suffix);
      }
    }
  },
  /** Money, in whatever currency the rates are. */
  AMOUNT("an amount such as 12.50") {
    @Override
    public String format(double value) {
      return String.format(Locale.ROOT, "%,.2f", value);
    }

    @Override
    double factor(String suffix) {
      return plain(suffix);
    }
  },
  COUNT("a number such as 20") {
    @Override
    public String format(double value) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    @Override
    double factor(String suffix) {
      return plain(suffix);
    }
  };

  private static final Pattern QUANTITY =
      Pattern.compile("(\\d+(?:\\.\\d+)?|\\.\\d+)\\s*([a-z%]*)");

  private final String expected;

  Unit(String expected) {
    this.expected = expected;
  }

  /** The name in reports, such as {@code ratio}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A value for people, with its unit, such as {@code 23 %}, {@code 4.2 GB} or {@code 11 min}. */
  public abstract String format(double value);

  /** What a suffix multiplies by, or 0 for one that this unit does not know. */
  abstract double factor(String suffix);

  /** What a value of this unit looks like, to finish the sentence "expected …". */
  public String expected() {
    return expected;
  }

  /** Reads a value of zero or more as people write it; empty where it cannot be read. */
  public OptionalDouble parse(String text) {
    Matcher matcher = QUANTITY.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches() || matcher.group(1).length() > 18) {
      return OptionalDouble.empty();
    }
    double factor = factor(matcher.group(2));
    return factor > 0 ? OptionalDouble.of(times(matcher.group(1), factor)) : OptionalDouble.empty();
  }

  /** In decimal arithmetic, so that 95 % is the same number as 0.95. */
  private static double times(String number, double factor) {
    return new BigDecimal(number).multiply(BigDecimal.valueOf(factor)).doubleValue();
  }

  private static double plain(String suffix) {
    return suffix.isEmpty() ? 1 : 0;
  }

  /** Two digits that count below 10, whole numbers above; no trailing zero. */
  static String short3(double value) {
    double tenths = Math.round(value * 10) / 10.0;
    if (Math.abs(tenths) >= 10 || tenths == Math.rint(tenths)) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    return String.format(Locale.ROOT, "%.1f", tenths);
  }
}
