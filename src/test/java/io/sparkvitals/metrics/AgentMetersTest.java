package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AgentMetersTest {
  private final Exposition exposition = Page.exposition(Snapshots.untouched());
  private final AgentMeters agent = exposition.agent();

  @Test
  void eventsAreReadWhereTheyAreCounted() {
    AtomicLong events = new AtomicLong();
    agent.events("task_end", events::get, () -> events.get() * 0.5);
    events.set(4);

    assertThat(value("sparkvitals_agent_events_total", "event=\"task_end\"")).isEqualTo(4);
    assertThat(value("sparkvitals_agent_event_processing_seconds_total", "event=\"task_end\""))
        .isEqualTo(2);
  }

  @Test
  void functionIsKeptEvenIfNobodyElseKeepsIt() {
    agent.events("task_end", () -> 4, () -> 1);
    System.gc();

    assertThat(value("sparkvitals_agent_events_total", "event=\"task_end\"")).isEqualTo(4);
  }

  @Test
  void estimateThatFallsIsNoCounterReset() {
    AtomicLong estimate = new AtomicLong(10);
    agent.events("task_end", () -> 4, estimate::get);
    value("sparkvitals_agent_events_total", "event=\"task_end\"");
    estimate.set(9);

    assertThat(value("sparkvitals_agent_event_processing_seconds_total", "event=\"task_end\""))
        .isEqualTo(10);
  }

  @Test
  void queueHasSizeCapacityAndDrops() {
    agent.queue("shared", () -> 7, () -> 10_000, () -> 3);

    assertThat(value("sparkvitals_agent_queue_size", "queue=\"shared\"")).isEqualTo(7);
    assertThat(value("sparkvitals_agent_queue_capacity", "queue=\"shared\"")).isEqualTo(10_000);
    assertThat(value("sparkvitals_agent_events_dropped_total", "queue=\"shared\"")).isEqualTo(3);
  }

  @Test
  void gaugeThatIsNotKnownIsAbsent() {
    agent.queue("shared", () -> -1, () -> 10_000, () -> 0);
    agent.eventLag(() -> Double.NaN);

    assertThat(value("sparkvitals_agent_queue_size", "queue=\"shared\"")).isNull();
    assertThat(Page.of(exposition).families())
        .doesNotContain("sparkvitals_agent_event_lag_seconds");
  }

  @Test
  void errorsAddUpFromBothSources() {
    agent.error(Component.LISTENER);
    agent.errors(Component.LISTENER, () -> 2);

    assertThat(value("sparkvitals_agent_errors_total", "component=\"listener\"")).isEqualTo(3);
    assertThat(value("sparkvitals_agent_errors_total", "component=\"rules\"")).isZero();
  }

  @Test
  void knownRuleHasSeriesFromTheStart() {
    agent.rule("gc-time-high", "warning", "critical");

    assertThat(value("sparkvitals_agent_rule_failures_total", "rule=\"gc-time-high\"")).isZero();
    assertThat(Page.of(exposition).labels("sparkvitals_agent_alerts")).hasSize(4);
    assertThat(alerts("gc-time-high", "critical", "firing")).isZero();
  }

  @Test
  void alertsAreReplacedAtEachEvaluation() {
    agent.rule("gc-time-high", "warning");
    agent.alerts(List.of(AlertCount.of("gc-time-high", "warning", "firing", 2)));
    assertThat(alerts("gc-time-high", "warning", "firing")).isEqualTo(2);

    agent.alerts(List.of(AlertCount.of("gc-time-high", "warning", "pending", 1)));

    assertThat(alerts("gc-time-high", "warning", "firing")).isZero();
    assertThat(alerts("gc-time-high", "warning", "pending")).isEqualTo(1);
  }

  @Test
  void rulesBeyondTheLimitShareASeries() {
    for (int i = 0; i < AgentMeters.MAX_RULES + 5; i++) {
      agent.rule("rule-" + i, "warning");
      agent.ruleFailed("rule-" + i);
    }
    agent.alerts(
        List.of(
            AlertCount.of("rule-43", "warning", "firing", 1),
            AlertCount.of("rule-44", "warning", "firing", 1)));

    assertThat(Page.of(exposition).labels("sparkvitals_agent_rule_failures_total"))
        .hasSize(AgentMeters.MAX_RULES + 1);
    assertThat(value("sparkvitals_agent_rule_failures_total", "rule=\"other\"")).isEqualTo(5);
    assertThat(alerts("other", "warning", "firing")).isEqualTo(2);
  }

  @Test
  void evaluationsAreCountedAndTimed() {
    agent.rulesEvaluated(2_000_000_000L);

    assertThat(value("sparkvitals_agent_rule_evaluation_seconds_count", "")).isEqualTo(1);
    assertThat(value("sparkvitals_agent_rule_evaluation_seconds_sum", "")).isEqualTo(2);
  }

  @Test
  void integrationHasSeriesFromTheStart() {
    agent.integration("slack", () -> 6);
    Page page = Page.of(exposition);

    assertThat(page.labels("sparkvitals_agent_notifications_total")).hasSize(4);
    assertThat(page.labels("sparkvitals_agent_notification_attempts_total")).hasSize(8);
    assertThat(page.value("sparkvitals_agent_notification_queue_size", "integration=\"slack\""))
        .isEqualTo(6);
  }

  @Test
  void deliveriesAreCounted() {
    agent.integration("slack", () -> 0);
    agent.notified("slack", "delivered");
    agent.notified("slack", "whatever");
    agent.attempted("slack", "429", 300_000_000);

    assertThat(
            value(
                "sparkvitals_agent_notifications_total",
                "integration=\"slack\",outcome=\"delivered\""))
        .isEqualTo(1);
    assertThat(
            value(
                "sparkvitals_agent_notifications_total",
                "integration=\"slack\",outcome=\"failed\""))
        .isEqualTo(1);
    assertThat(
            value(
                "sparkvitals_agent_notification_attempts_total",
                "integration=\"slack\",status_class=\"429\""))
        .isEqualTo(1);
    assertThat(
            value(
                "sparkvitals_agent_notification_duration_seconds_bucket",
                "integration=\"slack\",le=\"0.5\""))
        .isEqualTo(1);
    assertThat(
            value(
                "sparkvitals_agent_notification_duration_seconds_bucket",
                "integration=\"slack\",le=\"0.25\""))
        .isZero();
  }

  @Test
  void integrationsBeyondTheLimitShareASeries() {
    for (int i = 0; i < AgentMeters.MAX_INTEGRATIONS + 3; i++) {
      agent.notified("i" + i, "delivered");
    }

    assertThat(
            value(
                "sparkvitals_agent_notifications_total",
                "integration=\"other\",outcome=\"delivered\""))
        .isEqualTo(3);
  }

  private Double alerts(String name, String severity, String state) {
    return value(
        "sparkvitals_agent_alerts",
        "alertname=\"" + name + "\",severity=\"" + severity + "\",state=\"" + state + "\"");
  }

  private Double value(String name, String labels) {
    return Page.of(exposition).value(name, labels);
  }
}
