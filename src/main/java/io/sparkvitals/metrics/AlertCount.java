package io.sparkvitals.metrics;

/** How many alerts of one rule and severity are in one state. Immutable. */
public final class AlertCount {
  private final String alertName;
  private final String severity;
  private final String state;
  private final int count;

  private AlertCount(String alertName, String severity, String state, int count) {
    this.alertName = alertName;
    this.severity = severity;
    this.state = state;
    this.count = count;
  }

  /** {@code state} is {@code pending} or {@code firing}. */
  public static AlertCount of(String alertName, String severity, String state, int count) {
    return new AlertCount(alertName, severity, state, count);
  }

  String alertName() {
    return alertName;
  }

  String severity() {
    return severity;
  }

  String state() {
    return state;
  }

  int count() {
    return count;
  }
}
