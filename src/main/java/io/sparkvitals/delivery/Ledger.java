package io.sparkvitals.delivery;

import io.sparkvitals.delivery.DeliveryListener.Outcome;
import java.util.HashMap;
import java.util.Map;

/** Tells the listener of deliveries how they go, whatever it does then. Thread-safe. */
final class Ledger {
  private final DeliveryListener listener;
  private final DeliveryLog log;
  private final Map<AlertChannel, Integer> waiting = new HashMap<>();

  Ledger(DeliveryListener listener, DeliveryLog log) {
    this.listener = listener;
    this.log = log;
  }

  DeliveryLog log() {
    return log;
  }

  /** One try ended. */
  void attempted(AlertChannel channel, Answer answer, long durationMillis) {
    guarded(
        () ->
            listener.attempted(
                channel.integration(), answer.statusClass(), Math.max(0, durationMillis)));
  }

  /** A delivery ended for good. */
  void settled(AlertChannel channel, Outcome outcome) {
    guarded(() -> listener.settled(channel.integration(), outcome));
  }

  void settled(AlertChannel channel, Answer answer) {
    settled(channel, outcome(answer));
  }

  private static Outcome outcome(Answer answer) {
    if (answer.delivered()) {
      return Outcome.DELIVERED;
    }
    return answer.rateLimited() ? Outcome.RATE_LIMITED : Outcome.FAILED;
  }

  /** How many deliveries wait for a channel now. */
  synchronized void waiting(AlertChannel channel, int size) {
    waiting.put(channel, size);
    int sum = 0;
    for (Map.Entry<AlertChannel, Integer> each : waiting.entrySet()) {
      if (each.getKey().integration().equals(channel.integration())) {
        sum += each.getValue();
      }
    }
    int all = sum;
    guarded(() -> listener.queued(channel.integration(), all));
  }

  private void guarded(Runnable tell) {
    try {
      tell.run();
    } catch (RuntimeException e) {
      log.defect("the delivery listener", e);
    }
  }
}
