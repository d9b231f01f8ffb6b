package io.sparkvitals.diagnosis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.docs.GeneratedSection;
import org.junit.jupiter.api.Test;

class ReadinessTableTest {
  @Test
  void readinessPageHasTheTable() {
    String table = ReadinessTable.markdown();
    GeneratedSection section =
        GeneratedSection.of("src/docs/readiness.md", "checks").writeIfAsked(table);

    assertThat(section.text()).as(section.toString()).hasValue(table);
  }

  @Test
  void everyFindingLinksToItsRow() {
    for (AuditCheck each : AuditCheck.values()) {
      assertThat(each.docs()).isEqualTo("src/docs/readiness.md#" + each.id());
      assertThat(ReadinessTable.markdown()).contains("<a id=\"" + each.id() + "\"></a>");
    }
  }
}
