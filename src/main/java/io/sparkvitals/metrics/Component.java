package io.sparkvitals.metrics;

import java.util.Locale;

/** A part of the agent that survives its errors and counts them. */
public enum Component {
  LISTENER,
  RULES,
  NOTIFIER,
  HTTP,
  PUSH,
  BASELINE;

  /** The value of the label {@code component}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
