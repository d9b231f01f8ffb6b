package io.sparkvitals.metrics;

import io.micrometer.core.instrument.Counter;

/** What became of the pushes to one kind of receiver. Thread-safe. */
public final class PushMeters {
  private final Counter delivered;
  private final Counter failed;

  PushMeters(Meters meters, String target) {
    this.delivered = meters.counter(AgentMetric.PUSH, target, "delivered");
    this.failed = meters.counter(AgentMetric.PUSH, target, "failed");
  }

  /** Counts one push, whatever number of tries it took. */
  public void pushed(boolean success) {
    (success ? delivered : failed).increment();
  }
}
