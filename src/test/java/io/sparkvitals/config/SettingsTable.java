package io.sparkvitals.config;

import java.util.Arrays;
import java.util.List;

/** The table of settings as Markdown. */
final class SettingsTable {
  private static final List<ConfigKey> ALL = Arrays.asList(ConfigKey.values());

  private SettingsTable() {}

  /** All settings. */
  static String markdown() {
    return markdown(ALL);
  }

  /** Without those that few people need. */
  static String shorter() {
    return markdown(
        ALL.stream()
            .filter(
                each ->
                    !each.key()
                        .matches(
                            "spark\\.vitals\\.(push|endpoint|http|cost\\.spot|cost\\.currency).*"))
            .toList());
  }

  private static String markdown(List<ConfigKey> keys) {
    StringBuilder table = new StringBuilder();
    table.append("| setting | default | values | what it does |\n|---|---|---|---|\n");
    for (ConfigKey each : keys) {
      String value = each.defaultText().isEmpty() ? "" : "`" + each.defaultText() + "`";
      table.append(
          String.format(
              "| `%s` | %s | %s | %s |\n",
              each.key(), value, each.allowed().expected(), each.help()));
    }
    return table.toString();
  }
}
