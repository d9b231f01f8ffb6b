package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.docs.GeneratedSection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignalsTableTest {
  @Test
  void alertsPageHasEverySignalThatARuleCanName() {
    String table = markdown();
    GeneratedSection section =
        GeneratedSection.of("src/docs/alerts.md", "signals").writeIfAsked(table);

    assertThat(section.text()).as(section.toString()).hasValue(table);
  }

  private static String markdown() {
    StringBuilder table =
        new StringBuilder("| signal | unit | scopes | what it is |\n|---|---|---|---|\n");
    for (Signal each : Signal.values()) {
      String scopes =
          each.ofJobs()
              ? "application (each job)"
              : each.scopes().stream().map(Scope::label).collect(Collectors.joining(", "));
      table.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %s | %s |%n",
              each.member(),
              each.unit().name().toLowerCase(Locale.ROOT),
              scopes,
              each.help()));
    }
    return table.toString();
  }
}
