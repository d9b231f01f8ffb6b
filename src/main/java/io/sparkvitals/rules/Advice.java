package io.sparkvitals.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A recommendation with places to fill, for some causes or for all. Immutable. */
final class Advice {
  private final Set<CauseKind> when;
  private final Template text;
  private final List<Template> settings;
  private final Template gain;
  private final Template risk;

  Advice(
      Set<CauseKind> when, Template text, List<Template> settings, Template gain, Template risk) {
    this.when = when.isEmpty() ? EnumSet.allOf(CauseKind.class) : EnumSet.copyOf(when);
    this.text = text;
    this.settings = Collections.unmodifiableList(settings);
    this.gain = gain;
    this.risk = risk;
  }

  boolean fits(CauseKind kind) {
    return when.contains(kind);
  }

  /** A setting whose value is not known, or that is in force already, is left out. */
  Recommendation fill(Function<String, @Nullable String> values, Predicate<String> inForce) {
    List<String> lines = new ArrayList<>();
    for (Template setting : settings) {
      String line = setting.fill(values);
      if (line != null && !inForce.test(line)) {
        lines.add(line);
      }
    }
    return Recommendation.of(
        orEmpty(text.fill(values)), lines, orEmpty(gain.fill(values)), orEmpty(risk.fill(values)));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
