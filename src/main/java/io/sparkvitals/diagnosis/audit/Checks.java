package io.sparkvitals.diagnosis.audit;

import java.util.List;

/** Some checks of one kind; a pure function that never throws. */
interface Checks {
  List<AuditFinding> of(Settings settings);
}
