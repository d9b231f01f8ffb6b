package io.sparkvitals.cli;

import io.sparkvitals.diagnosis.audit.Audit;
import io.sparkvitals.diagnosis.audit.AuditFinding;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The findings of an audit: what is wrong with why and fix, hints in fewer words. */
final class AuditPrint {
  private final Terminal terminal;

  AuditPrint(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(Audit audit) throws IOException {
    for (AuditFinding each : audit.findings()) {
      if (each.severity().atLeast(Severity.WARNING)) {
        line("", each.severity().label() + ": " + each.found() + " [" + each.check().id() + "]");
        line("  why: ", each.check().why());
        fix(each);
      }
    }
    List<AuditFinding> hints =
        audit.findings().stream()
            .filter(each -> each.severity() == Severity.INFO)
            .collect(Collectors.toList());
    if (!hints.isEmpty()) {
      terminal.print("Worth a thought:\n");
    }
    for (AuditFinding each : hints) {
      line("  ", each.found() + " [" + each.check().id() + "]");
      line("    ", each.check().why());
      List<String> settings = each.fix().confLines();
      line("    ", settings.isEmpty() ? each.fix().text() : String.join(" ", settings));
      if (!settings.isEmpty() && !each.fix().risk().isEmpty()) {
        line("    risk: ", each.fix().risk());
      }
    }
  }

  private void fix(AuditFinding finding) throws IOException {
    if (!finding.fix().text().isEmpty()) {
      line("  fix: ", finding.fix().text());
    }
    for (String setting : finding.fix().confLines()) {
      line("    ", setting);
    }
    if (!finding.fix().risk().isEmpty()) {
      line("  risk: ", finding.fix().risk());
    }
  }

  private void line(String indent, String text) throws IOException {
    terminal.print(indent + Texts.visible(text) + "\n");
  }
}
