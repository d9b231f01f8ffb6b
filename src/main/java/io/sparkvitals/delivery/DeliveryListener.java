package io.sparkvitals.delivery;

import java.util.Locale;

/** Is told how deliveries go. Implementations are thread-safe, quick and do not throw. */
public interface DeliveryListener {
  /** Nobody listens. */
  DeliveryListener NONE =
      new DeliveryListener() {
        @Override
        public void attempted(String integration, String statusClass, long durationMillis) {}

        @Override
        public void settled(String integration, Outcome outcome) {}

        @Override
        public void queued(String integration, int size) {}
      };

  /** How a delivery ended for good. */
  enum Outcome {
    DELIVERED,
    /** Refused, or tried often enough. */
    FAILED,
    /** Never sent: the queue was full, or the application ended. */
    DROPPED,
    /** Given up while the receiver asked for less. */
    RATE_LIMITED;

    /** The value of the metric label {@code outcome}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One try ended. {@code statusClass} is 2xx, 3xx, 4xx, 429, 5xx, network, timeout or invalid. */
  void attempted(String integration, String statusClass, long durationMillis);

  /** A notification is settled for one channel of a kind. */
  void settled(String integration, Outcome outcome);

  /** How many notifications wait for the channels of a kind. */
  void queued(String integration, int size);
}
