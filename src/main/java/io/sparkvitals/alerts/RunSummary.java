package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up at the end of a run what people were told of it. Not thread-safe. */
final class RunSummary {
  private static final int MAX_LINES = 10;

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private int alerts;
  private int critical;

  /** The alerts of one rule. */
  private static final class Line {
    private final Alert first;
    private Severity severity;
    private int count;

    Line(Alert first) {
      this.first = first;
      this.severity = first.severity();
    }

    void add(Alert alert) {
      count++;
      severity = alert.severity().atLeast(severity) ? alert.severity() : severity;
    }

    @Override
    public String toString() {
      String where = first.finding().subject().label();
      String more = count > 1 ? " and " + (count - 1) + " more" : "";
      return severity.label() + ": " + first.finding().rule().title() + ": " + where + more;
    }
  }

  /** Takes an alert that is over. */
  void add(Alert alert) {
    if (alert.toldSeverities().isEmpty()) {
      return;
    }
    alerts++;
    critical += alert.severity() == Severity.CRITICAL ? 1 : 0;
    lines.computeIfAbsent(alert.ruleId(), rule -> new Line(alert)).add(alert);
  }

  Message message(ApplicationSnapshot snapshot, ApplicationLinks links) {
    List<String> texts = new ArrayList<>();
    for (Line line : lines.values()) {
      if (texts.size() < MAX_LINES) {
        texts.add(line.toString());
      }
    }
    if (lines.size() > MAX_LINES) {
      texts.add("and alerts of " + (lines.size() - MAX_LINES) + " more rules");
    }
    return Message.words(
        Message.Kind.SUMMARY,
        snapshot,
        links,
        "The run is over" + how(snapshot) + ": " + counts(),
        texts);
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
