package io.sparkvitals.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Changes single values of rules. What cannot be used is either reported, and the rule's own value
 * stays, or it is thrown.
 */
final class RuleOverrides {
  private static final String PREFIX = "spark.vitals.rule.";
  private static final String GUARD = "guard.";
  private static final List<String> FIELDS =
      Arrays.asList("threshold", "critical", "severity", "for", "keep", "window", "enabled");

  private final Consumer<String> problems;
  private final boolean strict;

  private RuleOverrides(Consumer<String> problems, boolean strict) {
    this.problems = problems;
    this.strict = strict;
  }

  /** Reports what cannot be used. */
  static RuleOverrides lenient(Consumer<String> problems) {
    return new RuleOverrides(problems, false);
  }

  /** Throws an {@link IllegalArgumentException} for what cannot be used, and reports the rest. */
  static RuleOverrides strict(Consumer<String> problems) {
    return new RuleOverrides(problems, true);
  }

  /** Puts the changed rules in the place of the given ones. */
  void apply(Map<String, Map<String, String>> overrides, Map<String, Rule> rules) {
    for (Map.Entry<String, Map<String, String>> entry : new TreeMap<>(overrides).entrySet()) {
      String id = entry.getKey();
      Rule rule = rules.get(id);
      if (rule == null) {
        String hint = Names.hint(id, rules.keySet());
        refuse(PREFIX + Texts.line(id, 80) + ": no rule has this id", "; ignored", hint);
        continue;
      }
      for (Map.Entry<String, String> field : new TreeMap<>(entry.getValue()).entrySet()) {
        rule = change(rule, field.getKey(), field.getValue().trim());
      }
      rules.put(id, ordered(rule));
    }
  }

  private Rule change(Rule rule, String field, String text) {
    try {
      return changed(rule, field, text);
    } catch (RuleProblem e) {
      String where = PREFIX + rule.id() + "." + Texts.line(field, 80) + ": ";
      refuse(where + e.getMessage(), "; the rule's own value is used", "");
      return rule;
    }
  }

  private void refuse(String what, String consequence, String hint) {
    if (strict) {
      throw new IllegalArgumentException(what + hint);
    }
    problems.accept(what + consequence + hint);
  }

  private static Rule changed(Rule rule, String field, String text) {
    Rule.Draft draft = rule.change();
    switch (field) {
      case "threshold":
        draft.steps = steps(rule).bound(steps(rule).first(), bound(rule, text));
        break;
      case "critical":
        draft.steps = steps(rule).bound(Severity.CRITICAL, bound(rule, text));
        break;
      case "severity":
        severity(draft, rule, text);
        break;
      case "for":
        draft.forMillis = millis(text);
        break;
      case "keep":
        draft.keepMillis = millis(text);
        break;
      case "window":
        draft.windowMillis = window(text);
        break;
      case "enabled":
        draft.enabled = flag(text);
        break;
      default:
        guard(draft, rule, field, text);
    }
    return draft.rule();
  }

  private static Steps steps(Rule rule) {
    Steps steps = rule.steps();
    if (steps == null) {
      throw new RuleProblem("the rule waits for an event and has no threshold");
    }
    return steps;
  }

  private static double bound(Rule rule, String text) {
    Signal signal = rule.signal();
    if (signal == null) {
      throw new RuleProblem("the rule has no signal");
    }
    return quantity(signal.unit(), text);
  }

  private static double quantity(Unit unit, String text) {
    return unit.parse(text).orElseThrow(() -> RuleProblem.expected(unit.expected(), text));
  }

  private static long millis(String text) {
    return Math.round(quantity(Unit.SECONDS, text) * 1_000);
  }

  private static long window(String text) {
    long millis = millis(text);
    if (millis < 10_000 || millis > 3_600_000) {
      throw RuleProblem.expected("a time from 10s to 1h", text);
    }
    return millis;
  }

  private static boolean flag(String text) {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw RuleProblem.expected("true or false", text);
    }
    return text.equalsIgnoreCase("true");
  }

  private static void severity(Rule.Draft draft, Rule rule, String text) {
    Severity severity = Severity.parse(text);
    if (severity == null) {
      throw RuleProblem.expected("info, warning or critical", text);
    }
    if (rule.steps() != null) {
      draft.steps = rule.steps().first(severity);
    } else {
      draft.classes = new LinkedHashMap<>(rule.classes());
      draft.classes.replaceAll((name, old) -> old.map(any -> severity));
    }
  }

  private static void guard(Rule.Draft draft, Rule rule, String field, String text) {
    List<String> guarded = new ArrayList<>();
    rule.guards().forEach(each -> each.signals().forEach(s -> guarded.add(GUARD + s.member())));
    int place = guarded.indexOf(field);
    Signal signal = place < 0 ? null : Signal.parse(guarded.get(place).substring(GUARD.length()));
    if (signal == null) {
      guarded.addAll(FIELDS);
      throw RuleProblem.unknown("field", field, guarded);
    }
    double bound = quantity(signal.unit(), text);
    draft.guards.replaceAll(
        each -> each.signals().contains(signal) ? each.bound(signal, bound) : each);
  }

  private Rule ordered(Rule rule) {
    Optional<Steps> steps = Optional.ofNullable(rule.steps());
    if (!steps.map(Steps::ordered).orElse(true)) {
      problems.accept(
          PREFIX
              + rule.id()
              + ".threshold: it is beyond the bound of a higher severity; the rule is"
              + " silent up to the threshold and speaks at the highest severity from there");
    }
    return rule;
  }
}
