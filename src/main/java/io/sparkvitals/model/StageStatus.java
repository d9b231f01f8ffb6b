package io.sparkvitals.model;

import java.util.Locale;

/** Where a stage attempt stands. */
public enum StageStatus {
  ACTIVE,
  COMPLETE,
  FAILED,
  /** Only tasks of it were seen. */
  UNKNOWN;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
