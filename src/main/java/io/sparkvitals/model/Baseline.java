package io.sparkvitals.model;

/** What the median task duration of a stage usually is. Immutable. */
public final class Baseline {
  private final double medianMillis;
  private final int runs;

  private Baseline(double medianMillis, int runs) {
    this.medianMillis = medianMillis;
    this.runs = runs;
  }

  public static Baseline of(double medianMillis, int runs) {
    return new Baseline(medianMillis, runs);
  }

  /** Median of the earlier executions' medians, in milliseconds. */
  public double medianMillis() {
    return medianMillis;
  }

  /** How many earlier executions it stands on. */
  public int runs() {
    return runs;
  }
}
