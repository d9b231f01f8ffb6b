package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Severity;

/** One notification on its way to one channel. Guarded by the dispatcher. */
final class Delivery {
  private final AlertChannel channel;
  private final Notification notification;
  private final long queuedMillis;
  private int tries;
  private long dueMillis;
  private boolean inFlight;

  Delivery(AlertChannel channel, Notification notification, long queuedMillis) {
    this.channel = channel;
    this.notification = notification;
    this.queuedMillis = queuedMillis;
    this.dueMillis = queuedMillis;
  }

  AlertChannel channel() {
    return channel;
  }

  Notification notification() {
    return notification;
  }

  Severity severity() {
    return notification.alert().severity();
  }

  /** Deliveries of one fingerprint to one channel keep their order. */
  String fingerprint() {
    return notification.alert().fingerprint();
  }

  long queuedMillis() {
    return queuedMillis;
  }

  int tries() {
    return tries;
  }

  long dueMillis() {
    return dueMillis;
  }

  void dueAt(long millis) {
    dueMillis = millis;
  }

  boolean inFlight() {
    return inFlight;
  }

  void start() {
    inFlight = true;
    tries++;
  }

  void back(long newDueMillis) {
    inFlight = false;
    dueMillis = newDueMillis;
  }

  @Override
  public String toString() {
    return notification + " for channel " + channel.name();
  }
}
