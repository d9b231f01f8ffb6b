package io.sparkvitals.alerts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Alerts that fired and are over: a list, of which the oldest of the least severe go where they are
 * too many, and the counts and the summary of all. Not thread-safe.
 */
final class ClosedAlerts {
  private final int max;
  private final List<Alert> alerts = new ArrayList<>();
  private final Tally.Counter counter = new Tally.Counter();
  private final RunSummary summary = new RunSummary();

  ClosedAlerts(int max) {
    this.max = max;
  }

  /** Takes an alert; one that it has already stays as it is. */
  void add(AlertEntry entry) {
    if (entry.remember()) {
      return;
    }
    Alert alert = new Alert(entry);
    summary.add(alert);
    counter.add(entry);
    alerts.add(alert);
    if (alerts.size() > max) {
      removeOne();
    }
  }

  private void removeOne() {
    int victim = 0;
    for (int i = 1; i < alerts.size(); i++) {
      if (alerts.get(i).severity().compareTo(alerts.get(victim).severity()) < 0) {
        victim = i;
      }
    }
    alerts.remove(victim);
  }

  /** The newest last. */
  List<Alert> list() {
    return Collections.unmodifiableList(new ArrayList<>(alerts));
  }

  /** All it ever took, and those of others that fired and are not over yet. */
  Tally tally(Collection<AlertEntry> others) {
    List<AlertEntry> open = new ArrayList<>(others);
    open.removeIf(entry -> entry.state() == Alert.State.PENDING || entry.remembered());
    return counter.with(open);
  }

  RunSummary summary() {
    return summary;
  }
}
