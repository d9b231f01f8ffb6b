package io.sparkvitals.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The agent's own health, as Micrometer meters. What is counted elsewhere is handed over as a
 * function that is read at each scrape, from any thread; a negative value of a gauge means that it
 * is not known, and leaves it out. Thread-safe; label values are bounded.
 */
public final class AgentMeters {
  /** Most rules with series of their own; the others are {@code other}. */
  static final int MAX_RULES = 40;

  /** Most integrations with series of their own; the others are {@code other}. */
  static final int MAX_INTEGRATIONS = 8;

  private static final String OTHER = "other";
  private static final List<String> STATES = Arrays.asList("pending", "firing");

  private final Meters meters;
  private final Map<Component, LongAdder> errors = new EnumMap<>(Component.class);
  private final Map<Component, LongSupplier> errorsElsewhere = new ConcurrentHashMap<>();
  private final Map<String, Counter> ruleFailures = new ConcurrentHashMap<>();
  private final Map<String, IntegrationMeters> integrations = new ConcurrentHashMap<>();
  private final Map<List<String>, Integer> noAlerts = new LinkedHashMap<>();
  private final Timer ruleEvaluation;
  private final MultiGauge alerts;
  private final MultiGauge links;
  private final AtomicLong scrapeNanos = new AtomicLong(-1);

  AgentMeters(MeterRegistry registry) {
    meters = new Meters(registry);
    for (Component each : Component.values()) {
      LongAdder own = new LongAdder();
      errors.put(each, own);
      meters.counter(AgentMetric.ERRORS, () -> own.sum() + elsewhere(each), each.label());
    }
    ruleEvaluation = meters.timer(AgentMetric.RULE_EVALUATION);
    alerts = meters.gauges(AgentMetric.ALERTS);
    links = meters.gauges(AgentMetric.LINKS);
    meters.gauge(AgentMetric.SCRAPE_DURATION, () -> scrapeNanos.get() / 1e9);
  }

  private double elsewhere(Component component) {
    LongSupplier counted = errorsElsewhere.get(component);
    return counted == null ? 0 : counted.getAsLong();
  }

  /** Events of one type: their number, and the time they took on Spark's thread. */
  public void events(String event, LongSupplier count, DoubleSupplier processingSeconds) {
    meters.counter(AgentMetric.EVENTS, count::getAsLong, event);
    meters.counter(AgentMetric.EVENT_PROCESSING, processingSeconds, event);
  }

  /** Age of the newest event when it was handled. */
  public void eventLag(DoubleSupplier seconds) {
    meters.gauge(AgentMetric.EVENT_LAG, seconds);
  }

  public void queue(String queue, LongSupplier size, LongSupplier capacity, LongSupplier dropped) {
    meters.gauge(AgentMetric.QUEUE_SIZE, size::getAsLong, queue);
    meters.gauge(AgentMetric.QUEUE_CAPACITY, capacity::getAsLong, queue);
    meters.counter(AgentMetric.EVENTS_DROPPED, dropped::getAsLong, queue);
  }

  /** Entries of one kind held in memory, such as {@code stages}. */
  public void tracked(String kind, LongSupplier entries) {
    meters.gauge(AgentMetric.TRACKED, entries::getAsLong, kind);
  }

  /** Counts an error that the component survived. */
  public void error(Component component) {
    LongAdder count = errors.get(component);
    if (count != null) {
      count.increment();
    }
  }

  /** Adds errors that the component counts itself. */
  public void errors(Component component, LongSupplier count) {
    errorsElsewhere.put(component, count);
  }

  /** Names a rule and the severities it can have, so that its series are there from the start. */
  public synchronized void rule(String rule, String... severities) {
    if (ruleFailures.size() < MAX_RULES) {
      ruleFailures.computeIfAbsent(rule, id -> meters.counter(AgentMetric.RULE_FAILURES, id));
      for (String severity : severities) {
        for (String state : STATES) {
          noAlerts.put(Arrays.asList(rule, severity, state), 0);
        }
      }
      alerts(Collections.emptyList());
    }
  }

  public void ruleFailed(String rule) {
    Counter known = ruleFailures.get(rule);
    (known != null ? known : meters.counter(AgentMetric.RULE_FAILURES, OTHER)).increment();
  }

  /** Counts one evaluation of all rules. */
  public void rulesEvaluated(long nanos) {
    ruleEvaluation.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Replaces the counts of alerts; what is not named is 0. */
  public synchronized void alerts(Collection<AlertCount> counts) {
    Map<List<String>, Integer> all = new LinkedHashMap<>(noAlerts);
    for (AlertCount each : counts) {
      String name = ruleFailures.containsKey(each.alertName()) ? each.alertName() : OTHER;
      all.merge(Arrays.asList(name, each.severity(), each.state()), each.count(), Integer::sum);
    }
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    all.forEach(
        (labels, count) ->
            rows.add(
                MultiGauge.Row.of(
                    Meters.tags(AgentMetric.ALERTS, labels.toArray(new String[0])), count)));
    alerts.register(rows, true);
  }

  /** Names an integration, such as {@code slack}, and the notifications that wait for it. */
  public void integration(String integration, LongSupplier queueSize) {
    String name = of(integration).name();
    meters.gauge(AgentMetric.NOTIFICATION_QUEUE_SIZE, queueSize::getAsLong, name);
  }

  /**
   * Counts what became of a notification: one of {@link IntegrationMeters#OUTCOMES}, else it
   * failed.
   */
  public void notified(String integration, String outcome) {
    of(integration).notified(outcome);
  }

  /**
   * Counts one try to send: one of {@link IntegrationMeters#STATUS_CLASSES}, else network; and its
   * duration.
   */
  public void attempted(String integration, String statusClass, long nanos) {
    of(integration).attempted(statusClass, nanos);
  }

  /** Where Spark's pages and the agent's own are, empty where they are nowhere. */
  public void links(String sparkUi, String page) {
    Tags tags = Meters.tags(AgentMetric.LINKS, sparkUi, page);
    links.register(Collections.singletonList(MultiGauge.Row.of(tags, 1)), true);
  }

  /** The counters of pushes to one kind of receiver, at 0. */
  public PushMeters pushes(String target) {
    return new PushMeters(meters, target);
  }

  private IntegrationMeters of(String integration) {
    IntegrationMeters known = integrations.get(integration);
    if (known != null) {
      return known;
    }
    String name = integrations.size() < MAX_INTEGRATIONS ? integration : OTHER;
    return integrations.computeIfAbsent(name, id -> new IntegrationMeters(meters, id));
  }

  /** The duration of the last scrape, to be shown by the next one. */
  void scraped(long nanos) {
    scrapeNanos.set(nanos);
  }
}
