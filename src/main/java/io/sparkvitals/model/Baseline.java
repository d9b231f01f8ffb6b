package io.sparkvitals.model;

import java.util.Collections;

/** What a stage usually is like. Immutable. */
public final class Baseline {
  private final StageFigures usual;
  private final int runs;

  private Baseline(StageFigures usual, int runs) {
    this.usual = usual;
    this.runs = runs;
  }

  /** One that knows the usual duration only. */
  public static Baseline of(double medianMillis, int runs) {
    return of(
        StageFigures.of(Collections.singletonMap(StageFigure.MEDIAN_MILLIS, medianMillis)), runs);
  }

  public static Baseline of(StageFigures usual, int runs) {
    return new Baseline(usual, runs);
  }

  /** Median of the earlier executions' medians, in milliseconds. */
  public double medianMillis() {
    return usual.get(StageFigure.MEDIAN_MILLIS);
  }

  /** The median of each figure over the earlier executions. */
  public StageFigures usual() {
    return usual;
  }

  /** How many earlier executions it stands on. */
  public int runs() {
    return runs;
  }
}
