package io.sparkvitals.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much an alert matters; a later constant matters more. */
public enum Severity {
  /** Worth knowing, needs nobody now: money or time is lost. */
  INFO,
  /** Something goes wrong and will cost time or fail later. */
  WARNING,
  /** The application fails or is about to. */
  CRITICAL;

  public boolean atLeast(Severity other) {
    return compareTo(other) >= 0;
  }

  /** The name in files, labels and messages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The severity of a name in any case, or null. */
  public static @Nullable Severity parse(String name) {
    for (Severity each : values()) {
      if (each.label().equals(name.trim().toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    return null;
  }
}
