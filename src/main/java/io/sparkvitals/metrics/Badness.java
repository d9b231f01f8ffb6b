package io.sparkvitals.metrics;

import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import java.util.OptionalDouble;

/**
 * How bad a stage is, for choosing which finished ones stay on the page: the worst of its skew,
 * spill, GC and failures, each as a multiple of what the default rules tolerate.
 */
final class Badness {
  private static final double SKEW = 5;
  private static final double SPILL = 0.20;
  private static final double GC = 0.10;
  private static final double FAILURES = 0.05;

  /** Ratios of a few short tasks say nothing. */
  private static final long MIN_RUN_MILLIS = 10_000;

  private Badness() {}

  /** 0 for a stage that is too small to judge; 1 and more is what a rule would report. */
  static double of(StageSnapshot stage) {
    double worst = ratio(stage.counts().failureRatio(), FAILURES);
    if (stage.totals().get(TaskMetric.RUN_TIME_MILLIS) >= MIN_RUN_MILLIS) {
      worst = Math.max(worst, ratio(stage.spread().durationSkew(), SKEW));
      worst = Math.max(worst, ratio(stage.totals().spillRatio(), SPILL));
      worst = Math.max(worst, ratio(stage.totals().gcRatio(), GC));
    }
    return worst;
  }

  private static double ratio(OptionalDouble value, double tolerated) {
    return value.orElse(0) / tolerated;
  }
}
