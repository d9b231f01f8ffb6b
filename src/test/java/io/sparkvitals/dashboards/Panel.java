package io.sparkvitals.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One panel of a dashboard. Immutable. */
record Panel(JsonNode json) {

  String title() {
    return json.path("title").asText();
  }

  String type() {
    return json.path("type").asText();
  }

  String description() {
    return json.path("description").asText();
  }

  JsonNode defaults() {
    return json.path("fieldConfig").path("defaults");
  }

  List<JsonNode> targets() {
    return Dashboard.stream(json.path("targets")).toList();
  }

  /** Threshold steps by what they colour: the panel itself, or a column of its table. */
  Map<String, JsonNode> thresholds() {
    Map<String, JsonNode> thresholds = new LinkedHashMap<>();
    thresholds.put("", defaults().path("thresholds").path("steps"));
    for (JsonNode override : json.path("fieldConfig").path("overrides")) {
      JsonNode steps = property(override, "thresholds").path("steps");
      if (!steps.isMissingNode()) {
        thresholds.put(property(override, "displayName").asText(), steps);
      }
    }
    thresholds.values().removeIf(steps -> steps.size() < 2);
    return thresholds;
  }

  static JsonNode property(JsonNode override, String id) {
    return Dashboard.stream(override.path("properties"))
        .filter(property -> property.path("id").asText().equals(id))
        .map(property -> property.path("value"))
        .findFirst()
        .orElse(Dashboard.JSON.missingNode());
  }

  boolean overlaps(Panel other) {
    return left() < other.right()
        && other.left() < right()
        && top() < other.bottom()
        && other.top() < bottom();
  }

  private int left() {
    return json.path("gridPos").path("x").asInt();
  }

  private int top() {
    return json.path("gridPos").path("y").asInt();
  }

  int right() {
    return left() + json.path("gridPos").path("w").asInt();
  }

  private int bottom() {
    return top() + json.path("gridPos").path("h").asInt();
  }

  @Override
  public String toString() {
    return title();
  }
}
