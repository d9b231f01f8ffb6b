package io.sparkvitals.report.json;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.ResolveReason;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.report.AlertTotals;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Measure;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Signal;
import io.sparkvitals.rules.Subject;
import java.io.IOException;
import java.util.Optional;

/** Alerts that fired, in the order of firing. */
final class AlertJson {
  private final Members members;

  AlertJson(Members members) {
    this.members = members;
  }

  void alerts(Report report) throws IOException {
    members.objects("alerts", report.alerts(), this::alert);
    members.object("alertCounts", () -> counts(report.counts()));
  }

  private void counts(AlertTotals counts) throws IOException {
    long unlisted = 0;
    for (Severity each : Severity.values()) {
      members.number(each.label(), counts.fired(each));
      unlisted += counts.unlisted(each);
    }
    members.number("unlisted", unlisted);
  }

  private void alert(Alert alert) throws IOException {
    Finding finding = alert.finding();
    members.text("rule", alert.ruleId()).text("title", finding.rule().title());
    members.text("severity", alert.severity().label()).text("status", alert.state().label());
    members.object("subject", () -> subject(finding.subject()));
    measure(finding.measure());
    members.time("startedAtMillis", alert.startedMillis());
    members.time("firedAtMillis", alert.firedMillis());
    members.time("resolvedAtMillis", alert.resolvedMillis());
    members.text("resolveReason", alert.reason().map(ResolveReason::label).orElse(null));
    members.text("mutedBy", alert.mutedBy().orElse(null));
    members.number("timesSeen", alert.timesSeen()).text("fingerprint", alert.fingerprint());
    members.words("summary", finding.summary()).words("cause", finding.cause());
    members.text("causeKind", finding.causeKind().label());
    members.texts("evidence", finding.evidence());
    members.object("recommendation", () -> members.recommendation(finding.recommendation()));
  }

  private void subject(Subject subject) throws IOException {
    members.text("scope", subject.scope().label()).text("label", subject.label());
    StageKey stage = subject.stage();
    if (stage != null) {
      members.number("stageId", stage.stageId()).number("attempt", stage.attempt());
    }
    if (subject.executorId() != null) {
      members.text("executorId", subject.executorId()).text("host", subject.host());
    }
    if (subject.jobId().isPresent()) {
      members.number("jobId", subject.jobId()).text("jobGroup", subject.jobGroup());
    }
  }

  /** All null for a mere occurrence. */
  private void measure(Optional<Measure> measure) throws IOException {
    Optional<Signal> signal = measure.map(Measure::signal);
    members.text("signal", signal.map(Signal::member).orElse(null));
    members.text("unit", signal.map(each -> each.unit().label()).orElse(null));
    members.decimal("value", measure.map(Measure::value).orElse(Double.NaN));
    members.decimal("threshold", measure.map(Measure::threshold).orElse(Double.NaN));
    double samples = measure.map(Measure::samples).orElse(-1.0);
    members.decimal("samples", samples >= 0, samples);
  }
}
