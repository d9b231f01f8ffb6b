package io.sparkvitals.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a rule of the kind {@code event} waits for. */
public enum Occurrence {
  /** An executor was removed. Its classes are those of the loss. */
  EXECUTOR_LOST,
  /** A job ended with a failure. */
  JOB_FAILED;

  /** The name in rule files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The occurrence of a label, or null. */
  public static @Nullable Occurrence parse(String label) {
    for (Occurrence each : values()) {
      if (each.label().equals(label)) {
        return each;
      }
    }
    return null;
  }
}
