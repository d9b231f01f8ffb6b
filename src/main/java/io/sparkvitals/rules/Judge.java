package io.sparkvitals.rules;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds one rule against one subject and says what is found. Stateless. */
final class Judge {
  private static final int MAX_TEXT = 400;

  private final Diagnosis.Source diagnoses;

  Judge(Diagnosis.Source diagnoses) {
    this.diagnoses = diagnoses;
  }

  /** Judges a rule over a signal; empty where its condition or a guard does not hold. */
  Optional<Finding> state(Rule rule, Sight sight, boolean event) {
    Signal signal = rule.signal();
    Steps steps = rule.steps();
    if (signal == null || steps == null) {
      return Optional.empty();
    }
    OptionalDouble value = signal.read(sight);
    if (!value.isPresent()) {
      return Optional.empty();
    }
    double number = value.getAsDouble();
    Optional<Severity> reached =
        steps.reached(number, severity -> rule.stepGuardsHold(severity, sight));
    if (!reached.isPresent() || !rule.guardsHold(sight)) {
      return Optional.empty();
    }
    Measure measure = Measure.of(signal, number, steps.bound(reached.get()));
    Finding finding =
        Finding.of(rule, sight.subject(), reached.get(), event)
            .occurred(event ? Occurred.millis(sight) : 0, 1)
            .measured(withSamples(measure, rule, sight));
    return Optional.of(worded(finding, sight, diagnoses.of(signal).explain(sight)));
  }

  private static Measure withSamples(Measure measure, Rule rule, Sight sight) {
    Signal samples = rule.samples();
    if (samples == null) {
      return measure;
    }
    OptionalDouble size = samples.read(sight);
    return size.isPresent() ? measure.samples(samples, size.getAsDouble()) : measure;
  }

  /**
   * Judges a rule on an occurrence of a class; empty where the class is no alert. {@code once}: it
   * is over when it is said.
   */
  Optional<Finding> event(Rule rule, Sight sight, String occurrenceClass, boolean once) {
    Occurrence occurrence = rule.occurrence();
    Optional<Severity> severity = rule.severity(occurrenceClass);
    if (occurrence == null || !severity.isPresent() || !rule.guardsHold(sight)) {
      return Optional.empty();
    }
    Finding finding =
        Finding.of(rule, sight.subject(), severity.get(), once)
            .occurred(Occurred.millis(sight), Occurred.times(sight));
    return Optional.of(worded(finding, sight, diagnoses.of(occurrence).explain(sight)));
  }

  private static Finding worded(Finding finding, Sight sight, Cause cause) {
    Function<String, @Nullable String> values = new Values(finding, sight)::of;
    Rule rule = finding.rule();
    String sentence = cause.sentence().isEmpty() ? filled(rule.cause(), values) : cause.sentence();
    Recommendation recommendation =
        rule.advice(cause.kind())
            .map(advice -> advice.fill(values, setting -> Sizing.inForce(sight, setting)))
            .orElse(Recommendation.NONE)
            .preceded(cause.settings());
    return finding
        .explained(cause, sentence)
        .advised(filled(rule.summary(), values), recommendation);
  }

  private static String filled(Template template, Function<String, @Nullable String> values) {
    String text = template.fill(values);
    return text == null ? "" : Texts.line(text, MAX_TEXT);
  }
}
