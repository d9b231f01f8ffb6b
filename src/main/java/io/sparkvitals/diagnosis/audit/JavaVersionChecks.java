package io.sparkvitals.diagnosis.audit;

import java.util.Collections;
import java.util.List;

/** Whether this Spark runs on this Java, before anything has started. */
final class JavaVersionChecks implements Checks {
  @Override
  public List<AuditFinding> of(Settings settings) {
    int java = settings.driverJava();
    if (java == 0 || settings.running()) {
      return Collections.emptyList();
    }
    if (java < 8) {
      return Collections.singletonList(
          AuditFinding.of(AuditCheck.JAVA_VERSION, "Spark does not run on Java " + java + ".")
              .todo("Use Java 8, 11 or 17; Spark 4 needs 17."));
    }
    if (!settings.sparkKnown()) {
      return Collections.emptyList();
    }
    if (settings.sparkFrom(4, 0) && java < 17) {
      return Collections.singletonList(
          AuditFinding.of(AuditCheck.JAVA_VERSION, "Spark 4 does not run on Java " + java + ".")
              .todo("Use Java 17 or 21, or Spark 3.5."));
    }
    if (!settings.sparkFrom(4, 2) && java >= 25) {
      return Collections.singletonList(
          AuditFinding.of(
                  AuditCheck.JAVA_VERSION,
                  "This version of Spark does not start on Java " + java + ".")
              .todo("Use Java 17, or Spark 4.2 or later."));
    }
    return Collections.emptyList();
  }
}
