package io.sparkvitals.metrics;

import java.util.Locale;

/** The catalogue as Markdown. */
final class MetricsTable {
  private MetricsTable() {}

  static String markdown() {
    StringBuilder table = new StringBuilder();
    for (Section section : Section.values()) {
      table.append("\n## ").append(section.title()).append("\n\n");
      table.append("| metric | type | labels | meaning |\n|---|---|---|---|\n");
      for (MetricDefinition<?> each : Catalogue.definitions()) {
        if (each.section() == section) {
          table.append(row(each));
        }
      }
    }
    return table.append('\n').toString();
  }

  private static String row(MetricDefinition<?> metric) {
    return String.format(
        "| `%s` | %s | %s | %s |\n",
        metric.name(),
        metric.type().name().toLowerCase(Locale.ROOT),
        String.join(", ", metric.labels()),
        metric.help());
  }
}
