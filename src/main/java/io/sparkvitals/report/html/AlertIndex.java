package io.sparkvitals.report.html;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.report.Ranking;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Subject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts of a report, the worst first, by what they are about, and which of them the page
 * shows. Immutable.
 */
final class AlertIndex {
  /** How many groups are shown. */
  static final int MAX_GROUPS = 40;

  /** How many alerts of a group are shown. */
  static final int MAX_ALIKE = 12;

  private final List<Alert> ranked;
  private final List<List<Alert>> groups;
  private final Map<Alert, String> anchors = new HashMap<>();
  private final Map<StageKey, List<Alert>> byStage = new HashMap<>();
  private final Map<String, List<Alert>> byExecutor = new HashMap<>();

  AlertIndex(List<Alert> fired) {
    ranked = Ranking.alerts(fired);
    groups = groups(ranked);
    for (List<Alert> group : head(groups, MAX_GROUPS)) {
      for (Alert each : head(group, MAX_ALIKE)) {
        anchors.put(each, "alert-" + (anchors.size() + 1));
      }
    }
    for (Alert each : ranked) {
      Subject subject = each.finding().subject();
      if (subject.stage() != null) {
        byStage.computeIfAbsent(subject.stage(), key -> new ArrayList<>()).add(each);
      }
      if (subject.executorId() != null) {
        byExecutor.computeIfAbsent(subject.executorId(), key -> new ArrayList<>()).add(each);
      }
    }
  }

  private static <T> List<T> head(List<T> list, int max) {
    return list.subList(0, Math.min(max, list.size()));
  }

  /** All of them. */
  List<Alert> ranked() {
    return Collections.unmodifiableList(ranked);
  }

  List<Alert> of(StageKey stage) {
    return byStage.getOrDefault(stage, Collections.emptyList());
  }

  List<Alert> of(String executorId) {
    return byExecutor.getOrDefault(executorId, Collections.emptyList());
  }

  /** The id of its element on the page, or of all alerts where it is not shown. */
  String anchor(Alert alert) {
    return anchors.getOrDefault(alert, AlertSection.ANCHOR);
  }

  /**
   * Alerts that say the same of several subjects, by rule, cause and advice, the worst group and in
   * it the worst alert first.
   */
  List<List<Alert>> groups() {
    return Collections.unmodifiableList(groups);
  }

  private static List<List<Alert>> groups(List<Alert> alerts) {
    Map<List<Object>, List<Alert>> groups = new LinkedHashMap<>();
    for (Alert each : alerts) {
      groups.computeIfAbsent(likeness(each), key -> new ArrayList<>()).add(each);
    }
    return new ArrayList<>(groups.values());
  }

  private static List<Object> likeness(Alert alert) {
    Finding finding = alert.finding();
    List<Object> likeness = new ArrayList<>();
    Collections.addAll(
        likeness,
        alert.ruleId(),
        finding.causeKind(),
        finding.subject().scope(),
        finding.recommendation().text(),
        finding.recommendation().settings());
    return likeness;
  }
}
