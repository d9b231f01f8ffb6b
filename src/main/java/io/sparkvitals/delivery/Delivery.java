package io.sparkvitals.delivery;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.rules.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One message on its way to one channel. Guarded by the dispatcher. */
final class Delivery {
  private final AlertChannel channel;
  private final Message message;
  private final Set<String> fingerprints;
  private final long queuedMillis;
  private int tries;
  private long dueMillis;
  private boolean inFlight;
  private @Nullable Answer lastAnswer;

  Delivery(AlertChannel channel, Message message, long queuedMillis) {
    this.channel = channel;
    this.message = message;
    this.fingerprints = message.fingerprints();
    this.queuedMillis = queuedMillis;
    this.dueMillis = queuedMillis;
  }

  AlertChannel channel() {
    return channel;
  }

  Message message() {
    return message;
  }

  Severity severity() {
    return message.severity();
  }

  /** Deliveries of one fingerprint to one channel keep their order. */
  Set<String> fingerprints() {
    return fingerprints;
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

  void back(long newDueMillis, Answer answer) {
    inFlight = false;
    lastAnswer = answer;
    dueMillis = newDueMillis;
  }

  /** Why it was not delivered so far, in a few words. */
  String standing() {
    if (lastAnswer != null) {
      return (tries == 1 ? "1 try" : tries + " tries") + ", at last: " + lastAnswer;
    }
    return tries == 0 ? "there was no time to try" : "no answer in time";
  }

  @Override
  public String toString() {
    return message + " for channel " + channel.name();
  }
}
