package io.sparkvitals;

import io.sparkvitals.diagnosis.audit.Audit;
import io.sparkvitals.diagnosis.audit.AuditFinding;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once, when the application begins, what the audit of its settings found. */
final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final int MAX_WARNINGS = 10;

  private AuditLog() {}

  /** One line for each critical finding, and one for all. Never throws. */
  static void tell(ApplicationFacts facts) {
    try {
      Audit audit = Audit.of(facts);
      audit.findings().stream()
          .filter(each -> each.severity() == Severity.CRITICAL)
          .limit(MAX_WARNINGS)
          .forEach(each -> LOG.warn("Spark Vitals: {}", line(each)));
      if (!facts.environment().isEmpty()) {
        LOG.info(
            "Spark Vitals: {}; the report has all, and src/docs/readiness.md says more",
            audit.summary());
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Spark Vitals: the settings cannot be audited; the rest goes on", e);
    }
  }

  private static String line(AuditFinding finding) {
    String settings = String.join(" ", finding.fix().confLines());
    return Texts.visible(
        finding.found()
            + " "
            + finding.fix().text()
            + (settings.isEmpty() ? "" : " Try " + settings)
            + " ["
            + finding.check().id()
            + "]");
  }
}
