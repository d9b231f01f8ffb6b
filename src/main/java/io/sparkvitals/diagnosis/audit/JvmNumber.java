package io.sparkvitals.diagnosis.audit;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as a JVM reads them in its options ({@code Arguments::atojulong}): whole, with k, m, g or
 * t directly behind.
 */
final class JvmNumber {
  static final String EXPECTED = "takes a whole number, sizes with k, m or g directly behind it";

  private static final Pattern WHOLE = Pattern.compile("(-?[0-9]{1,19})([kmgt]?)");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-f]{1,16}");
  private static final Pattern GIB = Pattern.compile("([0-9]{1,6}\\.[0-9]{1,3})g");

  private JvmNumber() {}

  /** Empty where a JVM cannot read it. */
  static OptionalDouble whole(String text) {
    String number = text.toLowerCase(Locale.ROOT);
    if (HEX.matcher(number).matches()) {
      return OptionalDouble.of(Long.parseUnsignedLong(number.substring("0x".length()), 16));
    }
    Matcher matcher = WHOLE.matcher(number);
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    int power = "kmgt".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2)) + 1;
    return OptionalDouble.of(Double.parseDouble(matcher.group(1)) * Math.pow(1_024, power));
  }

  /** Of an option that may have a fraction, such as a percentage. */
  static OptionalDouble decimal(String text) {
    return text.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /** Without what people write too much: {@code 256mb}, {@code 1.5g}, {@code 35%}. */
  static String tidied(String text) {
    String tight =
        text.toLowerCase(Locale.ROOT).replaceFirst("([kmgt])i?b$", "$1").replaceFirst("%$", "");
    Matcher gib = GIB.matcher(tight);
    return gib.matches() ? Math.round(Double.parseDouble(gib.group(1)) * 1_024) + "m" : tight;
  }
}
