package io.sparkvitals.model;

/** Durations counted by upper bound. Immutable. */
public final class Histogram {
  private final long[] boundsMillis;
  private final long[] counts;
  private final long sumMillis;

  private Histogram(long[] boundsMillis, long[] counts, long sumMillis) {
    this.boundsMillis = boundsMillis;
    this.counts = counts;
    this.sumMillis = sumMillis;
  }

  /** Inclusive upper bounds in milliseconds, ascending; what is above the last is counted too. */
  public long[] boundsMillis() {
    return boundsMillis.clone();
  }

  /** Not cumulative; one more than there are bounds. */
  public long[] counts() {
    return counts.clone();
  }

  public long sumMillis() {
    return sumMillis;
  }

  public long count() {
    long count = 0;
    for (long each : counts) {
      count += each;
    }
    return count;
  }

  /** Counts durations. Not thread-safe. */
  public static final class Accumulator {
    private final long[] boundsMillis;
    private final long[] counts;
    private long sumMillis;

    public Accumulator(long... boundsMillis) {
      this.boundsMillis = boundsMillis.clone();
      this.counts = new long[boundsMillis.length + 1];
    }

    public void add(long millis) {
      int i = 0;
      while (i < boundsMillis.length && millis > boundsMillis[i]) {
        i++;
      }
      counts[i]++;
      sumMillis += millis;
    }

    public Histogram histogram() {
      return new Histogram(boundsMillis, counts.clone(), sumMillis);
    }
  }
}
