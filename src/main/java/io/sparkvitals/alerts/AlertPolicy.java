package io.sparkvitals.alerts;

import java.util.Locale;

/** When people are told of alerts, and how often. Immutable. */
public final class AlertPolicy {
  /** Tells at once, again after the given time, and as often as there is something to tell. */
  public static AlertPolicy plain(long repeatMillis, int maxAlerts) {
    return new AlertPolicy(repeatMillis, maxAlerts, 0, 0, Summary.NEVER, Mutes.NONE);
  }

  private final long repeatMillis;
  private final int maxAlerts;
  private final long waitMillis;
  private final int maxPerHour;
  private final Summary summary;
  private final Mutes mutes;

  /** Whether a run is summed up at its end. */
  public enum Summary {
    /** If anything was told in it. */
    AUTO,
    ALWAYS,
    NEVER;

    boolean wanted(long alertsTold) {
      return this == ALWAYS || (this == AUTO && alertsTold > 0);
    }

    /** The value of a label in any case; {@link #AUTO} for anything else. */
    public static Summary parse(String label) {
      for (Summary each : values()) {
        if (each.name().equals(label.toUpperCase(Locale.ROOT))) {
          return each;
        }
      }
      return AUTO;
    }
  }

  private AlertPolicy(
      long repeatMillis,
      int maxAlerts,
      long waitMillis,
      int maxPerHour,
      Summary summary,
      Mutes mutes) {
    this.repeatMillis = repeatMillis;
    this.maxAlerts = maxAlerts;
    this.waitMillis = waitMillis;
    this.maxPerHour = maxPerHour;
    this.summary = summary;
    this.mutes = mutes;
  }

  /** With a time for which a new alert waits, so that what belongs to it is told with it. */
  public AlertPolicy waiting(long millis) {
    return new AlertPolicy(repeatMillis, maxAlerts, millis, maxPerHour, summary, mutes);
  }

  /** With at most so many messages in any hour; 0 for no limit. */
  public AlertPolicy atMost(int messagesPerHour) {
    return new AlertPolicy(repeatMillis, maxAlerts, waitMillis, messagesPerHour, summary, mutes);
  }

  public AlertPolicy summarized(Summary when) {
    return new AlertPolicy(repeatMillis, maxAlerts, waitMillis, maxPerHour, when, mutes);
  }

  public AlertPolicy muted(Mutes what) {
    return new AlertPolicy(repeatMillis, maxAlerts, waitMillis, maxPerHour, summary, what);
  }

  long repeatMillis() {
    return repeatMillis;
  }

  int maxAlerts() {
    return maxAlerts;
  }

  long waitMillis() {
    return waitMillis;
  }

  int maxPerHour() {
    return maxPerHour;
  }

  Summary summary() {
    return summary;
  }

  Mutes mutes() {
    return mutes;
  }
}
