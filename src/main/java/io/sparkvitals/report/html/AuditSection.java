package io.sparkvitals.report.html;

import io.sparkvitals.diagnosis.audit.Audit;
import io.sparkvitals.diagnosis.audit.AuditFinding;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Severity;
import java.io.IOException;

/** What the settings say of how ready the application is; hints are folded. */
final class AuditSection implements Section {
  private final Audit audit;

  AuditSection(Dossier dossier) {
    this.audit = dossier.report().audit();
  }

  @Override
  public String anchor() {
    return "audit";
  }

  @Override
  public String title() {
    return "Settings";
  }

  @Override
  public boolean present() {
    return !audit.findings().isEmpty();
  }

  @Override
  public void write(Html html) throws IOException {
    String summary = audit.summary();
    html.element("p", Character.toUpperCase(summary.charAt(0)) + summary.substring(1) + ".").line();
    for (AuditFinding each : audit.findings()) {
      card(html, each);
    }
  }

  private static void card(Html html, AuditFinding what) throws IOException {
    if (what.severity() == Severity.INFO) {
      html.open("details", "class", "alert advice audit");
    } else {
      html.open("details", "class", "alert audit " + what.severity().label(), "open", "open");
    }
    html.open("summary").element("h3", what.check().title());
    html.element("code", what.check().id(), "class", "rule");
    html.element("span", Words.unbroken(what.found()), "class", "summary").close().line();
    html.open("dl", "class", "facts");
    Remedy.fact(html, "Severity", what.severity().label());
    Remedy.fact(html, "Why", what.check().why());
    html.close().line();
    Remedy.advice(html, what.fix());
    html.close().line();
  }
}
