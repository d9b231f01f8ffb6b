package io.sparkvitals.rules;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One comparison of a guard as a rule file has it, its bound in the unit of the signal. */
public record WrittenGuard(String signal, String operator, double bound) {
  private static final Pattern FORM = Pattern.compile("(\\w+)\\s*(>=|<=|>|<|=).*");

  /** The comparisons of a line of a guard. */
  public static List<WrittenGuard> of(String line) {
    return Stream.of(line.split("\\s+(?:and|or)\\s+", -1)).map(WrittenGuard::comparison).toList();
  }

  private static WrittenGuard comparison(String text) {
    Matcher form = FORM.matcher(text.trim());
    if (!form.matches()) {
      throw new IllegalArgumentException(text);
    }
    return new WrittenGuard(form.group(1), form.group(2), Comparison.parse(text).bound());
  }
}
