package io.sparkvitals.metrics;

import io.sparkvitals.model.BuildInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many series a page shows and holds back, by kind. Not thread-safe. */
final class Census {
  private final BuildInfo build;
  private final Map<String, Integer> shown = new LinkedHashMap<>();
  private final Map<String, Integer> suppressed = new LinkedHashMap<>();

  Census(BuildInfo build) {
    this.build = build;
  }

  BuildInfo build() {
    return build;
  }

  void show(Section section, int series) {
    shown.merge(section.kind(), series, Integer::sum);
  }

  void suppress(Section section, int series) {
    suppressed.merge(section.kind(), series, Integer::sum);
  }

  int shown(String kind) {
    return shown.getOrDefault(kind, 0);
  }

  int suppressed(String kind) {
    return suppressed.getOrDefault(kind, 0);
  }
}
