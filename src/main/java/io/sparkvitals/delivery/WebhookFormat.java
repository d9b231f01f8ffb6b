package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Measure;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Subject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
  public boolean keepsIncidents() {
    return true;
  }

  @Override
  public byte[] body(Message message) {
    Notification notification = message.first();
    Map<String, String> group = groupLabels(notification);
    Map<String, String> labels = labels(notification, group);
    Map<String, String> annotations = annotations(notification);
    ObjectNode body = Json.object();
    body.put("version", "4");
    body.put("groupKey", groupKey(group));
    body.put("truncatedAlerts", 0);
    body.put("status", status(notification));
    body.put("receiver", receiver);
    put(body.putObject("groupLabels"), group);
    put(body.putObject("commonLabels"), labels);
    put(body.putObject("commonAnnotations"), annotations);
    String url = notification.links().values().stream().findFirst().orElse("");
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

  private static Map<String, String> groupLabels(Notification notification) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("alertname", notification.alert().ruleId());
    put(labels, "app_id", notification.applicationId());
    return labels;
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

  /** Without the value, and without what is empty, as Alertmanager does. */
  private static Map<String, String> labels(Notification notification, Map<String, String> group) {
    Subject subject = notification.alert().finding().subject();
    Map<String, String> labels = new TreeMap<>(group);
    put(labels, "app_name", notification.applicationName());
    put(labels, "app_attempt_id", notification.application().attemptId());
    put(labels, "user", notification.application().user());
    labels.put("severity", notification.alert().severity().label());
    labels.put("scope", subject.scope().label());
    if (subject.stage() != null) {
      labels.put("stage_id", Integer.toString(subject.stage().stageId()));
      labels.put("stage_attempt", Integer.toString(subject.stage().attempt()));
    }
    put(labels, "executor_id", subject.executorId());
    put(labels, "host", subject.host());
    subject.jobId().ifPresent(id -> labels.put("job_id", Integer.toString(id)));
    put(labels, "job_group", subject.jobGroup());
    return labels;
  }

  private static Map<String, String> annotations(Notification notification) {
    Finding finding = notification.alert().finding();
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("summary", finding.rule().title());
    annotations.put("description", Wording.summary(notification));
    put(annotations, "cause", finding.cause());
    put(annotations, "evidence", String.join("\n", finding.evidence()));
    put(annotations, "recommendation", finding.recommendation().text());
    put(annotations, "settings", Wording.settings(finding.recommendation()));
    put(annotations, "note", Wording.caveat(notification));
    return annotations;
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

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      labels.put(name, value);
    }
  }

  private static void put(ObjectNode node, Map<String, String> values) {
    values.forEach(node::put);
  }
}
