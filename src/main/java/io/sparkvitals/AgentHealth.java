package io.sparkvitals;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.ApplicationLinks;
import io.sparkvitals.delivery.AlertChannel;
import io.sparkvitals.delivery.DeliveryListener;
import io.sparkvitals.metrics.AgentMeters;
import io.sparkvitals.metrics.AlertCount;
import io.sparkvitals.metrics.Component;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Rule;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Steps;
import io.sparkvitals.spark.DoorHealth;
import io.sparkvitals.spark.SparkEventKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the health of all rooms to the agent's own metrics. Thread-safe. */
final class AgentHealth implements DeliveryListener {
  private static final Logger LOG = LoggerFactory.getLogger(AgentHealth.class);
  private static final String QUEUE = "shared";
  private static final long QUEUE_CAPACITY = 10_000;

  private final AgentMeters meters;
  private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean logged = new AtomicBoolean();
  private volatile Map<String, Long> queues = Collections.emptyMap();
  private volatile long droppedEvents;
  private volatile boolean incomplete;
  private volatile int stages;
  private volatile int executors;
  private volatile int jobs;
  private volatile long runningTasks;

  AgentHealth(AgentMeters meters, DoorHealth door, RuleBook rules, List<AlertChannel> channels) {
    this.meters = meters;
    for (SparkEventKind kind : SparkEventKind.values()) {
      meters.events(kind.label(), () -> door.events(kind), () -> door.processingSeconds(kind));
    }
    meters.eventLag(door::lagSeconds);
    meters.errors(Component.LISTENER, door::faults);
    meters.queue(
        QUEUE, () -> queues.getOrDefault(QUEUE, -1L), () -> QUEUE_CAPACITY, () -> droppedEvents);
    meters.tracked("stages", () -> stages);
    meters.tracked("executors", () -> executors);
    meters.tracked("jobs", () -> jobs);
    meters.tracked("tasks", () -> runningTasks);
    rules.rules().stream().filter(Rule::enabled).forEach(this::announce);
    for (AlertChannel channel : channels) {
      AtomicInteger size = new AtomicInteger();
      if (waiting.putIfAbsent(channel.integration(), size) == null) {
        meters.integration(channel.integration(), size::get);
      }
    }
  }

  private void announce(Rule rule) {
    Steps steps = rule.steps();
    Stream<Severity> severities =
        steps == null
            ? rule.classes().values().stream().filter(Optional::isPresent).map(Optional::get)
            : steps.bounds().keySet().stream();
    meters.rule(rule.id(), severities.distinct().map(Severity::label).toArray(String[]::new));
  }

  void ruleFailed(String ruleId) {
    meters.ruleFailed(ruleId);
  }

  /** Counts an error; the first one is logged aloud. */
  void error(Component component, Throwable error) {
    meters.error(component);
    if (logged.compareAndSet(false, true)) {
      LOG.warn("Spark Vitals: something went wrong and was passed over; alerts may be late", error);
    } else {
      LOG.debug("Spark Vitals: something went wrong and was passed over", error);
    }
  }

  /** Takes over how many events wait in the queues of Spark's bus. */
  void queues(Map<String, Long> sizes) {
    queues = sizes;
  }

  void links(ApplicationLinks known) {
    meters.links(orEmpty(known.sparkUi()), orEmpty(known.agent()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  void evaluated(long nanos, List<Alert> open, ApplicationSnapshot snapshot) {
    meters.rulesEvaluated(nanos);
    List<AlertCount> counts = new ArrayList<>();
    for (Alert alert : open) {
      counts.add(AlertCount.of(alert.ruleId(), alert.severity().label(), alert.state().label(), 1));
    }
    meters.alerts(counts);
    stages = snapshot.stages().size();
    executors = snapshot.executors().size();
    jobs = snapshot.jobs().size();
    runningTasks = snapshot.work().tasks().counts().running();
    droppedEvents = snapshot.losses().droppedEvents().getOrDefault(QUEUE, 0L);
    incomplete = snapshot.losses().incomplete();
  }

  /** Whether Spark dropped events before the agent. */
  boolean incomplete() {
    return incomplete;
  }

  @Override
  public void attempted(String integration, String statusClass, long durationMillis) {
    meters.attempted(integration, statusClass, TimeUnit.MILLISECONDS.toNanos(durationMillis));
  }

  @Override
  public void settled(String integration, Outcome outcome) {
    meters.notified(integration, outcome.label());
  }

  @Override
  public void queued(String integration, int size) {
    waiting.computeIfAbsent(integration, name -> new AtomicInteger()).set(size);
  }
}
