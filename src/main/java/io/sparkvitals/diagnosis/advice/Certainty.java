package io.sparkvitals.diagnosis.advice;

import java.util.Locale;

/** How much stands behind advice. */
public enum Certainty {
  /** Measured over enough executors, tasks or samples; nothing hides the need. */
  HIGH,
  /** Measured, but over few samples, or by an estimate that errs to the safe side. */
  MEDIUM,
  /** An indication; try it on one run and compare. */
  LOW,
  /** Nothing can be advised, and the text says why: a full answer. */
  NONE;

  /** The name in files and reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
