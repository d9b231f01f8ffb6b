package io.sparkvitals.report.text;

import io.sparkvitals.diagnosis.audit.Audit;
import io.sparkvitals.diagnosis.audit.AuditFinding;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Severity;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What the settings say of how ready the application is, for a terminal; hints are only named. */
final class AuditText {
  private static final int FULL = 10;

  private final Paper paper;

  AuditText(Paper paper) {
    this.paper = paper;
  }

  void audit(Audit audit) throws IOException {
    if (audit.findings().isEmpty()) {
      return;
    }
    paper.heading("Settings");
    String summary = audit.summary();
    paper.paragraph(Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".");
    int shown = 0;
    for (AuditFinding each : audit.findings()) {
      if (each.severity().atLeast(Severity.WARNING) && shown++ < FULL) {
        finding(each);
      }
    }
    if (shown > FULL) {
      paper.blank().paragraph(Words.count(shown - FULL) + " more in the JSON and HTML reports.");
    }
    List<String> hints =
        audit.findings().stream()
            .filter(each -> each.severity() == Severity.INFO)
            .map(each -> each.check().id())
            .distinct()
            .collect(Collectors.toList());
    if (!hints.isEmpty()) {
      paper.blank().paragraph("Hints: " + String.join(", ", hints) + ".");
    }
  }

  private void finding(AuditFinding what) throws IOException {
    paper.blank().paragraph(what.check().title() + " (" + what.check().id() + ")");
    paper.entry("found", what.found());
    paper.entry("why", what.check().why());
    paper.entry("do", what.fix().text());
    for (String line : what.fix().confLines()) {
      paper.copyReady(line);
    }
    paper.entry("risk", what.fix().risk());
  }
}
