package io.sparkvitals.cli;

import java.io.Serializable;

/** All that is needed to judge a log of a backtest, on whatever machine. Immutable. */
final class BacktestPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Grid grid;
  private final long intervalMillis;
  private final int maxWorst;
  private final String failOn;

  /**
   * {@code failOn} is as the user wrote it, or empty; of each rule of a log {@code maxWorst} cases
   * are kept.
   */
  BacktestPlan(Grid grid, long intervalMillis, int maxWorst, String failOn) {
    this.grid = grid;
    this.intervalMillis = intervalMillis;
    this.maxWorst = maxWorst;
    this.failOn = failOn;
  }

  Grid grid() {
    return grid;
  }

  long intervalMillis() {
    return intervalMillis;
  }

  int maxWorst() {
    return maxWorst;
  }

  String failOn() {
    return failOn;
  }
}
