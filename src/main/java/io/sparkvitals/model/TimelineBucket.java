package io.sparkvitals.model;

/** Ten seconds of the application. Immutable. */
public final class TimelineBucket {
  public static final long MILLIS = 10_000;

  private final long startMillis;
  private final WindowSums sums;

  private TimelineBucket(long startMillis, WindowSums sums) {
    this.startMillis = startMillis;
    this.sums = sums;
  }

  public static TimelineBucket of(long startMillis, WindowSums sums) {
    return new TimelineBucket(startMillis, sums);
  }

  public long startMillis() {
    return startMillis;
  }

  public WindowSums sums() {
    return sums;
  }
}
