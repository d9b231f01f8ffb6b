package io.sparkvitals.tracker;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.CubicallyInterpolatedMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import io.sparkvitals.model.Distribution;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of one distribution in bounded memory. Guarded by its owner's lock.
 *
 * <p>It passes through up to four forms: a mere count while all values are the same, the values
 * themselves up to {@link #EXACT}, a DDSketch (Masson, Rim, Lee: VLDB 2019) with a relative error
 * of 0.5 % after that, and, once archived, the quantiles as they were. Count, sum, minimum and
 * maximum stay exact in all of them.
 */
final class DistributionTracker {
  static final int EXACT = 1024;
  private static final double RELATIVE_ACCURACY = 0.005;
  private static final int FIRST_CAPACITY = 16;

  private long count;
  private long sum;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;
  private long @Nullable [] values;
  private @Nullable DDSketch sketch;
  private @Nullable Distribution archived;

  /** Goes on from an archived distribution: the quantiles stay what they were. */
  static DistributionTracker revive(Distribution distribution) {
    DistributionTracker tracker = new DistributionTracker();
    if (distribution.count() > 0) {
      tracker.count = distribution.count();
      tracker.sum = distribution.sum();
      tracker.min = distribution.min();
      tracker.max = distribution.max();
      tracker.archived = distribution;
    }
    return tracker;
  }

  void add(long value) {
    if (archived == null) {
      keep(value);
    }
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  private void keep(long value) {
    if (sketch != null) {
      sketch.accept(value);
    } else if (values != null) {
      append(values, value);
    } else if (count > 0 && value != min) {
      leaveConstant(value);
    }
  }

  private void append(long[] current, long value) {
    if (count == EXACT) {
      DDSketch fresh = newSketch();
      for (long each : current) {
        fresh.accept(each);
      }
      fresh.accept(value);
      sketch = fresh;
      values = null;
      return;
    }
    long[] target = current;
    if (count == current.length) {
      target = Arrays.copyOf(current, (int) Math.min(EXACT, count * 2));
      values = target;
    }
    target[(int) count] = value;
  }

  private void leaveConstant(long value) {
    if (count >= EXACT) {
      DDSketch fresh = newSketch();
      fresh.accept(min, count);
      fresh.accept(value);
      sketch = fresh;
      return;
    }
    int capacity = FIRST_CAPACITY;
    while (capacity <= count) {
      capacity *= 2;
    }
    long[] fresh = new long[capacity];
    Arrays.fill(fresh, 0, (int) count, min);
    fresh[(int) count] = value;
    values = fresh;
  }

  private static DDSketch newSketch() {
    return new DDSketch(
        new CubicallyInterpolatedMapping(RELATIVE_ACCURACY), UnboundedSizeDenseStore::new);
  }

  Distribution distribution() {
    if (count == 0) {
      return Distribution.EMPTY;
    }
    Distribution figures = Distribution.of(count, sum, min, max);
    if (archived != null) {
      return figures.quantiles(archived.median(), archived.p75(), archived.p95());
    }
    if (sketch != null) {
      return figures.quantiles(
          sketch.getValueAtQuantile(0.5),
          sketch.getValueAtQuantile(0.75),
          sketch.getValueAtQuantile(0.95));
    }
    return values == null ? Distribution.constant(count, min) : exact(figures, values);
  }

  /** Sorts in place: the order of arrival is of no use, and the next sort finds sorted runs. */
  private Distribution exact(Distribution figures, long[] sorted) {
    int n = (int) count;
    Arrays.sort(sorted, 0, n);
    double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + (double) sorted[n / 2]) / 2;
    return figures.quantiles(median, sorted[nearestRank(75, n)], sorted[nearestRank(95, n)]);
  }

  /** Place of the nearest-rank percentile among {@code n} sorted values, from 0. */
  private static int nearestRank(int percent, int n) {
    return (percent * n + 99) / 100 - 1;
  }
}
