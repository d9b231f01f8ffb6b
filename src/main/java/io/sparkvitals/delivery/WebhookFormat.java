package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Measure;
import io.sparkvitals.rules.Recommendation;
import java.util.Locale;
import java.util.Map;

/**
 * The webhook body of Alertmanager, version 4, so that receivers made for it work; what it has no
 * place for stands under {@code sparkvitals} in each alert.
 */
final class WebhookFormat implements AlertFormat {
  private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

  private final String receiver;

  WebhookFormat(String receiver) {
    this.receiver = receiver;
  }

  @Override
  public String integration() {
    return "webhook";
  }

  @Override
  public boolean grouped() {
    return false;
  }

  @Override
  public boolean takes(Notification.Kind kind) {
    return true;
  }

  @Override
  public byte[] body(Message message) {
    Notification notification = message.first();
    Map<String, String> group = AlertLabels.group(notification);
    Map<String, String> labels = AlertLabels.labels(notification);
    Map<String, String> annotations = AlertLabels.annotations(notification);
    ObjectNode body = Json.object();
    body.put("version", "4");
    body.put("groupKey", groupKey(group));
    body.put("truncatedAlerts", 0);
    body.put("status", status(notification));
    body.put("receiver", receiver);
    put(body.putObject("groupLabels"), group);
    put(body.putObject("commonLabels"), labels);
    put(body.putObject("commonAnnotations"), annotations);
    String url = AlertLabels.url(notification);
    body.put("externalURL", url);
    ObjectNode alert = body.putArray("alerts").addObject();
    alert.put("status", status(notification));
    put(alert.putObject("labels"), labels);
    put(alert.putObject("annotations"), annotations);
    alert.put("startsAt", Wording.timestamp(notification.alert().startedMillis()));
    alert.put("endsAt", endsAt(notification));
    alert.put("generatorURL", url);
    alert.put("fingerprint", notification.alert().fingerprint());
    own(alert.putObject("sparkvitals"), notification);
    return Json.bytes(body);
  }

  private static String status(Notification notification) {
    return notification.kind().closes() ? "resolved" : "firing";
  }

  private static String endsAt(Notification notification) {
    return notification.kind().closes() ? Wording.timestamp(notification.atMillis()) : NOT_ENDED;
  }

  /** As Alertmanager writes it: {@code {}:{alertname="gc-time-high", app_id="a1"}}. */
  private static String groupKey(Map<String, String> labels) {
    StringBuilder key = new StringBuilder("{}:{");
    labels.forEach(
        (name, value) ->
            key.append(key.length() > 4 ? ", " : "")
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"'));
    return key.append('}').toString();
  }

  private static void own(ObjectNode own, Notification notification) {
    Alert alert = notification.alert();
    Finding finding = alert.finding();
    own.put("id", notification.id());
    own.put("kind", notification.kind().label());
    own.put("event", alert.event());
    alert.reason().ifPresent(reason -> own.put("resolveReason", reason.label()));
    own.put("rule", alert.ruleId());
    own.put("subject", finding.subject().label());
    finding.measure().ifPresent(measure -> measure(own, measure));
    own.put("timesSeen", alert.timesSeen());
    own.put("incomplete", notification.incomplete());
    own.put("cause", finding.cause());
    own.put("causeKind", finding.causeKind().label());
    finding.evidence().forEach(own.putArray("evidence")::add);
    Recommendation recommendation = finding.recommendation();
    ObjectNode advice = own.putObject("recommendation");
    advice.put("text", recommendation.text());
    recommendation.settings().forEach(advice.putArray("settings")::add);
    recommendation.confLines().forEach(own.putArray("settings")::add);
    advice.put("gain", recommendation.gain());
    advice.put("risk", recommendation.risk());
    put(own.putObject("links"), notification.links());
  }

  private static void measure(ObjectNode own, Measure measure) {
    own.put("signal", measure.signal().member());
    own.put("unit", measure.signal().unit().name().toLowerCase(Locale.ROOT));
    own.put("value", measure.value());
    own.put("threshold", measure.threshold());
    if (measure.samples() >= 0) {
      own.put("samples", measure.samples());
    }
  }

  private static void put(ObjectNode node, Map<String, String> values) {
    values.forEach(node::put);
  }
}
