package io.sparkvitals.delivery;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The deliveries that wait for one channel, oldest first. Guarded by the dispatcher. */
final class DeliveryLane {
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private long pausedUntilMillis;
  private boolean askedToWait;

  void add(Delivery delivery) {
    waiting.add(delivery);
  }

  /** False if it does not wait here. */
  boolean remove(Delivery delivery) {
    return waiting.remove(delivery);
  }

  /** Holds the whole channel back until a time; {@code asked}: the receiver wants it so. */
  void pause(long untilMillis, boolean asked) {
    pausedUntilMillis = Math.max(pausedUntilMillis, untilMillis);
    askedToWait = asked;
  }

  /** The first delivery that may go now; one that waits holds back those of its fingerprints. */
  @Nullable Delivery ready(long nowMillis) {
    Set<String> heldBack = new HashSet<>();
    for (Delivery each : waiting) {
      if (due(each) <= nowMillis && free(each, heldBack)) {
        return each;
      }
      heldBack.addAll(each.fingerprints());
    }
    return null;
  }

  private static boolean free(Delivery delivery, Set<String> heldBack) {
    return Collections.disjoint(delivery.fingerprints(), heldBack);
  }

  /** When one may go next, or {@link Long#MAX_VALUE}. */
  long nextDueMillis() {
    Set<String> heldBack = new HashSet<>();
    long next = Long.MAX_VALUE;
    for (Delivery each : waiting) {
      if (free(each, heldBack)) {
        next = Math.min(next, due(each));
      }
      heldBack.addAll(each.fingerprints());
    }
    return next;
  }

  private long due(Delivery delivery) {
    return Math.max(pausedUntilMillis, delivery.dueMillis());
  }

  /** Lets what waits for another try go now, unless the receiver asked to wait. */
  void hurry(long nowMillis) {
    pausedUntilMillis = askedToWait ? pausedUntilMillis : 0;
    waiting.forEach(each -> each.dueAt(Math.min(nowMillis, each.dueMillis())));
  }

  Iterable<Delivery> waiting() {
    return waiting;
  }

  int size() {
    return waiting.size();
  }
}
