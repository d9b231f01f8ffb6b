package io.sparkvitals.delivery;

import java.util.concurrent.TimeUnit;

/** How long an Alertmanager remembers what it is told, in milliseconds. Immutable. */
final class AlertmanagerTimes {
  /** Prometheus' own rule: told again every minute, forgotten after four without. */
  static final AlertmanagerTimes STANDARD =
      new AlertmanagerTimes(TimeUnit.MINUTES.toMillis(1), TimeUnit.MINUTES.toMillis(4));

  private static final long RESOLVED_MILLIS = TimeUnit.MINUTES.toMillis(5);
  private static final long EVENT_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private final long renewalMillis;
  private final long firingMillis;

  /** {@code firingMillis}: when a firing alert ends by itself unless it is told again before. */
  AlertmanagerTimes(long renewalMillis, long firingMillis) {
    this.renewalMillis = renewalMillis;
    this.firingMillis = firingMillis;
  }

  long renewalMillis() {
    return renewalMillis;
  }

  long firingMillis() {
    return firingMillis;
  }

  /** For how long a resolved alert is told again. */
  long resolvedMillis() {
    return RESOLVED_MILLIS;
  }

  /** How long a single occurrence, which is told once, stays. */
  long eventMillis() {
    return EVENT_MILLIS;
  }
}
