package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Severity;

/** Sums up at the end of a run what people were told of it. Not thread-safe. */
final class RunSummary {
  private final AlertLines lines = new AlertLines(10, 1);
  private int alerts;
  private int critical;

  /** Takes an alert that is over. */
  void add(Alert alert) {
    if (alert.toldSeverities().isEmpty()) {
      return;
    }
    alerts++;
    critical += alert.severity() == Severity.CRITICAL ? 1 : 0;
    lines.add(alert.finding(), alert.severity());
  }

  Message message(ApplicationSnapshot snapshot, ApplicationLinks links) {
    return Message.words(
        Message.Kind.SUMMARY,
        snapshot,
        links,
        "The run is over" + how(snapshot) + ": " + counts(),
        lines.texts());
  }

  private static String how(ApplicationSnapshot snapshot) {
    long start = snapshot.facts().startMillis();
    long minutes = start > 0 ? (snapshot.takenMillis() - start) / 60_000 : 0;
    if (minutes <= 0) {
      return "";
    }
    long hours = minutes / 60;
    return " after " + (hours > 0 ? hours + " h " : "") + minutes % 60 + " min";
  }

  private String counts() {
    if (alerts == 0) {
      return "no alert";
    }
    return (alerts == 1 ? "1 alert" : alerts + " alerts")
        + (critical > 0 ? ", " + critical + " critical" : "");
  }
}
