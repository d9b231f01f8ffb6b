package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.config.Secret;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.Map;

/**
 * PagerDuty's Events API v2. The deduplication key is the alert's fingerprint, so repeats stay in
 * one incident and a resolve closes it.
 */
final class PagerDutyFormat implements AlertFormat {
  static final String DEFAULT_BASE = "https://events.pagerduty.com";
  static final String PATH = "/v2/enqueue";

  private static final long LIMITED_MILLIS = 30_000;
  private static final int MAX_BYTES = 512_000;
  private static final int MAX_SUMMARY = 1_024;
  private static final int MAX_TEXT = 255;

  private final Secret routingKey;

  PagerDutyFormat(Secret routingKey) {
    this.routingKey = routingKey;
  }

  @Override
  public String integration() {
    return "pagerduty";
  }

  @Override
  public boolean grouped() {
    return false;
  }

  /** An incident's text cannot be changed, so that an explanation would only count as a repeat. */
  @Override
  public boolean takes(Notification.Kind kind) {
    return kind != Notification.Kind.EXPLAINED;
  }

  /** Its limit is counted over a minute. */
  @Override
  public long limitedMillis() {
    return LIMITED_MILLIS;
  }

  @Override
  public byte[] body(Message message) throws IOException {
    Notification notification = message.first();
    ObjectNode event = Json.object();
    event.put("routing_key", routingKey.reveal());
    event.put("event_action", notification.kind().closes() ? "resolve" : "trigger");
    event.put("dedup_key", "sparkvitals/" + notification.alert().fingerprint());
    if (notification.kind().closes()) {
      return Json.bytes(event);
    }
    event.put("client", "Spark Vitals");
    ObjectNode payload = event.putObject("payload");
    payload(payload, notification);
    ArrayNode links = Json.object().putArray("links");
    for (Map.Entry<String, String> link : notification.links().entrySet()) {
      links.addObject().put("href", link.getValue()).put("text", link.getKey());
    }
    if (!links.isEmpty()) {
      event.put("client_url", links.get(0).path("href").asText());
      event.set("links", links);
    }
    return fitting(event, payload);
  }

  private static void payload(ObjectNode payload, Notification notification) {
    Alert alert = notification.alert();
    String summary = Wording.application(notification) + ": " + Wording.summary(notification);
    payload.put("summary", Texts.line(summary, MAX_SUMMARY));
    payload.put("source", source(notification));
    payload.put("severity", alert.severity().label());
    payload.put("timestamp", Wording.timestamp(alert.startedMillis()));
    payload.put("component", Texts.cut(alert.finding().subject().label(), MAX_TEXT));
    payload.put("group", Wording.application(notification));
    payload.put("class", alert.ruleId());
    details(payload.putObject("custom_details"), notification);
  }

  private static String source(Notification notification) {
    String host = notification.alert().finding().subject().host();
    String name = host == null ? notification.applicationId() : host;
    return name.isEmpty() ? "spark" : Texts.line(name, MAX_TEXT);
  }

  private static void details(ObjectNode details, Notification notification) {
    Finding finding = notification.alert().finding();
    details.put("application", notification.applicationName());
    details.put("app_id", notification.applicationId());
    details.put("subject", finding.subject().label());
    if (finding.measure().isPresent()) {
      details.put("measured", Wording.measure(finding));
    }
    details.put("probable_cause", finding.cause());
    finding.evidence().forEach(details.putArray("evidence")::add);
    Recommendation recommendation = finding.recommendation();
    details.put("recommendation", recommendation.text());
    recommendation.confLines().forEach(details.putArray("settings")::add);
    details.put("gain", recommendation.gain());
    details.put("risk", recommendation.risk());
    details.put("since", Wording.since(notification));
    if (!Wording.caveat(notification).isEmpty()) {
      details.put("note", Wording.caveat(notification));
    }
  }

  private static byte[] fitting(ObjectNode event, ObjectNode payload) {
    byte[] bytes = Json.bytes(event);
    if (bytes.length <= MAX_BYTES) {
      return bytes;
    }
    payload.putObject("custom_details").put("note", "left out: larger than PagerDuty takes");
    return Json.bytes(event);
  }
}
