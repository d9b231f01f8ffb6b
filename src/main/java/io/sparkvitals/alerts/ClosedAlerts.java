package io.sparkvitals.alerts;

import java.util.ArrayList;
import java.util.List;

/**
 * Alerts that fired and are over. Where they are too many, the oldest of the least severe go. Not
 * thread-safe.
 */
final class ClosedAlerts {
  private final int max;
  private final List<Alert> alerts = new ArrayList<>();

  ClosedAlerts(int max) {
    this.max = max;
  }

  void add(Alert alert) {
    alerts.add(alert);
    if (alerts.size() > max) {
      removeOne(alerts);
    }
  }

  /** These and some more, at most as many as there may be; the newest last. */
  List<Alert> with(List<Alert> more) {
    List<Alert> all = new ArrayList<>(alerts);
    all.addAll(more);
    while (all.size() > max) {
      removeOne(all);
    }
    return all;
  }

  private static void removeOne(List<Alert> alerts) {
    int victim = 0;
    for (int i = 1; i < alerts.size(); i++) {
      if (alerts.get(i).severity().compareTo(alerts.get(victim).severity()) < 0) {
        victim = i;
      }
    }
    alerts.remove(victim);
  }
}
