package io.sparkvitals.model;

import java.util.OptionalDouble;

/**
 * How one number is spread over the successful tasks of a stage attempt. Immutable.
 *
 * <p>Count, sum, minimum and maximum are exact. The median is the mean of the two middle values for
 * an even count; p75 and p95 are by nearest rank. Quantiles are exact for up to 1,024 tasks, then
 * within 1 %.
 */
public final class Distribution {
  public static final Distribution EMPTY = new Distribution(0, 0, 0, 0, 0, 0, 0);

  private final long count;
  private final long sum;
  private final long min;
  private final long max;
  private final double median;
  private final double p75;
  private final double p95;

  private Distribution(
      long count, long sum, long min, long max, double median, double p75, double p95) {
    this.count = count;
    this.sum = sum;
    this.min = min;
    this.max = max;
    this.median = median;
    this.p75 = p75;
    this.p95 = p95;
  }

  /** A distribution whose every value is the same. */
  public static Distribution constant(long count, long value) {
    return count == 0
        ? EMPTY
        : new Distribution(count, count * value, value, value, value, value, value);
  }

  /** Starts from the exact figures; the quantiles follow by {@link #quantiles}. */
  public static Distribution of(long count, long sum, long min, long max) {
    return new Distribution(count, sum, min, max, 0, 0, 0);
  }

  /** The same with its quantiles, each brought into the range from minimum to maximum. */
  public Distribution quantiles(double newMedian, double newP75, double newP95) {
    return new Distribution(
        count, sum, min, max, inRange(newMedian), inRange(newP75), inRange(newP95));
  }

  private double inRange(double value) {
    return Math.min(max, Math.max(min, value));
  }

  public long count() {
    return count;
  }

  public long sum() {
    return sum;
  }

  public long min() {
    return min;
  }

  public long max() {
    return max;
  }

  public double median() {
    return median;
  }

  public double p75() {
    return p75;
  }

  public double p95() {
    return p95;
  }

  /** Maximum per median; absent without a task or where the median is 0. */
  public OptionalDouble skewRatio() {
    return skewRatio(max);
  }

  /** The same with {@code liveMax}, the longest task still running, where that is larger. */
  public OptionalDouble skewRatio(long liveMax) {
    return count > 0 && median > 0
        ? OptionalDouble.of(Math.max(max, liveMax) / median)
        : OptionalDouble.empty();
  }
}
