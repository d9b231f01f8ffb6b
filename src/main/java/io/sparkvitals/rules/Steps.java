package io.sparkvitals.rules;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The bounds of a rule, one for each severity that it can reach; never empty. Immutable. */
public final class Steps {
  private final boolean above;
  private final EnumMap<Severity, Double> bounds;

  private Steps(boolean above, EnumMap<Severity, Double> bounds) {
    this.above = above;
    this.bounds = bounds;
  }

  /** {@code above}: a value must be greater than a bound, not less. */
  static Steps of(boolean above, Map<Severity, Double> bounds) {
    return new Steps(above, new EnumMap<>(bounds));
  }

  /**
   * The highest severity whose bound the value passes and that {@code allowed} lets through; empty
   * unless the value passes the lowest severity's bound.
   */
  Optional<Severity> reached(double value, Predicate<Severity> allowed) {
    Severity reached = null;
    for (Map.Entry<Severity, Double> step : bounds.entrySet()) {
      boolean passed = above ? value > step.getValue() : value < step.getValue();
      if (passed && allowed.test(step.getKey())) {
        reached = step.getKey();
      } else if (reached == null) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(reached);
  }

  /** Whether a value above, not below, a bound is bad. */
  public boolean above() {
    return above;
  }

  /** Bounds by severity, the lowest severity first, in the unit of the rule's signal. */
  public Map<Severity, Double> bounds() {
    return Collections.unmodifiableMap(bounds);
  }

  /** The severity at which the rule begins to speak. */
  public Severity first() {
    return bounds.keySet().iterator().next();
  }

  double bound(Severity severity) {
    Double bound = bounds.get(severity);
    if (bound == null) {
      throw new IllegalArgumentException("no bound for " + severity.label());
    }
    return bound;
  }

  /** The same with another bound for one severity. */
  Steps bound(Severity severity, double bound) {
    EnumMap<Severity, Double> changed = new EnumMap<>(bounds);
    changed.put(severity, bound);
    return new Steps(above, changed);
  }

  /** The same with another severity at the first bound; steps that are not higher go. */
  Steps first(Severity severity) {
    EnumMap<Severity, Double> changed = new EnumMap<>(Severity.class);
    for (Map.Entry<Severity, Double> step : bounds.entrySet()) {
      if (step.getKey() != first() && step.getKey().compareTo(severity) > 0) {
        changed.put(step.getKey(), step.getValue());
      }
    }
    changed.put(severity, bound(first()));
    return new Steps(above, changed);
  }

  /** Whether every higher severity has a farther bound. */
  boolean ordered() {
    double last = bound(first());
    for (double bound : bounds.values()) {
      if (above ? bound < last : bound > last) {
        return false;
      }
      last = bound;
    }
    return true;
  }
}
