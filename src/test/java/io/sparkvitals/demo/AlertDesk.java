package io.sparkvitals.demo;

import io.sparkvitals.cluster.WebhookReceiver;
import io.sparkvitals.demo.Screen.Look;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows alerts as they come and keeps them for the summary. Thread-safe. */
final class AlertDesk {

  private final Screen screen;
  private final Map<String, Map<String, AlertMessage>> firedByRule = new LinkedHashMap<>();

  AlertDesk(Screen screen) {
    this.screen = screen;
  }

  /** Takes what the agent sent to the webhook. */
  synchronized void receive(WebhookReceiver.Received request) {
    try {
      AlertMessage.parse(request.body()).forEach(this::show);
    } catch (IOException e) {
      screen.say("ALERT", Look.RED, "not understood: " + e.getMessage());
      screen.raw(request.body());
    }
  }

  /** The newest alert of each subject by rule, in the order in which they first came. */
  synchronized Map<String, List<AlertMessage>> firedByRule() {
    Map<String, List<AlertMessage>> copy = new LinkedHashMap<>();
    firedByRule.forEach((rule, alerts) -> copy.put(rule, List.copyOf(alerts.values())));
    return copy;
  }

  private void show(AlertMessage alert) {
    if (!alert.firing()) {
      screen.say("over", Look.GREEN, alert.rule() + ", " + alert.place());
      return;
    }
    firedByRule
        .computeIfAbsent(alert.rule(), rule -> new LinkedHashMap<>())
        .put(alert.subject(), alert);
    Look look = alert.severity().equals("critical") ? Look.RED : Look.YELLOW;
    screen.say("ALERT", look, alert.headline());
    line("", alert.text());
    line("Why:", alert.cause());
    line("Do: ", alert.advice());
    alert.settings().stream().limit(1).forEach(setting -> line("    ", setting));
  }

  private void line(String word, String text) {
    if (!text.isEmpty()) {
      screen.more(word, Look.FAINT, text);
    }
  }
}
