package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import java.util.Optional;

/** A receiver of notifications. Thread-safe. */
public interface AlertChannel {
  /** The name that the user gave it. */
  String name();

  /** Its kind, for metrics: {@code slack}, {@code pagerduty}, {@code webhook}, {@code log} … */
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

  /** The least time between two deliveries, in milliseconds; not kept to at the end. */
  default long gapMillis() {
    return 0;
  }

  /**
   * For a receiver that forgets what it is not told again: after how many milliseconds it must be;
   * 0 for any other.
   */
  default long renewalMillis() {
    return 0;
  }

  /** Tells again what must not be forgotten; empty if there is nothing. Fails as a delivery. */
  default Optional<Answer> renew(Transport transport) {
    return Optional.empty();
  }
}
