package io.sparkvitals.report;

import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.diagnosis.cost.CoreUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;

/**
 * What all advice together would have saved of a run, at most. Advice about the same thing saves
 * the same time, so only the largest counts; and of no part of the core time more can be saved than
 * there is.
 */
final class Savings {
  private final Map<CoreUse, Double> left = new EnumMap<>(CoreUse.class);

  private Savings(CoreSplit split) {
    for (CoreUse each : CoreUse.values()) {
      left.put(each, (double) split.millis(each));
    }
  }

  /** In core-milliseconds; empty where no advice has an estimate. */
  static OptionalDouble coreMillis(List<Suggestion> advice, CoreSplit split) {
    Map<String, Suggestion> byThing = new HashMap<>();
    for (Suggestion each : advice) {
      if (each.savedCoreMillis().orElse(0) > 0) {
        byThing.merge(
            each.about(),
            each,
            BinaryOperator.maxBy(Comparator.comparingDouble(Savings::estimate)));
      }
    }
    return byThing.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(new Savings(split).sum(new ArrayList<>(byThing.values())));
  }

  private static double estimate(Suggestion suggestion) {
    return suggestion.savedCoreMillis().orElse(0);
  }

  /** Advice with few parts to save from comes first: what it leaves is for the others. */
  private double sum(List<Suggestion> advice) {
    advice.sort(Comparator.comparingInt(each -> each.savedFrom().size()));
    double sum = 0;
    for (Suggestion each : advice) {
      sum += taken(each);
    }
    return sum;
  }

  private double taken(Suggestion suggestion) {
    double wanted = estimate(suggestion);
    double taken = 0;
    for (CoreUse each : suggestion.savedFrom()) {
      double part = Math.min(wanted - taken, left.getOrDefault(each, 0.0));
      left.merge(each, -part, Double::sum);
      taken += part;
    }
    return taken;
  }
}
