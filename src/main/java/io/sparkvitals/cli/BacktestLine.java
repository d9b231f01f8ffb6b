package io.sparkvitals.cli;

import java.util.Comparator;

/** How often one variant of a rule would have spoken. Immutable as far as its counts are. */
final class BacktestLine {
  static final Comparator<BacktestLine> BY_THRESHOLD =
      Comparator.comparing(BacktestLine::variant, Variant.BY_THRESHOLD);

  private final Variant variant;
  private final AlertCounts counts;

  BacktestLine(Variant variant, AlertCounts counts) {
    this.variant = variant;
    this.counts = counts;
  }

  Variant variant() {
    return variant;
  }

  AlertCounts counts() {
    return counts;
  }
}
