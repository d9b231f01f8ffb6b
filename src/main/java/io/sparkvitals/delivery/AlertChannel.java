package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;

/** A receiver of notifications. Thread-safe. */
public interface AlertChannel {
  /** The name that the user gave it. */
  String name();

  /** Its kind, for metrics: {@code slack}, {@code pagerduty}, {@code webhook} or {@code log}. */
  String integration();

  /** Whether it is to get a notification, alone or among others. */
  boolean wants(Notification notification);

  /**
   * Whether people read it: they get what belongs together in one message, and messages of words.
   * Any other receiver gets each notification by itself.
   */
  boolean grouped();

  /** Whether it delivers without a network, so that it is called at once and never waits. */
  boolean local();

  /** Delivers once. Fails with an {@link Answer}; an exception is a defect. */
  Answer deliver(Message message, Transport transport);
}
