package io.sparkvitals.config;

/** The table of settings as Markdown. */
final class SettingsTable {
  private SettingsTable() {}

  static String markdown() {
    StringBuilder table = new StringBuilder();
    table.append("| setting | default | values | what it does |\n|---|---|---|---|\n");
    for (ConfigKey each : ConfigKey.values()) {
      String value = each.defaultText().isEmpty() ? "" : "`" + each.defaultText() + "`";
      table.append(
          String.format(
              "| `%s` | %s | %s | %s |\n",
              each.key(), value, each.allowed().expected(), each.help()));
    }
    return table.toString();
  }
}
