package io.sparkvitals.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All deliveries that wait, in a lane for each channel, so that a channel that waits does not hold
 * the others up. Bounded. Guarded by the dispatcher.
 */
final class DeliveryQueue {
  private final int capacity;
  private final Map<AlertChannel, DeliveryLane> lanes = new LinkedHashMap<>();
  private int size;

  DeliveryQueue(int capacity) {
    this.capacity = Math.max(1, capacity);
  }

  /**
   * Takes a delivery. Where the queue is full, the oldest of the least severe that wait has to go,
   * which may be the new one; it is returned.
   */
  @Nullable Delivery offer(Delivery delivery) {
    lane(delivery.channel()).add(delivery);
    size++;
    Delivery victim = size > capacity ? leastSevere() : null;
    if (victim != null) {
      remove(victim);
    }
    return victim;
  }

  private @Nullable Delivery leastSevere() {
    Delivery least = null;
    for (DeliveryLane lane : lanes.values()) {
      for (Delivery each : lane.waiting()) {
        if (!each.inFlight() && (least == null || goesBefore(each, least))) {
          least = each;
        }
      }
    }
    return least;
  }

  private static boolean goesBefore(Delivery one, Delivery other) {
    int bySeverity = one.severity().compareTo(other.severity());
    return bySeverity < 0 || (bySeverity == 0 && one.queuedMillis() < other.queuedMillis());
  }

  /** The next delivery that may go, marked as started; the channels take turns. */
  @Nullable Delivery start(long nowMillis) {
    for (AlertChannel channel : new ArrayList<>(lanes.keySet())) {
      DeliveryLane lane = lane(channel);
      Delivery ready = lane.ready(nowMillis);
      if (ready != null) {
        lanes.remove(channel);
        lanes.put(channel, lane);
        ready.start();
        return ready;
      }
    }
    return null;
  }

  private DeliveryLane lane(AlertChannel channel) {
    return lanes.computeIfAbsent(channel, key -> new DeliveryLane());
  }

  /** Forgets a delivery that is settled; one that was drained meanwhile is forgotten already. */
  void remove(Delivery delivery) {
    if (lane(delivery.channel()).remove(delivery)) {
      size--;
    }
  }

  /** Puts a started delivery back, and holds back the whole channel where the answer says so. */
  void retry(Delivery delivery, long dueMillis, Answer answer) {
    delivery.back(dueMillis);
    if (answer.pausesChannel()) {
      lane(delivery.channel()).pause(dueMillis, answer.rateLimited());
    }
  }

  /** When one may go next, or {@link Long#MAX_VALUE}. */
  long nextDueMillis() {
    long next = Long.MAX_VALUE;
    for (DeliveryLane lane : lanes.values()) {
      next = Math.min(next, lane.nextDueMillis());
    }
    return next;
  }

  /** Lets what waits for another try go now, but not to receivers that asked to wait. */
  void hurry(long nowMillis) {
    lanes.values().forEach(lane -> lane.hurry(nowMillis));
  }

  /** Takes out everything that waits. */
  List<Delivery> drain() {
    List<Delivery> all = new ArrayList<>();
    for (DeliveryLane lane : lanes.values()) {
      lane.waiting().forEach(all::add);
    }
    lanes.clear();
    size = 0;
    return all;
  }

  int size() {
    return size;
  }

  /** How many wait for the channels of a kind. */
  int size(String integration) {
    int waiting = 0;
    for (Map.Entry<AlertChannel, DeliveryLane> lane : lanes.entrySet()) {
      if (lane.getKey().integration().equals(integration)) {
        waiting += lane.getValue().size();
      }
    }
    return waiting;
  }
}
