package io.sparkvitals.rules;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the places in a rule's texts are filled with for one finding. Immutable. */
final class Values {
  private final Finding finding;
  private final Sight sight;

  Values(Finding finding, Sight sight) {
    this.finding = finding;
    this.sight = sight;
  }

  /** Every name that a text may use. */
  static Set<String> names() {
    Set<String> names =
        new LinkedHashSet<>(
            Arrays.asList("subject", "application", "value", "threshold", "samples", "window"));
    for (Placeholder each : Placeholder.values()) {
      names.add(each.member());
    }
    names.addAll(Names.signals());
    return names;
  }

  /** The value of a name, or null where it is not known. */
  @Nullable String of(String name) {
    switch (name) {
      case "subject":
        return finding.subject().label();
      case "application":
        return Subject.of(sight.snapshot()).label();
      case "window":
        return window();
      case "value":
        return finding.measure().map(Measure::valueText).orElse(null);
      case "threshold":
        return finding.measure().map(Measure::thresholdText).orElse(null);
      case "samples":
        return finding.measure().map(Measure::samplesText).orElse(null);
      default:
        return computed(name);
    }
  }

  private String window() {
    if (sight.wholeRun()) {
      return "the whole run";
    }
    switch (sight.subject().scope()) {
      case STAGE:
        return "the stage";
      case EXECUTOR:
      case DRIVER:
        return "the last 10 min";
      default:
        return "the last " + Unit.SECONDS.format(finding.rule().windowMillis() / 1e3);
    }
  }

  private @Nullable String computed(String name) {
    Placeholder placeholder = Placeholder.parse(name);
    if (placeholder != null) {
      return placeholder.value(sight).orElse(null);
    }
    Signal signal = Signal.parse(name);
    OptionalDouble value = signal == null ? OptionalDouble.empty() : signal.read(sight);
    return signal != null && value.isPresent() ? signal.unit().format(value.getAsDouble()) : null;
  }
}
