package io.sparkvitals.cli;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Measure;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Steps;
import io.sparkvitals.rules.Texts;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/** One alert of one log, small enough to be kept and sent. Immutable. */
final class AlertCase implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MAX_NAME = 120;

  /** The worst first, and never two as equal unless they are about the same subject of a log. */
  static final Comparator<AlertCase> WORST_FIRST =
      Comparator.comparing((AlertCase each) -> each.severity)
          .thenComparingDouble(each -> each.badness)
          .reversed()
          .thenComparing(each -> each.log)
          .thenComparing(each -> each.subject)
          .thenComparingLong(each -> each.firedMillis);

  private final String log;
  private final String applicationId;
  private final String applicationName;
  private final String ruleId;
  private final Severity severity;
  private final String subject;
  private final double value;
  private final String valueText;
  private final double badness;
  private final long firedMillis;

  private AlertCase(String log, ApplicationFacts application, Alert alert) {
    Optional<Measure> measure = alert.finding().measure();
    Steps steps = alert.finding().rule().steps();
    boolean above = steps == null || steps.above();
    this.log = log;
    this.applicationId = Texts.line(application.id(), MAX_NAME);
    this.applicationName = Texts.line(application.name(), MAX_NAME);
    this.ruleId = alert.ruleId();
    this.severity = alert.severity();
    this.subject = alert.finding().subject().label();
    this.value = measure.map(Measure::value).orElse(Double.NaN);
    this.valueText = measure.map(Measure::valueText).orElse("");
    this.badness = measure.isPresent() ? (above ? value : -value) : 0;
    this.firedMillis = alert.firedMillis();
  }

  static AlertCase of(String log, ApplicationSnapshot application, Alert alert) {
    return new AlertCase(log, application.facts(), alert);
  }

  String log() {
    return log;
  }

  /** Empty where the log does not say it. */
  String applicationId() {
    return applicationId;
  }

  /** Empty where the log does not say it. */
  String applicationName() {
    return applicationName;
  }

  String ruleId() {
    return ruleId;
  }

  Severity severity() {
    return severity;
  }

  /** For people, such as {@code stage 7.0 (count at Job.scala:12)}. */
  String subject() {
    return subject;
  }

  /** In the unit of the rule's signal; empty for a mere occurrence. */
  OptionalDouble value() {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** With its unit; empty for a mere occurrence. */
  String valueText() {
    return valueText;
  }
}
