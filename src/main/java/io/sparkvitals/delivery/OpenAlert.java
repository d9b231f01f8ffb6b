package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.alerts.Notification;
import java.util.Map;

/** An alert in the form of Alertmanager's API, from its labels to its end. Immutable. */
final class OpenAlert {
  private final String fingerprint;
  private final Map<String, String> labels;
  private final Map<String, String> annotations;
  private final String url;
  private final long startedMillis;
  private final long resolvedMillis;

  private OpenAlert(
      String fingerprint,
      Map<String, String> labels,
      Map<String, String> annotations,
      String url,
      long startedMillis,
      long resolvedMillis) {
    this.fingerprint = fingerprint;
    this.labels = labels;
    this.annotations = annotations;
    this.url = url;
    this.startedMillis = startedMillis;
    this.resolvedMillis = resolvedMillis;
  }

  static OpenAlert of(Notification notification) {
    return new OpenAlert(
        notification.alert().fingerprint(),
        AlertLabels.labels(notification),
        AlertLabels.annotations(notification),
        AlertLabels.url(notification),
        notification.alert().startedMillis(),
        0);
  }

  /** The same, over since a time; what is over already keeps its end. */
  OpenAlert resolvedAt(long millis) {
    return resolved()
        ? this
        : new OpenAlert(fingerprint, labels, annotations, url, startedMillis, millis);
  }

  boolean resolved() {
    return resolvedMillis > 0;
  }

  long resolvedMillis() {
    return resolvedMillis;
  }

  String fingerprint() {
    return fingerprint;
  }

  /** What Alertmanager knows it by. */
  Map<String, String> labels() {
    return labels;
  }

  /** With an end, which Alertmanager wants to be after the start. */
  ObjectNode json(long endsMillis) {
    ObjectNode alert = Json.object();
    ObjectNode labelNode = alert.putObject("labels");
    labels.forEach(labelNode::put);
    ObjectNode annotationNode = alert.putObject("annotations");
    annotations.forEach(annotationNode::put);
    alert.put("startsAt", Wording.timestamp(startedMillis));
    alert.put("endsAt", Wording.timestamp(Math.max(startedMillis + 1, endsMillis)));
    if (!url.isEmpty()) {
      alert.put("generatorURL", url);
    }
    return alert;
  }
}
