package io.sparkvitals.rules;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with places to fill: {@code {value}}, or {@code {executorMemoryNew|more memory}} with
 * words for a value that is not known. Immutable.
 */
public final class Template {
  static final Template EMPTY = new Template("");

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)(?:\\|([^{}]*))?}");

  private final String text;

  private Template(String text) {
    this.text = text;
  }

  static Template of(String text) {
    return new Template(text);
  }

  /** The names in it. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** The filled text, or null where a value without other words is not known. */
  @Nullable String fill(Function<String, @Nullable String> values) {
    Matcher matcher = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      String value = values.apply(matcher.group(1));
      String words = value == null ? matcher.group(2) : value;
      if (words == null) {
        return null;
      }
      filled.append(text, end, matcher.start()).append(words);
      end = matcher.end();
    }
    return filled.append(text.substring(end)).toString();
  }

  /** As it stands in the file. */
  @Override
  public String toString() {
    return text;
  }
}
