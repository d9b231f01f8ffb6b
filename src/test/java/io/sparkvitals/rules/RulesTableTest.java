package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.docs.GeneratedSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTableTest {
  @Test
  void alertsPageHasTheTable() {
    List<String> problems = new ArrayList<>();
    String table = RulesTable.markdown(RuleBook.standard(Map.of(), problems::add));
    GeneratedSection section =
        GeneratedSection.of("src/docs/alerts.md", "rules").writeIfAsked(table);

    assertThat(problems).isEmpty();
    assertThat(section.text()).as(section.toString()).hasValue(table);
  }
}
