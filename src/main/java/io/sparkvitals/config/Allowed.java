package io.sparkvitals.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a setting may hold: a type, and a range or a list of words. Immutable. */
public final class Allowed {
  private final ValueType type;
  private final String min;
  private final String max;
  private final List<String> choices;
  private final String description;
  private final @Nullable Pattern pattern;

  private Allowed(
      ValueType type,
      String min,
      String max,
      List<String> choices,
      String description,
      @Nullable Pattern pattern) {
    this.type = type;
    this.min = min;
    this.max = max;
    this.choices = choices;
    this.description = description;
    this.pattern = pattern;
  }

  private static Allowed of(ValueType type, String min, String max, String description) {
    return new Allowed(type, min, max, Collections.emptyList(), description, null);
  }

  /** Any text that is not blank; the one who uses it checks it against the description. */
  static Allowed text(String description) {
    return of(ValueType.TEXT, "", "", description);
  }

  /** A text of a form. */
  static Allowed matching(String regex, String description) {
    return new Allowed(
        ValueType.TEXT, "", "", Collections.emptyList(), description, Pattern.compile(regex));
  }

  static Allowed flag() {
    return of(ValueType.FLAG, "", "", ValueType.FLAG.description());
  }

  /** One of these words, without regard to case. */
  static Allowed choice(String... words) {
    return new Allowed(
        ValueType.CHOICE,
        "",
        "",
        Collections.unmodifiableList(Arrays.asList(words.clone())),
        ValueType.CHOICE.description() + " " + String.join(", ", words),
        null);
  }

  /** A number of the type; both bounds are written as a user writes them, and inclusive. */
  static Allowed range(ValueType type, String min, String max) {
    return of(type, min, max, type.description() + ", from " + min + " to " + max);
  }

  public ValueType type() {
    return type;
  }

  /** The text in the form in which it is kept, as a word of the list for a choice. */
  String normalize(String text) {
    return type == ValueType.CHOICE ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** The text as a number in the type's unit; empty if it is not allowed. */
  OptionalDouble number(String text) {
    if (pattern != null && !pattern.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    OptionalDouble number = type.number(text);
    boolean allowed =
        type == ValueType.CHOICE
            ? choices.contains(normalize(text))
            : number.isPresent() && inRange(number.getAsDouble());
    return allowed ? number : OptionalDouble.empty();
  }

  private boolean inRange(double number) {
    return max.isEmpty() || (number >= bound(min) && number <= bound(max));
  }

  private double bound(String text) {
    return type.number(text).orElseThrow(() -> new IllegalStateException("bad bound " + text));
  }

  /** A noun phrase that says what is expected, such as {@code true or false}. */
  public String expected() {
    return description;
  }
}
