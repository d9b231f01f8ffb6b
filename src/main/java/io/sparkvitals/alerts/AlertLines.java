package io.sparkvitals.alerts;

import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says many alerts in few lines: one for each rule, with its highest severity and the first of its
 * subjects. Not thread-safe.
 */
final class AlertLines {
  private final int maxLines;
  private final int maxSubjects;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  AlertLines(int maxLines, int maxSubjects) {
    this.maxLines = maxLines;
    this.maxSubjects = maxSubjects;
  }

  /** The alerts of one rule. */
  private static final class Line {
    private final String title;
    private final List<String> subjects = new ArrayList<>();
    private Severity severity = Severity.INFO;
    private int count;

    Line(String title) {
      this.title = title;
    }

    @Override
    public String toString() {
      String more = count > subjects.size() ? " and " + (count - subjects.size()) + " more" : "";
      return severity.label() + ": " + title + ": " + String.join(", ", subjects) + more;
    }
  }

  void add(Finding finding, Severity severity) {
    Line line =
        lines.computeIfAbsent(finding.rule().id(), rule -> new Line(finding.rule().title()));
    line.count++;
    line.severity = severity.atLeast(line.severity) ? severity : line.severity;
    if (line.subjects.size() < maxSubjects) {
      line.subjects.add(finding.subject().label());
    }
  }

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Line line : lines.values()) {
      if (texts.size() < maxLines) {
        texts.add(line.toString());
      }
    }
    if (lines.size() > maxLines) {
      texts.add("and alerts of " + (lines.size() - maxLines) + " more rules");
    }
    return texts;
  }

  void clear() {
    lines.clear();
  }
}
