package io.sparkvitals.alerts;

import io.sparkvitals.model.ApplicationSnapshot;
import java.util.Optional;

/**
 * Collects alerts that were held back, for too many were told within an hour, and gives them out as
 * one message: ten minutes after the first of them, at most once an hour. Not thread-safe.
 */
final class Digest {
  private static final long COLLECT_MILLIS = 600_000;

  private final AlertLines lines = new AlertLines(20, 3);
  private long firstMillis;
  private long alerts;
  private long givenMillis = Long.MIN_VALUE / 2;

  /** Takes an alert, once until it is told by itself. */
  void add(AlertEntry entry, long nowMillis) {
    if (entry.inDigest()) {
      return;
    }
    entry.putInDigest();
    firstMillis = alerts == 0 ? nowMillis : firstMillis;
    alerts++;
    lines.add(entry.finding(), entry.severity());
  }

  /** What was collected, if it is time for that. */
  Optional<Message> due(ApplicationSnapshot snapshot, ApplicationLinks links, boolean last) {
    long now = snapshot.takenMillis();
    boolean ripe = now - firstMillis >= COLLECT_MILLIS && now - givenMillis >= Pace.HOUR_MILLIS;
    if (alerts == 0 || !(ripe || last)) {
      return Optional.empty();
    }
    String title =
        (alerts == 1 ? "1 more alert" : alerts + " more alerts")
            + ", held back because many were told within an hour";
    Message message = Message.words(Message.Kind.DIGEST, snapshot, links, title, lines.texts());
    lines.clear();
    alerts = 0;
    givenMillis = now;
    return Optional.of(message);
  }
}
