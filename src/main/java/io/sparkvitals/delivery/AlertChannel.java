package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Notification;

/** A receiver of notifications. Thread-safe. */
public interface AlertChannel {
  /** The name that the user gave it. */
  String name();

  /** Its kind, for metrics: {@code slack}, {@code pagerduty}, {@code webhook} or {@code log}. */
  String integration();

  /** Whether it is to get a notification. */
  boolean wants(Notification notification);

  /** Whether it delivers without a network, so that it is called at once and never waits. */
  boolean local();

  /** Delivers once. Fails with an {@link Answer}; an exception is a defect. */
  Answer deliver(Notification notification, Transport transport);
}
