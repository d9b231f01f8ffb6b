package io.sparkvitals.model;

import java.util.Locale;

/** How a task attempt ended; the split that Spark's own UI uses. */
public enum TaskOutcome {
  SUCCEEDED,
  /** Every end that is none of the others. */
  FAILED,
  /** Killed or denied to commit: losers of speculation, cancelled jobs. Never a failure. */
  KILLED,
  /**
   * A finished map task whose output was lost with its executor. It has no start of its own, and
   * its metrics repeat those of its first end.
   */
  RESUBMITTED;

  /** The value of the metric label {@code outcome}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
