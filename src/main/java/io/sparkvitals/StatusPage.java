package io.sparkvitals;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.ApplicationLinks;
import io.sparkvitals.diagnosis.advice.Advisor;
import io.sparkvitals.metrics.AgentStatus;
import io.sparkvitals.model.ApplicationSnapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the landing page says of the application: what is wrong in a line, and advice. */
final class StatusPage {
  private static final int MAX_NAMED = 5;

  private StatusPage() {}

  /** {@code offReason} is why the agent has stopped watching, if it has. */
  static AgentStatus of(
      ApplicationSnapshot snapshot,
      List<Alert> open,
      @Nullable String offReason,
      boolean incomplete,
      ApplicationLinks links) {
    AgentStatus status =
        AgentStatus.of(snapshot.facts(), headline(open, offReason, incomplete))
            .advice(AdviceLines.of(Advisor.advise(snapshot)));
    for (Map.Entry<String, String> link : links.pages().entrySet()) {
      status = status.link(link.getKey(), link.getValue());
    }
    return status;
  }

  private static String headline(List<Alert> open, @Nullable String offReason, boolean incomplete) {
    if (offReason != null) {
      return "The agent has stopped watching: " + offReason;
    }
    String doubt = incomplete ? " Spark dropped events, so figures may be low." : "";
    long firing = open.stream().filter(StatusPage::fires).count();
    if (firing == 0) {
      return "No alert is firing." + doubt;
    }
    StringBuilder line =
        new StringBuilder(firing == 1 ? "1 alert is firing: " : firing + " alerts are firing: ");
    open.stream()
        .filter(StatusPage::fires)
        .limit(MAX_NAMED)
        .forEach(
            alert ->
                line.append(alert.ruleId())
                    .append(" on ")
                    .append(alert.finding().subject().label())
                    .append("; "));
    return line.substring(0, line.length() - 2) + "." + doubt;
  }

  private static boolean fires(Alert alert) {
    return alert.state() == Alert.State.FIRING;
  }
}
