package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Subject;
import io.sparkvitals.rules.Texts;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Labels and annotations of a notification, as Alertmanager and receivers made for it want them.
 */
final class AlertLabels {
  private static final int MAX_LABEL = 300;

  private AlertLabels() {}

  /** What the notifications of one rule and application have in common. */
  static Map<String, String> group(Notification notification) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("alertname", notification.alert().ruleId());
    label(labels, "app_id", notification.applicationId());
    return labels;
  }

  /** Without the value, and without what is empty, as Alertmanager does. */
  static Map<String, String> labels(Notification notification) {
    Subject subject = notification.alert().finding().subject();
    Map<String, String> labels = group(notification);
    label(labels, "app_name", notification.applicationName());
    label(labels, "app_attempt_id", notification.application().attemptId());
    label(labels, "user", notification.application().user());
    labels.put("severity", notification.alert().severity().label());
    labels.put("scope", subject.scope().label());
    if (subject.stage() != null) {
      labels.put("stage_id", Integer.toString(subject.stage().stageId()));
      labels.put("stage_attempt", Integer.toString(subject.stage().attempt()));
    }
    label(labels, "executor_id", subject.executorId());
    label(labels, "host", subject.host());
    subject.jobId().ifPresent(id -> labels.put("job_id", Integer.toString(id)));
    label(labels, "job_group", subject.jobGroup());
    return labels;
  }

  /** One line of a length that receivers can show. */
  private static void label(Map<String, String> labels, String name, @Nullable String value) {
    annotation(labels, name, Texts.line(value, MAX_LABEL));
  }

  static Map<String, String> annotations(Notification notification) {
    Finding finding = notification.alert().finding();
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("summary", finding.rule().title());
    annotations.put("description", Wording.summary(notification));
    annotation(annotations, "cause", finding.cause());
    annotation(annotations, "evidence", String.join("\n", finding.evidence()));
    annotation(annotations, "recommendation", finding.recommendation().text());
    annotation(annotations, "settings", Wording.settings(finding.recommendation()));
    annotation(annotations, "note", Wording.caveat(notification));
    return annotations;
  }

  private static void annotation(Map<String, String> annotations, String name, String value) {
    if (!value.isEmpty()) {
      annotations.put(name, value);
    }
  }

  /** The best page to look further, or empty. */
  static String url(Notification notification) {
    return notification.links().values().stream().findFirst().orElse("");
  }
}
