package io.sparkvitals.diagnosis.audit;

import java.util.Locale;

/** The table of checks as Markdown, from the one table in the code. */
final class ReadinessTable {
  private ReadinessTable() {}

  static String markdown() {
    StringBuilder table =
        new StringBuilder("| check | severity | what is found | why it matters |\n");
    table.append("|---|---|---|---|\n");
    for (AuditCheck each : AuditCheck.values()) {
      table.append(
          String.format(
              Locale.ROOT,
              "| <a id=\"%s\"></a>`%s` | %s | %s | %s |\n",
              each.id(),
              each.id(),
              each.severity().label(),
              each.title(),
              each.why().replace("|", "\\|").replace("*", "\\*")));
    }
    return table.toString();
  }
}
