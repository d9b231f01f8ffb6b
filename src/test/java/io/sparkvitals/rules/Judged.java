package io.sparkvitals.rules;

import io.sparkvitals.diagnosis.StandardDiagnoses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Judges hand-made snapshots by the rules that come with the agent. */
public final class Judged {
  private Judged() {}

  public static RuleBook standardRules() {
    List<String> problems = new ArrayList<>();
    RuleBook book = RuleBook.standard(Map.of(), problems::add);
    if (!problems.isEmpty()) {
      throw new AssertionError(problems);
    }
    return book;
  }

  public static RuleEngine engine() {
    return new RuleEngine(
        standardRules(),
        new StandardDiagnoses(),
        (rule, why, times) -> {
          throw new AssertionError(rule, why);
        });
  }

  public static List<Finding> of(Given given) {
    return engine().evaluate(given.snapshot());
  }

  /** The one finding of a rule. */
  public static Finding of(Given given, String rule) {
    List<Finding> findings =
        of(given).stream().filter(each -> each.rule().id().equals(rule)).toList();
    if (findings.size() != 1) {
      throw new AssertionError("one finding of " + rule + " expected, found " + findings);
    }
    return findings.get(0);
  }

  /** Severities of the findings of a rule, joined by blanks; empty where it is silent. */
  static String severities(Given given, String rule) {
    return severities(of(given), rule);
  }

  static String severities(List<Finding> findings, String rule) {
    return findings.stream()
        .filter(finding -> finding.rule().id().equals(rule))
        .map(finding -> finding.severity().label())
        .collect(Collectors.joining(" "));
  }
}
