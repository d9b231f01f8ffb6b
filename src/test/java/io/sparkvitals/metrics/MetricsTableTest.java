package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.docs.GeneratedSection;
import org.junit.jupiter.api.Test;

class MetricsTableTest {
  @Test
  void referencePageHasTheCatalogue() {
    GeneratedSection section =
        GeneratedSection.of("src/docs/metrics.md", "metrics").writeIfAsked(MetricsTable.markdown());

    assertThat(section.text()).as(section.toString()).hasValue(MetricsTable.markdown());
  }
}
