package io.sparkvitals.report;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Tally;
import io.sparkvitals.rules.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How many alerts of a run fired, by rule and severity: the listed ones and all. Immutable. */
public final class AlertTotals {
  private final Map<String, Map<Severity, Long>> listed = new TreeMap<>();
  private final @Nullable Tally all;

  /** {@code all} counts those too that are not listed; null where all are. */
  AlertTotals(List<Alert> alerts, @Nullable Tally all) {
    this.all = all;
    for (Alert each : alerts) {
      listed
          .computeIfAbsent(each.ruleId(), rule -> new EnumMap<>(Severity.class))
          .merge(each.severity(), 1L, Long::sum);
    }
  }

  /** Rules of which an alert fired. */
  public Set<String> rules() {
    Set<String> rules = new TreeSet<>(listed.keySet());
    if (all != null) {
      rules.addAll(all.rules());
    }
    return rules;
  }

  /** All alerts of a rule and a severity that fired. */
  public long fired(String ruleId, Severity severity) {
    long fired = all == null ? 0 : all.of(ruleId, severity);
    return Math.max(fired, listed(ruleId, severity));
  }

  /** All alerts of a severity that fired. */
  public long fired(Severity severity) {
    return rules().stream().mapToLong(rule -> fired(rule, severity)).sum();
  }

  /** All alerts that fired. */
  public long fired() {
    long sum = 0;
    for (Severity each : Severity.values()) {
      sum += fired(each);
    }
    return sum;
  }

  /** Those of a rule and a severity that fired and are not listed, for there are too many. */
  public long unlisted(String ruleId, Severity severity) {
    return fired(ruleId, severity) - listed(ruleId, severity);
  }

  /** Those of a severity that are not listed. */
  public long unlisted(Severity severity) {
    return rules().stream().mapToLong(rule -> unlisted(rule, severity)).sum();
  }

  private long listed(String ruleId, Severity severity) {
    Map<Severity, Long> counts = listed.get(ruleId);
    return counts == null ? 0 : counts.getOrDefault(severity, 0L);
  }
}
