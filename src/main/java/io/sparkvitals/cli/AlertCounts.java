package io.sparkvitals.cli;

import io.sparkvitals.report.Report;
import io.sparkvitals.rules.Severity;
import java.io.Serializable;

/** How many alerts there were by severity, and in how many applications. Not thread-safe. */
final class AlertCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] bySeverity = new long[3];
  private long applications;

  /** Counts the alerts of one application for one rule, those that are not listed too. */
  static AlertCounts of(Report report, String ruleId) {
    AlertCounts counts = new AlertCounts();
    for (Severity each : Severity.values()) {
      long fired = report.counts().fired(ruleId, each);
      counts.bySeverity[index(each)] = fired;
      counts.applications = fired > 0 ? 1 : counts.applications;
    }
    return counts;
  }

  void add(AlertCounts other) {
    for (int i = 0; i < bySeverity.length; i++) {
      bySeverity[i] += other.bySeverity[i];
    }
    applications += other.applications;
  }

  /** Those with at least one alert. */
  long applications() {
    return applications;
  }

  long alerts() {
    long sum = 0;
    for (long each : bySeverity) {
      sum += each;
    }
    return sum;
  }

  long alerts(Severity severity) {
    return bySeverity[index(severity)];
  }

  private static int index(Severity severity) {
    switch (severity) {
      case INFO:
        return 0;
      case WARNING:
        return 1;
      default:
        return 2;
    }
  }
}
