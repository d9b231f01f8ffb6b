package io.sparkvitals.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Keeps what a dispatcher tells of its deliveries, and lets a test wait for it. Thread-safe. */
final class Outcomes implements DeliveryListener {
  private static final long PATIENCE_MILLIS = 10_000;

  private final List<String> settled = new ArrayList<>();
  private final List<String> attempts = new ArrayList<>();
  private final TreeMap<String, Integer> waiting = new TreeMap<>();

  @Override
  public synchronized void attempted(String integration, String statusClass, long durationMillis) {
    attempts.add(integration + " " + statusClass);
    notifyAll();
  }

  @Override
  public synchronized void settled(String integration, Outcome outcome) {
    settled.add(integration + " " + outcome.label());
    notifyAll();
  }

  @Override
  public synchronized void queued(String integration, int size) {
    waiting.put(integration, size);
    notifyAll();
  }

  /** The outcomes once there are so many. */
  synchronized List<String> awaitSettled(int number) {
    await(() -> settled.size() >= number);
    return List.copyOf(settled);
  }

  synchronized List<String> awaitAttempts(int number) {
    await(() -> attempts.size() >= number);
    return List.copyOf(attempts);
  }

  synchronized void awaitWaiting(String integration, int size) {
    await(() -> Integer.valueOf(size).equals(waiting.get(integration)));
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    try {
      while (!condition.getAsBoolean()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("waited in vain: " + settled + " " + attempts + " " + waiting);
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
