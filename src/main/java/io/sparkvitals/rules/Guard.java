package io.sparkvitals.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must hold beside a rule's own condition, so that it does not speak on small samples:
 * comparisons joined by {@code and}, which binds tighter, and {@code or}. Immutable.
 */
public final class Guard {
  private final List<List<Comparison>> alternatives;

  private Guard(List<List<Comparison>> alternatives) {
    this.alternatives = alternatives;
  }

  static Guard parse(String text) {
    List<List<Comparison>> alternatives = new ArrayList<>();
    for (String alternative : text.trim().split("\\s+or\\s+", -1)) {
      List<Comparison> all = new ArrayList<>();
      for (String comparison : alternative.split("\\s+and\\s+", -1)) {
        all.add(Comparison.parse(comparison));
      }
      alternatives.add(Collections.unmodifiableList(all));
    }
    return new Guard(Collections.unmodifiableList(alternatives));
  }

  /** Whether it holds for a subject; a comparison whose signal cannot be read is false. */
  public boolean holds(Sight sight) {
    for (List<Comparison> all : alternatives) {
      if (all.stream().allMatch(each -> each.holds(sight))) {
        return true;
      }
    }
    return false;
  }

  /** The signals that it reads. */
  public Set<Signal> signals() {
    return alternatives.stream()
        .flatMap(List::stream)
        .map(Comparison::signal)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The same with another bound in the first comparison of a signal. */
  Guard bound(Signal signal, double bound) {
    List<List<Comparison>> changed = new ArrayList<>();
    boolean done = false;
    for (List<Comparison> all : alternatives) {
      List<Comparison> copy = new ArrayList<>();
      for (Comparison each : all) {
        boolean change = !done && each.signal() == signal;
        copy.add(change ? each.bound(bound) : each);
        done |= change;
      }
      changed.add(copy);
    }
    return new Guard(changed);
  }

  /** As it stands in a rule file, numbers with their units. */
  @Override
  public String toString() {
    return alternatives.stream()
        .map(all -> all.stream().map(Comparison::toString).collect(Collectors.joining(" and ")))
        .collect(Collectors.joining(" or "));
  }
}
