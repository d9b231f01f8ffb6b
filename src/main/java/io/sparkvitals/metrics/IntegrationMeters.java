package io.sparkvitals.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What became of the notifications to one integration. Thread-safe. */
final class IntegrationMeters {
  static final List<String> OUTCOMES =
      Collections.unmodifiableList(Arrays.asList("delivered", "failed", "dropped", "rate_limited"));
  static final List<String> STATUS_CLASSES =
      Collections.unmodifiableList(
          Arrays.asList("2xx", "3xx", "4xx", "429", "5xx", "network", "timeout", "invalid"));

  private final String name;
  private final Map<String, Counter> outcomes;
  private final Map<String, Counter> attempts;
  private final Timer duration;

  IntegrationMeters(Meters meters, String name) {
    this.name = name;
    this.outcomes = counters(meters, AgentMetric.NOTIFICATIONS, name, OUTCOMES);
    this.attempts = counters(meters, AgentMetric.NOTIFICATION_ATTEMPTS, name, STATUS_CLASSES);
    this.duration = meters.sendTimer(AgentMetric.NOTIFICATION_DURATION, name);
  }

  private static Map<String, Counter> counters(
      Meters meters, AgentMetric metric, String name, List<String> values) {
    Map<String, Counter> counters = new LinkedHashMap<>();
    for (String each : values) {
      counters.put(each, meters.counter(metric, name, each));
    }
    return Collections.unmodifiableMap(counters);
  }

  String name() {
    return name;
  }

  void notified(String outcome) {
    count(outcomes, OUTCOMES.contains(outcome) ? outcome : "failed");
  }

  void attempted(String statusClass, long nanos) {
    count(attempts, STATUS_CLASSES.contains(statusClass) ? statusClass : "network");
    duration.record(nanos, TimeUnit.NANOSECONDS);
  }

  private static void count(Map<String, Counter> counters, String value) {
    Counter counter = counters.get(value);
    if (counter != null) {
      counter.increment();
    }
  }
}
