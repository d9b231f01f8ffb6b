package io.sparkvitals.report.json;

import io.sparkvitals.diagnosis.audit.Audit;
import io.sparkvitals.diagnosis.audit.AuditFinding;
import java.io.IOException;

/** What the settings say of how ready the application is, the most severe first, and a score. */
final class AuditJson {
  private final Members members;

  AuditJson(Members members) {
    this.members = members;
  }

  void audit(Audit audit) throws IOException {
    members.number("readinessScore", audit.score());
    members.objects("audit", audit.findings(), this::finding);
  }

  private void finding(AuditFinding what) throws IOException {
    members.text("check", what.check().id()).text("title", what.check().title());
    members.text("severity", what.severity().label());
    members.text("found", what.found()).text("why", what.check().why());
    members.object("recommendation", () -> members.recommendation(what.fix()));
    members.text("docs", what.check().docs());
  }
}
