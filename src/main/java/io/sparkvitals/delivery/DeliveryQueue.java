package io.sparkvitals.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The deliveries that wait for one channel, oldest first. Bounded. Guarded by the courier. */
final class DeliveryQueue {
  private final int capacity;
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private long pausedUntilMillis;
  private boolean askedToWait;

  DeliveryQueue(int capacity) {
    this.capacity = Math.max(1, capacity);
  }

  /**
   * Takes a delivery. Where the queue is full, the oldest of the least severe that wait has to go,
   * which may be the new one; it is returned. What closes an alert goes last among equals.
   */
  @Nullable Delivery offer(Delivery delivery) {
    waiting.add(delivery);
    Delivery victim = waiting.size() > capacity ? leastSevere() : null;
    if (victim != null) {
      waiting.remove(victim);
    }
    return victim;
  }

  private @Nullable Delivery leastSevere() {
    Delivery least = null;
    for (Delivery each : waiting) {
      if (!each.inFlight() && (least == null || goesBefore(each, least))) {
        least = each;
      }
    }
    return least;
  }

  private static boolean goesBefore(Delivery one, Delivery other) {
    int bySeverity = one.severity().compareTo(other.severity());
    boolean opensOnly = !one.message().closes() && other.message().closes();
    return bySeverity < 0 || (bySeverity == 0 && opensOnly);
  }

  /** The first that may go now, marked as started; one that waits holds back its fingerprints. */
  @Nullable Delivery start(long nowMillis) {
    Set<String> heldBack = new HashSet<>();
    for (Delivery each : waiting) {
      if (due(each) <= nowMillis && free(each, heldBack)) {
        each.start();
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

  /** Forgets a delivery that is settled; one that was drained meanwhile is forgotten already. */
  void remove(Delivery delivery) {
    waiting.remove(delivery);
  }

  /** Puts a started delivery back, and holds back the whole channel where the answer says so. */
  void retry(Delivery delivery, long dueMillis, Answer answer) {
    delivery.back(dueMillis, answer);
    if (answer.pausesChannel()) {
      pause(dueMillis, answer.asksToWait());
    }
  }

  /** Holds the whole channel back until a time; {@code asked}: the receiver wants it so. */
  void pause(long untilMillis, boolean asked) {
    if (untilMillis >= pausedUntilMillis) {
      pausedUntilMillis = untilMillis;
      askedToWait = asked;
    }
  }

  long pausedUntilMillis() {
    return pausedUntilMillis;
  }

  /** Lets what waits for another try go now, unless the receiver asked to wait. */
  void hurry(long nowMillis) {
    pausedUntilMillis = askedToWait ? pausedUntilMillis : 0;
    waiting.forEach(each -> each.dueAt(Math.min(nowMillis, each.dueMillis())));
  }

  /** Takes out everything that waits. */
  List<Delivery> drain() {
    List<Delivery> all = new ArrayList<>(waiting);
    waiting.clear();
    return all;
  }

  int size() {
    return waiting.size();
  }
}
