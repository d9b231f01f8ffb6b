package io.sparkvitals;

import io.sparkvitals.alerts.AlertBook;
import io.sparkvitals.alerts.AlertPolicy;
import io.sparkvitals.alerts.ApplicationLinks;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.delivery.AlertChannel;
import io.sparkvitals.delivery.AlertLog;
import io.sparkvitals.delivery.Dispatcher;
import io.sparkvitals.delivery.OkHttpTransport;
import io.sparkvitals.delivery.Timing;
import io.sparkvitals.diagnosis.StandardDiagnoses;
import io.sparkvitals.metrics.AgentStatus;
import io.sparkvitals.metrics.Component;
import io.sparkvitals.metrics.Exposition;
import io.sparkvitals.metrics.ExposureLimits;
import io.sparkvitals.metrics.LandingPage;
import io.sparkvitals.metrics.MetricsServer;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.BuildInfo;
import io.sparkvitals.push.MetricsPush;
import io.sparkvitals.push.PushReceiver;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.rules.RuleEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the application again and again: judges it by the rules, tells what is to be told, and
 * serves the metrics. All but the endpoint happens on the agent's own thread.
 */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private static final long TAKE_BACK_MILLIS = 2_000;

  private final Vitals vitals;
  private final RuleEngine engine;
  private final AlertBook book;
  private final Dispatcher dispatcher;
  private final AgentHealth health;
  private final Optional<MetricsServer> server;
  private final Whereabouts place;
  private final Optional<MetricsPush> push;
  private final int rules;
  private final String channels;
  private volatile ApplicationFacts facts = ApplicationFacts.UNKNOWN;
  private boolean announced;
  private boolean closed;

  private Watch(Vitals vitals) {
    VitalsConfig config = vitals.config();
    Exposition exposition =
        new Exposition(
            vitals::snapshot, ExposureLimits.of(config), BuildInfo.load(), System::nanoTime);
    vitals.privacy().problems().forEach(Watch::problem);
    Setup setup = Setup.of(config, AlertLog.slf4j(), Watch::problem);
    RuleBook ruleBook = setup.rules();
    List<AlertChannel> receivers = setup.channels();
    this.vitals = vitals;
    this.health = new AgentHealth(exposition.agent(), vitals.health(), ruleBook, receivers);
    this.engine = new RuleEngine(ruleBook, new StandardDiagnoses(), this::ruleFailed);
    this.book = new AlertBook(policy(config).muted(setup.mutes()), this::links);
    this.dispatcher =
        new Dispatcher(
            receivers,
            config.integer(ConfigKey.ALERTS_QUEUE_SIZE),
            setup.transport(),
            Timing.of(System::currentTimeMillis, () -> ThreadLocalRandom.current().nextDouble()),
            health);
    this.rules = (int) ruleBook.rules().stream().filter(rule -> rule.enabled()).count();
    this.channels =
        receivers.isEmpty()
            ? "nobody"
            : receivers.stream().map(AlertChannel::name).collect(Collectors.joining(", "));
    LandingPage landing = new LandingPage(BuildInfo.load(), this::status);
    this.server =
        MetricsServer.start(config, exposition, landing, System::nanoTime, Watch::problem);
    this.place =
        new Whereabouts(
            config, server.map(each -> EndpointAddress.of(config, vitals.driverHost(), each)));
    this.push = setup.push().map(receiver -> push(receiver, exposition));
  }

  /** With a transport of its own: that of the alerts is closed when the last of them is sent. */
  private MetricsPush push(PushReceiver receiver, Exposition exposition) {
    VitalsConfig config = vitals.config();
    OkHttpTransport transport = OkHttpTransport.of(config, System::currentTimeMillis, told -> {});
    MetricsPush made = new MetricsPush(receiver, exposition, () -> facts.id(), transport);
    made.every(config.millis(ConfigKey.PUSH_INTERVAL));
    return made;
  }

  private static AlertPolicy policy(VitalsConfig config) {
    return AlertPolicy.plain(config.millis(ConfigKey.ALERTS_REPEAT), Trial.MAX_ALERTS)
        .waiting(config.millis(ConfigKey.ALERTS_WAIT))
        .atMost(config.integer(ConfigKey.ALERTS_MAX_PER_HOUR))
        .summarized(AlertPolicy.Summary.parse(config.text(ConfigKey.ALERTS_SUMMARY)));
  }

  /** Sets everything up; what cannot be set up costs a line in the log. */
  static Watch start(Vitals vitals) {
    return new Watch(vitals);
  }

  private static void problem(String line) {
    LOG.warn("Spark Vitals: {}", line);
  }

  private void ruleFailed(String ruleId, RuntimeException why, long times) {
    health.ruleFailed(ruleId);
    if (times == 1) {
      LOG.warn("Spark Vitals: rule {} failed and says nothing; the others go on", ruleId, why);
    } else {
      LOG.debug("Spark Vitals: rule {} failed", ruleId, why);
    }
  }

  /** One look. Never throws; an error is counted and the next look comes. */
  void tick() {
    try {
      look(false);
    } catch (Throwable e) {
      health.error(Component.RULES, e);
    }
  }

  private void look(boolean last) {
    probe();
    ApplicationSnapshot snapshot = vitals.snapshot();
    facts = snapshot.facts();
    long start = System.nanoTime();
    List<Message> messages = new ArrayList<>(book.update(snapshot, engine.evaluate(snapshot)));
    if (last) {
      messages.addAll(book.end(snapshot, engine.evaluateEnd(snapshot)));
    }
    health.evaluated(System.nanoTime() - start, book.open(), snapshot);
    dispatcher.send(messages);
  }

  private ApplicationLinks links() {
    return place.links();
  }

  /** What only the SparkContext knows; without it the agent does without. */
  private void probe() {
    String id = facts.id();
    if (id == null) {
      facts = vitals.snapshot().facts();
      id = facts.id();
    }
    try {
      health.queues(vitals.probeBus(id));
      place.know(facts, vitals.sparkUi(id));
      health.links(place.links());
      announce(id != null);
    } catch (RuntimeException | LinkageError e) {
      health.error(Component.LISTENER, e);
    }
  }

  private void announce(boolean known) {
    if (known && !announced) {
      announced = true;
      LOG.info(
          "Spark Vitals {} watches {} with {} rules, alerts to {}; {}",
          BuildInfo.load().version(),
          facts.id(),
          rules,
          channels,
          place);
      AuditLog.tell(facts);
      place.tell(facts.id(), Watch::problem);
    }
  }

  /**
   * How long the end takes beyond its budget, in milliseconds: for a last scrape of the endpoint or
   * of what was pushed, where the user wants it, and until what was pushed is taken back.
   */
  long afterwardsMillis() {
    return lingerMillis() + (keptMillis() > 0 ? TAKE_BACK_MILLIS : 0);
  }

  private long lingerMillis() {
    long open = server.isPresent() ? vitals.config().millis(ConfigKey.SHUTDOWN_LINGER) : 0;
    return Math.max(open, keptMillis());
  }

  private long keptMillis() {
    return push.isPresent() ? vitals.config().millis(ConfigKey.PUSH_DELETE_AFTER) : 0;
  }

  /** Leaves the last metrics for a scrape where they are, if the user wants it. */
  private void linger() {
    long millis = lingerMillis();
    try {
      if (millis > 0) {
        LOG.info("Spark Vitals: the last metrics stay for {} ms", millis);
        Thread.sleep(millis);
      }
      if (keptMillis() > 0) {
        push.ifPresent(each -> each.takeBack(TAKE_BACK_MILLIS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private AgentStatus status() {
    return StatusPage.of(
        vitals.snapshot(),
        book.open(),
        vitals.health().offReason(),
        health.incomplete(),
        place.links());
  }

  /** The last look, the report, and the delivery of what is to be said, in about a budget. */
  void end(long budgetMillis, Runnable leave) {
    long start = System.nanoTime();
    try {
      look(true);
    } catch (Throwable e) {
      health.error(Component.RULES, e);
    }
    // Alerts and metrics are sent meanwhile, by threads of their own.
    push.ifPresent(each -> each.last(left(budgetMillis, start)));
    report();
    leave.run();
    dispatcher.close(Duration.ofMillis(left(budgetMillis, start)));
    push.ifPresent(each -> each.await(left(budgetMillis, start)));
    linger();
    close(0);
  }

  private static long left(long budgetMillis, long startNanos) {
    return Math.max(0, budgetMillis - (System.nanoTime() - startNanos) / 1_000_000);
  }

  private void report() {
    try {
      Report report = Trial.counted(Report.live(vitals.snapshot(), Trial.fired(book)), book);
      for (String line : AdviceLines.of(report.advice())) {
        LOG.info("Spark Vitals advises: {}", line);
      }
      write(report);
    } catch (RuntimeException | LinkageError e) {
      problem("the report of this run cannot be made: " + e);
    }
  }

  private void write(Report report) {
    String directory = vitals.config().text(ConfigKey.REPORT_DIR);
    if (directory.isEmpty()) {
      return;
    }
    try {
      LOG.info("Spark Vitals: the report of this run is {}", ReportFiles.write(directory, report));
    } catch (IOException | RuntimeException e) {
      problem("the report cannot be written to " + ConfigKey.REPORT_DIR.key() + ": " + e);
    }
  }

  void close(long budgetMillis) {
    if (closed) {
      return;
    }
    closed = true;
    dispatcher.close(Duration.ofMillis(budgetMillis));
    push.ifPresent(MetricsPush::close);
    place.forget(Watch::problem);
    server.ifPresent(MetricsServer::close);
  }
}
