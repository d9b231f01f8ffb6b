package io.sparkvitals.cli;

import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.RuleBook;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rules in force and what is tried beside them: for each {@code --set} with several values, the
 * rule with each of these values and all else as it is in force. Values of different rules are
 * tried in the same book, for rules do not see each other, so there are only as many books as the
 * longest list needs. Immutable; serializable, for it is sent to executors, which build the books.
 */
final class Grid implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RuleSource source;
  private final ArrayList<Setting> fixed = new ArrayList<>();
  private final ArrayList<Setting> tried = new ArrayList<>();

  Grid(RuleSource source, List<Setting> settings) {
    this.source = source;
    for (Setting each : settings) {
      (each.values().size() == 1 ? fixed : tried).add(each);
    }
  }

  /**
   * The rules in force.
   *
   * @param remarks is told of a value that works, but hardly as it was meant
   * @throws CliFailure where a setting cannot be used
   */
  RuleBook inForce(Consumer<String> remarks) {
    RuleBook book = source.book(problem -> {});
    fixed.forEach(each -> check(each, each.values().get(0), book));
    return change(book, overrides(fixed), remarks);
  }

  /**
   * Every variant of every rule, the one in force first, in the order of the rules; disabled rules
   * have none.
   *
   * @throws CliFailure where a value cannot be used
   */
  List<Variant> variants(Consumer<String> remarks) {
    RuleBook inForce = inForce(problem -> {});
    for (Setting each : tried) {
      check(each, inForce, remarks);
    }
    List<Variant> variants = new ArrayList<>();
    for (Rule rule : inForce.rules()) {
      if (rule.enabled()) {
        variants.addAll(variantsOf(rule, inForce, remarks));
      }
    }
    return variants;
  }

  /** What would otherwise be passed over in silence. */
  private static void check(Setting setting, RuleBook inForce, Consumer<String> remarks) {
    Optional<Rule> rule = inForce.rule(setting.ruleId());
    if (!rule.isPresent()) {
      check(setting, setting.values().get(0), inForce);
    } else if (!rule.get().enabled()) {
      remarks.accept("rule " + setting.ruleId() + " is switched off, so no other values are tried");
    }
  }

  private List<Variant> variantsOf(Rule rule, RuleBook inForce, Consumer<String> remarks) {
    List<Variant> variants = new ArrayList<>();
    variants.add(Variant.inForce(rule));
    for (Setting setting : tried) {
      if (setting.ruleId().equals(rule.id())) {
        for (String value : setting.values()) {
          check(setting, value, inForce);
          RuleBook book = change(inForce, one(rule.id(), setting.field(), value), remarks);
          Rule changed = book.rule(rule.id()).orElse(rule);
          Variant variant = Variant.tried(changed, setting.field(), value, variants.size());
          if (variants.stream().noneMatch(variant::same)) {
            variants.add(variant);
          }
        }
      }
    }
    return variants;
  }

  /** The book in force, and behind it the books of the variants by {@link Variant#book}. */
  List<RuleBook> books() {
    RuleBook inForce = inForce(remark -> {});
    List<Variant> variants = variants(remark -> {});
    List<RuleBook> books = new ArrayList<>();
    books.add(inForce);
    int last = variants.stream().mapToInt(Variant::book).max().orElse(0);
    for (int book = 1; book <= last; book++) {
      Map<String, Map<String, String>> overrides = new HashMap<>();
      for (Rule rule : inForce.rules()) {
        overrides.put(rule.id(), Collections.singletonMap("enabled", "false"));
      }
      for (Variant each : variants) {
        if (each.book() == book) {
          overrides.putAll(one(each.ruleId(), each.field(), each.value()));
        }
      }
      books.add(change(inForce, overrides, remark -> {}));
    }
    return books;
  }

  private static Map<String, Map<String, String>> one(String rule, String field, String value) {
    return Collections.singletonMap(rule, Collections.singletonMap(field, value));
  }

  private static Map<String, Map<String, String>> overrides(List<Setting> settings) {
    Map<String, Map<String, String>> overrides = new LinkedHashMap<>();
    for (Setting each : settings) {
      overrides
          .computeIfAbsent(each.ruleId(), key -> new LinkedHashMap<>())
          .put(each.field(), each.values().get(0));
    }
    return overrides;
  }

  /** Refuses a value that cannot be used, in the words of whoever typed it. */
  private static void check(Setting setting, String value, RuleBook book) {
    try {
      book.with(one(setting.ruleId(), setting.field(), value), remark -> {});
    } catch (IllegalArgumentException e) {
      // Before the first colon stands the setting that the agent would call so.
      String message = String.valueOf(e.getMessage());
      String why = message.substring(message.indexOf(": ") + 2);
      throw new CliFailure("--set " + setting.typed() + ": " + why, e);
    }
  }

  private static RuleBook change(
      RuleBook book, Map<String, Map<String, String>> overrides, Consumer<String> remarks) {
    try {
      return book.with(overrides, remarks);
    } catch (IllegalArgumentException e) {
      throw new CliFailure("--set " + e.getMessage(), e);
    }
  }
}
