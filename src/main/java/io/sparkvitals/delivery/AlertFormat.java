package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import java.io.IOException;

/** How one kind of receiver wants to be told. Stateless and thread-safe. */
interface AlertFormat {
  /** The kind of receiver. */
  String integration();

  /** Whether the receiver has a use for notifications of a kind. */
  boolean takes(Notification.Kind kind);

  /** Whether people read it, so that what belongs together comes in one message. */
  boolean grouped();

  /**
   * The body of a request, as JSON in UTF-8, not larger than the receiver takes.
   *
   * @throws IOException if a secret that belongs into it cannot be read
   */
  byte[] body(Message message) throws IOException;

  /** What a message adds to the address of the channel. */
  default String path(Message message) {
    return "";
  }

  /** The least time between two messages, in milliseconds. */
  default long gapMillis() {
    return 0;
  }

  /** How long to wait after a 429 that does not say it, in milliseconds, or -1 for no opinion. */
  default long limitedMillis() {
    return -1;
  }
}
