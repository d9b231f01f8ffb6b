package io.sparkvitals.alerts;

import io.sparkvitals.rules.Severity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many alerts fired, by rule and highest severity; those no longer kept included. Immutable.
 */
public final class Tally {
  private final Map<String, Map<Severity, Long>> byRule;

  private Tally(Map<String, Map<Severity, Long>> byRule) {
    this.byRule = byRule;
  }

  /** Rules of which an alert fired. */
  public Set<String> rules() {
    return Collections.unmodifiableSet(byRule.keySet());
  }

  /** Alerts of a rule, whatever their severity. */
  public long of(String ruleId) {
    return sum(byRule.getOrDefault(ruleId, Collections.emptyMap()));
  }

  /** Alerts of a severity, whatever their rule. */
  public long of(Severity severity) {
    return byRule.values().stream().mapToLong(rule -> rule.getOrDefault(severity, 0L)).sum();
  }

  /** Alerts of a rule and a severity. */
  public long of(String ruleId, Severity severity) {
    return byRule.getOrDefault(ruleId, Collections.emptyMap()).getOrDefault(severity, 0L);
  }

  public long total() {
    return byRule.values().stream().mapToLong(Tally::sum).sum();
  }

  private static long sum(Map<Severity, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Collects a tally. Not thread-safe. */
  static final class Counter {
    private final Map<String, Map<Severity, Long>> byRule = new TreeMap<>();

    void add(AlertEntry entry) {
      byRule
          .computeIfAbsent(entry.finding().rule().id(), rule -> new EnumMap<>(Severity.class))
          .merge(entry.severity(), 1L, Long::sum);
    }

    /** As it stands, with some more. */
    Tally with(Iterable<AlertEntry> more) {
      Counter copy = new Counter();
      byRule.forEach((rule, counts) -> copy.byRule.put(rule, new EnumMap<>(counts)));
      more.forEach(copy::add);
      return new Tally(copy.byRule);
    }
  }
}
