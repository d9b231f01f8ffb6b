package io.sparkvitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.diagnosis.audit.Audit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditLogTest {
  @Test
  void namesWhatAUserHasWhoHasTheJarAlone() {
    String summary = AuditLog.summary(Audit.of(Map.of("spark.master", "yarn"), "17", "3.5"));

    assertThat(summary)
        .startsWith("readiness score ")
        .endsWith("java -jar JAR check conf/spark-defaults.conf")
        .doesNotContain("src/docs");
  }
}
