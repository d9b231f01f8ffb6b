package io.sparkvitals.report;

import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.diagnosis.cost.CoreSplit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What all advice together would have saved of a run, at most. Advice about the same thing saves
 * the same time, so only the largest counts; and no more can be saved than was wasted.
 */
final class Savings {
  private Savings() {}

  /** In core-milliseconds; empty where no advice has an estimate. */
  static OptionalDouble coreMillis(List<Suggestion> advice, CoreSplit split) {
    Map<String, Double> byThing = new HashMap<>();
    for (Suggestion each : advice) {
      double saved = each.savedCoreMillis().orElse(0);
      if (saved > 0) {
        byThing.merge(each.about(), saved, Math::max);
      }
    }
    double sum = byThing.values().stream().mapToDouble(Double::doubleValue).sum();
    return byThing.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(sum, split.wastedMillis()));
  }
}
