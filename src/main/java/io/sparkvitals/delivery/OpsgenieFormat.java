package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Texts;
import java.util.Map;

/**
 * Opsgenie's Alert API. The alias is the alert's fingerprint, so repeats are counted in one alert
 * and a close ends it. Opsgenie itself ends on 2027-04-05.
 */
final class OpsgenieFormat implements AlertFormat {
  static final String DEFAULT_BASE = "https://api.opsgenie.com";

  private static final String PATH = "/v2/alerts";
  private static final String SOURCE = "Spark Vitals";
  private static final int MAX_MESSAGE = 130;
  private static final int MAX_DESCRIPTION = 15_000;
  private static final int MAX_TAG = 50;
  private static final int MAX_ENTITY = 512;
  private static final int MAX_DETAIL = 500;

  @Override
  public String integration() {
    return "opsgenie";
  }

  @Override
  public boolean grouped() {
    return false;
  }

  @Override
  public boolean takes(Notification.Kind kind) {
    return kind != Notification.Kind.EXPLAINED;
  }

  @Override
  public String path(Message message) {
    return message.closes()
        ? PATH + "/" + alias(message.first()) + "/close?identifierType=alias"
        : PATH;
  }

  private static String alias(Notification notification) {
    return "sparkvitals-" + notification.alert().fingerprint();
  }

  @Override
  public byte[] body(Message message) {
    Notification notification = message.first();
    ObjectNode alert = Json.object();
    alert.put("source", SOURCE);
    if (message.closes()) {
      alert.put("note", Texts.cut(Wording.summary(notification), MAX_DESCRIPTION));
      return Json.bytes(alert);
    }
    String line = Wording.application(notification) + ": " + Wording.summary(notification);
    alert.put("message", Texts.line(line, MAX_MESSAGE));
    alert.put("alias", alias(notification));
    alert.put("description", Texts.cut(description(notification), MAX_DESCRIPTION));
    alert.put("priority", priority(notification));
    String subject = notification.alert().finding().subject().label();
    alert.put("entity", Texts.line(subject, MAX_ENTITY));
    alert.putArray("tags").add(Texts.line(notification.alert().ruleId(), MAX_TAG)).add("spark");
    details(alert.putObject("details"), notification);
    return Json.bytes(alert);
  }

  private static String priority(Notification notification) {
    switch (notification.alert().severity()) {
      case CRITICAL:
        return "P1";
      case WARNING:
        return "P3";
      default:
        return "P5";
    }
  }

  private static String description(Notification notification) {
    Finding finding = notification.alert().finding();
    Recommendation advice = finding.recommendation();
    StringBuilder text = new StringBuilder(Wording.summary(notification));
    paragraph(text, "Probable cause: ", finding.cause());
    paragraph(text, "Evidence:\n", String.join("\n", finding.evidence()));
    paragraph(text, "What to do: ", advice.text());
    paragraph(text, "", Wording.settings(advice));
    paragraph(text, "", String.join("\n", Wording.consequences(advice)));
    paragraph(text, "", Wording.caveat(notification));
    return text.toString();
  }

  private static void paragraph(StringBuilder text, String name, String words) {
    if (!words.isEmpty()) {
      text.append("\n\n").append(name).append(words);
    }
  }

  /** 8,000 characters in all are allowed. */
  private static void details(ObjectNode details, Notification notification) {
    Finding finding = notification.alert().finding();
    details.put("application", Wording.application(notification));
    details.put("app_id", Texts.line(notification.applicationId(), MAX_DETAIL));
    details.put("rule", notification.alert().ruleId());
    details.put("measured", Texts.line(Wording.measure(finding), MAX_DETAIL));
    details.put("since", Wording.since(notification));
    for (Map.Entry<String, String> link : notification.links().entrySet()) {
      if (link.getValue().length() <= MAX_DETAIL) {
        details.put(link.getKey(), link.getValue());
      }
    }
  }
}
