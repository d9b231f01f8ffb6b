package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.rules.Names;
import java.util.Collection;
import java.util.Optional;

/** Which word a mistyped one was meant to be. */
final class Words {
  private Words() {}

  /** The word most like it with at most so many letters inserted, left out or replaced. */
  static Optional<String> nearest(String word, Collection<String> candidates, int most) {
    int least = most + 1;
    String best = "";
    for (String each : candidates) {
      if (Math.abs(each.length() - word.length()) < least) {
        int distance = Names.distance(word, each);
        if (distance < least) {
          least = distance;
          best = each;
        }
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }
}
