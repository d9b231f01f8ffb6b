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
        LOG.info("Spark Vitals: {}", summary(audit));
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Spark Vitals: the settings cannot be audited; the rest goes on", e);
    }
  }

  /** The score, and where to read of the findings, by means of the jar alone. */
  static String summary(Audit audit) {
    return audit.findings().isEmpty()
        ? audit.summary()
        : audit.summary()
            + "; the report explains each, and so does this jar: java -jar JAR check"
            + " conf/spark-defaults.conf";
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
