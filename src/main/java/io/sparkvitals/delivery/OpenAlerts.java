package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sparkvitals.alerts.Notification;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an Alertmanager must be told again: alerts that fire, and for a while those that are over.
 * At most 2,000; where there are more, those that are over are forgotten first, and what has no
 * room is told once. Thread-safe.
 */
final class OpenAlerts {
  static final int MAX_ALERTS = 2_000;

  private final AlertmanagerTimes times;
  private final Map<Map<String, String>, OpenAlert> alerts = new LinkedHashMap<>();
  private long forgotten;

  OpenAlerts(AlertmanagerTimes times) {
    this.times = times;
  }

  /** Takes in a notification and returns the alerts that have to be told because of it. */
  synchronized ArrayNode update(Notification notification, long nowMillis) {
    OpenAlert alert = OpenAlert.of(notification);
    ArrayNode told = Json.array();
    if (notification.kind() == Notification.Kind.EVENT) {
      told.add(alert.json(notification.atMillis() + times.eventMillis()));
    } else if (notification.kind().closes()) {
      for (OpenAlert each : resolve(alert, notification.atMillis())) {
        told.add(each.json(each.resolvedMillis()));
      }
    } else {
      // An alert that got more severe has other labels: to Alertmanager the old one is over.
      for (OpenAlert each : open(alert.fingerprint())) {
        if (!each.labels().equals(alert.labels())) {
          told.add(keep(each.resolvedAt(nowMillis)).json(nowMillis));
        }
      }
      told.add(keep(alert).json(nowMillis + times.firingMillis()));
    }
    return told;
  }

  private List<OpenAlert> resolve(OpenAlert alert, long atMillis) {
    List<OpenAlert> found = open(alert.fingerprint());
    if (found.isEmpty()) {
      found.add(alert);
    }
    List<OpenAlert> over = new ArrayList<>();
    for (OpenAlert each : found) {
      over.add(keep(each.resolvedAt(atMillis)));
    }
    return over;
  }

  private List<OpenAlert> open(String fingerprint) {
    List<OpenAlert> open = new ArrayList<>();
    for (OpenAlert each : alerts.values()) {
      if (each.fingerprint().equals(fingerprint) && !each.resolved()) {
        open.add(each);
      }
    }
    return open;
  }

  private OpenAlert keep(OpenAlert alert) {
    if (alerts.size() >= MAX_ALERTS && !alerts.containsKey(alert.labels()) && !forgetOne()) {
      forgotten++;
      return alert;
    }
    alerts.put(alert.labels(), alert);
    return alert;
  }

  /** Forgets the first that is over; false if there is none. */
  private boolean forgetOne() {
    Iterator<OpenAlert> each = alerts.values().iterator();
    while (each.hasNext()) {
      if (each.next().resolved()) {
        each.remove();
        return true;
      }
    }
    return false;
  }

  /** All that has to be told again now. */
  synchronized ArrayNode again(long nowMillis) {
    alerts
        .values()
        .removeIf(
            each -> each.resolved() && nowMillis - each.resolvedMillis() > times.resolvedMillis());
    ArrayNode told = Json.array();
    for (OpenAlert each : alerts.values()) {
      long ends = each.resolved() ? each.resolvedMillis() : nowMillis + times.firingMillis();
      told.add(each.json(ends));
    }
    return told;
  }

  /** How many alerts were not kept, for there was no room. */
  synchronized long forgotten() {
    return forgotten;
  }
}
