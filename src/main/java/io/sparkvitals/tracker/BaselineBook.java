package io.sparkvitals.tracker;

import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.StageFacts;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the median task durations of stages that do the same work, so that a slower one is
 * noticed. Guarded by its owner's lock; bounded.
 *
 * <p>Two stages do the same work when their names and job descriptions are equal but for numbers,
 * and their task counts have the same power of two: all stages of one query share a name, and the
 * task count tells most of them apart.
 */
final class BaselineBook {
  static final int MIN_RUNS = 3;
  private static final int MAX_RUNS = 20;
  private static final int MAX_SIGNATURES = 1_000;

  private final Map<String, Deque<Double>> medians =
      new LinkedHashMap<String, Deque<Double>>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Double>> eldest) {
          return size() > MAX_SIGNATURES;
        }
      };

  static String signature(StageFacts stage) {
    String description = stage.description();
    int size = 32 - Integer.numberOfLeadingZeros(Math.max(0, stage.numTasks()));
    return withoutNumbers(stage.name())
        + '|'
        + (description == null ? "" : withoutNumbers(description))
        + '|'
        + size;
  }

  private static String withoutNumbers(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }

  void add(StageFacts stage, double medianMillis) {
    Deque<Double> runs = medians.computeIfAbsent(signature(stage), key -> new ArrayDeque<>());
    if (runs.size() == MAX_RUNS) {
      runs.removeFirst();
    }
    runs.addLast(medianMillis);
  }

  /** The median of the earlier medians; null before three of them. */
  @Nullable Baseline of(StageFacts stage) {
    Deque<Double> runs = medians.get(signature(stage));
    if (runs == null || runs.size() < MIN_RUNS) {
      return null;
    }
    double[] sorted = runs.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    return Baseline.of(median, n);
  }
}
