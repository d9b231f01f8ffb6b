package io.sparkvitals.alerts;

import java.util.Locale;

/** Why an alert is over. */
public enum ResolveReason {
  CONDITION_OVER("the condition no longer holds"),
  SUBJECT_GONE("it ended or is gone"),
  APPLICATION_ENDED("the application ended"),
  /** A single occurrence needs nobody any more. */
  EVENT_OVER("it was a single event");

  private final String words;

  ResolveReason(String words) {
    this.words = words;
  }

  /** For people, to finish the sentence "resolved, for …". */
  public String words() {
    return words;
  }

  /** The name in payloads. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
