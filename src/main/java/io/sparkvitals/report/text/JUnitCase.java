package io.sparkvitals.report.text;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.report.Gate;
import io.sparkvitals.report.Ranking;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.RuleBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule, or one of its alerts, as a test case. Immutable. */
final class JUnitCase {
  private final String name;
  private final boolean skipped;
  private final @Nullable Alert failure;
  private final @Nullable String unlisted;
  private final List<Alert> told;

  private JUnitCase(
      String name,
      boolean skipped,
      @Nullable Alert failure,
      @Nullable String unlisted,
      List<Alert> told) {
    this.name = name;
    this.skipped = skipped;
    this.failure = failure;
    this.unlisted = unlisted;
    this.told = told;
  }

  /** The cases of all rules in their order, and of alerts by rules that are no longer there. */
  static List<JUnitCase> of(Report report, RuleBook book, Gate gate) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    book.rules().forEach(rule -> rules.put(rule.id(), rule));
    Map<String, List<Alert>> fired = new LinkedHashMap<>();
    for (Alert each : Ranking.alerts(report.alerts())) {
      rules.putIfAbsent(each.ruleId(), each.finding().rule());
      fired.computeIfAbsent(each.ruleId(), id -> new ArrayList<>()).add(each);
    }
    List<JUnitCase> cases = new ArrayList<>();
    for (Rule rule : rules.values()) {
      add(cases, rule, fired.getOrDefault(rule.id(), Collections.emptyList()), gate);
      long unlisted = gate.unlisted(report, rule.id());
      if (unlisted > 0) {
        cases.add(unlisted(rule, unlisted));
      }
    }
    return cases;
  }

  /** Stands for alerts that trip the gate and are too many to be listed. */
  private static JUnitCase unlisted(Rule rule, long number) {
    String name = rule.id() + ": " + rule.title() + ", not listed";
    String text = Words.count(number, "alert") + " of " + rule.id() + " not listed";
    return new JUnitCase(name, false, null, text, Collections.emptyList());
  }

  private static void add(List<JUnitCase> cases, Rule rule, List<Alert> fired, Gate gate) {
    String name = rule.id() + ": " + rule.title();
    List<Alert> failures = new ArrayList<>(fired);
    failures.removeIf(alert -> !gate.trips(alert));
    List<Alert> told = new ArrayList<>(fired);
    told.removeIf(gate::trips);
    if (failures.isEmpty()) {
      cases.add(new JUnitCase(name, !rule.enabled() && told.isEmpty(), null, null, told));
      return;
    }
    cases.add(new JUnitCase(name, false, failures.get(0), null, told));
    for (Alert each : failures.subList(1, failures.size())) {
      String own = name + ", " + each.finding().subject().label();
      cases.add(new JUnitCase(own, false, each, null, Collections.emptyList()));
    }
  }

  /** Id and title of the rule; for a further alert of a rule, its subject too. */
  String name() {
    return name;
  }

  boolean failed() {
    return failure != null || unlisted != null;
  }

  boolean skipped() {
    return skipped;
  }

  @Nullable Alert failure() {
    return failure;
  }

  /** Of a case that stands for alerts that are not listed: how many; else null. */
  @Nullable String unlisted() {
    return unlisted;
  }

  /** Alerts that did not trip the gate. */
  List<Alert> told() {
    return told;
  }
}
