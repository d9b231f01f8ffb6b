package io.sparkvitals.metrics;

import static io.prometheus.metrics.model.registry.MetricType.COUNTER;
import static io.prometheus.metrics.model.registry.MetricType.GAUGE;
import static io.prometheus.metrics.model.registry.MetricType.HISTOGRAM;
import static io.prometheus.metrics.model.registry.MetricType.SUMMARY;

import io.prometheus.metrics.model.registry.MetricType;

/** The agent's own health: one line per meter of {@link AgentMeters}. */
enum AgentMetric {
  EVENTS("events_total", COUNTER, "Listener events by type", "event"),
  EVENT_PROCESSING(
      "event_processing_seconds_total",
      COUNTER,
      "Time on Spark's listener thread by event type, estimated from a sample",
      "event"),
  EVENT_LAG("event_lag_seconds", GAUGE, "Age of the newest event when it was handled"),
  QUEUE_SIZE("queue_size", GAUGE, "Entries that wait in a queue", "queue"),
  QUEUE_CAPACITY("queue_capacity", GAUGE, "Most entries that a queue holds", "queue"),
  EVENTS_DROPPED(
      "events_dropped_total",
      COUNTER,
      "Entries that a full queue dropped. If Spark dropped events, every figure may be low",
      "queue"),
  ERRORS("errors_total", COUNTER, "Errors that a part of the agent survived", "component"),
  TRACKED("tracked", GAUGE, "Entries held in memory", "kind"),
  SCRAPE_DURATION("scrape_duration_seconds", GAUGE, "Duration of the last scrape"),
  RULE_EVALUATION("rule_evaluation_seconds", SUMMARY, "Time to evaluate all rules once"),
  RULE_EVALUATION_MAX(
      "rule_evaluation_seconds_max", GAUGE, "Longest rule evaluation of the last minutes"),
  RULE_FAILURES("rule_failures_total", COUNTER, "Evaluations in which a rule failed", "rule"),
  ALERTS("alerts", GAUGE, "Alerts by state", "alertname", "severity", "state"),
  NOTIFICATIONS(
      "notifications_total",
      COUNTER,
      "Notifications by what became of them",
      "integration",
      "outcome"),
  NOTIFICATION_ATTEMPTS(
      "notification_attempts_total",
      COUNTER,
      "Tries to send a notification, by class of answer",
      "integration",
      "status_class"),
  NOTIFICATION_DURATION(
      "notification_duration_seconds", HISTOGRAM, "Duration of one try to send", "integration"),
  NOTIFICATION_DURATION_MAX(
      "notification_duration_seconds_max",
      GAUGE,
      "Longest try to send of the last minutes",
      "integration"),
  NOTIFICATION_QUEUE_SIZE(
      "notification_queue_size", GAUGE, "Notifications that wait for delivery", "integration"),
  LINKS("pages", GAUGE, "Addresses of pages for people; the value is 1", "spark_ui", "page"),
  PUSH("push_total", COUNTER, "Pushes of this page by what became of them", "target", "outcome");

  @SuppressWarnings("ImmutableEnumChecker") // it is, but cannot say so
  private final MetricDefinition<Void> definition;

  AgentMetric(String name, MetricType type, String help, String... labels) {
    definition =
        new MetricDefinition.Draft<Void>(
                Section.AGENT, type, Catalogue.PREFIX + "agent_" + name, help)
            .labels(labels)
            .elsewhere();
  }

  MetricDefinition<Void> definition() {
    return definition;
  }

  /** The name to give to Micrometer, which adds the type's suffix itself. */
  String meterName() {
    return definition.base();
  }

  String help() {
    return definition.help();
  }
}
