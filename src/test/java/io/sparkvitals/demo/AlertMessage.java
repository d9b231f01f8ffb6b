package io.sparkvitals.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One alert of a webhook body (Alertmanager's format, version 4), as far as the demo shows it.
 *
 * @param kind {@code firing}, {@code explained} and others that the agent knows
 * @param rule id of the rule
 * @param subject what it is about, such as {@code stage 18.0 (count at Job.java:12)}
 * @param title a headline of a few words
 * @param text what is wrong, with figures
 * @param cause the probable cause; may be empty
 * @param advice what to do; may be empty
 * @param settings {@code --conf} lines
 */
record AlertMessage(
    boolean firing,
    String kind,
    String rule,
    String severity,
    String subject,
    String title,
    String text,
    String cause,
    String advice,
    List<String> settings) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The alerts of one request. */
  static List<AlertMessage> parse(String body) throws IOException {
    List<AlertMessage> alerts = new ArrayList<>();
    JSON.readTree(body).path("alerts").forEach(alert -> alerts.add(of(alert)));
    return alerts;
  }

  /** The title, and what is new when the alert was told before. */
  String headline() {
    String prefix = kind.equals("explained") ? "Cause found: " : "";
    return prefix + title + " (" + severity + ")";
  }

  /** The subject without its description: {@code stage 18.0}. */
  String place() {
    return subject.replaceFirst(" \\(.*", "");
  }

  /** The first sentence of the advice. */
  String shortAdvice() {
    return advice.replaceFirst("(?s)\\.\\s.*", ".");
  }

  private static AlertMessage of(JsonNode alert) {
    JsonNode labels = alert.path("labels");
    JsonNode annotations = alert.path("annotations");
    JsonNode own = alert.path("sparkvitals");
    return new AlertMessage(
        alert.path("status").asText().equals("firing"),
        own.path("kind").asText(),
        labels.path("alertname").asText(),
        labels.path("severity").asText(),
        own.path("subject").asText(),
        annotations.path("summary").asText(),
        annotations.path("description").asText(),
        annotations.path("cause").asText(),
        annotations.path("recommendation").asText(),
        texts(own.path("settings")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return List.copyOf(texts);
  }
}
