package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import java.io.IOException;

/** How one kind of receiver wants to be told. Stateless and thread-safe. */
interface AlertFormat {
  /** The kind of receiver. */
  String integration();

  /** Whether the receiver keeps an incident open until it is told that it is over. */
  boolean keepsIncidents();

  /** Whether people read it, so that what belongs together comes in one message. */
  boolean grouped();

  /**
   * The body of a request, as JSON in UTF-8, not larger than the receiver takes.
   *
   * @throws IOException if a secret that belongs into it cannot be read
   */
  byte[] body(Message message) throws IOException;
}
