package io.sparkvitals;

import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.Privacy;
import io.sparkvitals.model.StageFigures;
import io.sparkvitals.spark.BusProbe;
import io.sparkvitals.spark.DoorHealth;
import io.sparkvitals.spark.SparkDoor;
import io.sparkvitals.tracker.ApplicationTracker;
import io.sparkvitals.tracker.RedactedEvents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of one application: owns the one lock, the state behind it, and the thread on which
 * everything else happens. Thread-safe.
 */
final class Vitals {
  private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);
  private static final String DRIVER_HOST = "spark.driver.host";
  private static final long END_GRACE_MILLIS = 500;
  private static final long RECALL_MILLIS = 200;
  private static final int MAX_RECALLS = 100;

  private final Object lock = new Object();
  private final ApplicationTracker tracker = new ApplicationTracker();
  private final DoorHealth health = new DoorHealth();
  private final SparkDoor door;
  private final CostGuard cost = new CostGuard();
  private final BusProbe probe = new BusProbe();
  private final VitalsConfig config;
  private final Privacy privacy;
  private final EarlierRuns runs;
  private final String driverHost;
  private final ScheduledThreadPoolExecutor thread;
  private volatile @Nullable Watch watch;
  private volatile @Nullable Future<?> looks;

  private Vitals(Map<String, String> properties) {
    config = VitalsConfig.of(properties, Environment.system());
    privacy = Privacy.of(properties);
    RedactedEvents redacted = new RedactedEvents(tracker, privacy);
    door = new SparkDoor(lock, redacted, health, System::currentTimeMillis);
    runs = new EarlierRuns(config.text(ConfigKey.BASELINE_DIR));
    driverHost = properties.getOrDefault(DRIVER_HOST, "localhost");
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread daemon = new Thread(task, "spark-vitals");
              daemon.setDaemon(true);
              return daemon;
            });
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Whether the agent uses a property of the Spark conf. */
  static boolean needs(String key) {
    return key.startsWith(ConfigKey.PREFIX) || key.equals(DRIVER_HOST) || Privacy.needs(key);
  }

  /**
   * An agent that takes events at once; the rest is set up on its own thread. Null where {@code
   * spark.vitals.enabled} is false.
   */
  static @Nullable Vitals start(Map<String, String> properties) {
    Vitals vitals = new Vitals(properties);
    if (!vitals.config.flag(ConfigKey.ENABLED)) {
      LOG.info("Spark Vitals is off: {} is false", ConfigKey.ENABLED.key());
      return null;
    }
    vitals.begin(vitals.config.millis(ConfigKey.INTERVAL));
    return vitals;
  }

  private void begin(long intervalMillis) {
    thread.execute(this::setUp);
    thread.execute(() -> recall(MAX_RECALLS));
    looks =
        thread.scheduleWithFixedDelay(
            this::tick, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
  }

  /** One line, whatever happened; and where even that cannot be said, nothing. */
  static void fault(Throwable why) {
    try {
      LOG.warn("Spark Vitals cannot go on and is off. The application is not affected.", why);
    } catch (Throwable e) {
      // There is no logger either; the application goes on without the agent.
    }
  }

  SparkDoor door() {
    return door;
  }

  /** Everything as it stands now. */
  ApplicationSnapshot snapshot() {
    synchronized (lock) {
      tracker.tick(System.currentTimeMillis());
      return tracker.snapshot();
    }
  }

  /** Takes over how many events Spark's bus dropped, and returns its queues' sizes. */
  Map<String, Long> probeBus(@Nullable String applicationId) {
    Map<String, Long> dropped = probe.dropped(applicationId);
    synchronized (lock) {
      dropped.forEach(tracker::eventsDropped);
    }
    Map<String, Long> waiting = new HashMap<>(probe.waiting(applicationId));
    dropped.keySet().forEach(queue -> waiting.putIfAbsent(queue, 0L));
    return waiting;
  }

  @Nullable String sparkUi(@Nullable String applicationId) {
    return probe.uiUrl(applicationId);
  }

  String driverHost() {
    return driverHost;
  }

  VitalsConfig config() {
    return config;
  }

  Privacy privacy() {
    return privacy;
  }

  DoorHealth health() {
    return health;
  }

  private void setUp() {
    try {
      watch = Watch.start(this);
    } catch (Throwable e) {
      LOG.warn("Spark Vitals cannot be set up; it only counts. The application goes on.", e);
    }
  }

  /** Reads earlier runs as soon as the application's name is known. */
  private void recall(int tries) {
    if (runs.off()) {
      return;
    }
    String name;
    synchronized (lock) {
      name = tracker.snapshot().facts().name();
    }
    if (name != null) {
      List<Map<String, StageFigures>> earlier = runs.recall(name);
      synchronized (lock) {
        tracker.history().remember(earlier);
      }
    } else if (tries > 0) {
      Future<?> unused =
          thread.schedule(() -> recall(tries - 1), RECALL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Leaves the figures of this run for later ones. */
  private void leave() {
    if (!runs.off() && health.offReason() == null) {
      Map<String, StageFigures> stages;
      synchronized (lock) {
        stages = tracker.history().remembered();
      }
      runs.leave(snapshot(), stages);
    }
  }

  private void tick() {
    Watch current = watch;
    if (current == null) {
      return;
    }
    if (cost.exceeded(health.processingSeconds(), System.nanoTime() / 1e9)) {
      health.switchOff("it took more than half of Spark's listener thread for a minute");
    }
    String off = health.offReason();
    if (off == null) {
      current.tick();
    } else {
      LOG.warn("Spark Vitals stops watching: {}", off);
      current.close(0);
      Future<?> next = looks;
      if (next != null) {
        next.cancel(false);
      }
    }
  }

  /**
   * The application ended: judges it for the last time and delivers what there is to say, in at
   * most {@code spark.vitals.shutdown.timeout}, and then leaves the last metrics where they are for
   * as long as the user wants. Safe to call more than once.
   */
  void close() {
    long budgetMillis = config.millis(ConfigKey.SHUTDOWN_TIMEOUT);
    try {
      Future<?> end = thread.submit(() -> end(budgetMillis));
      Watch current = watch;
      long after = current == null ? 0 : current.afterwardsMillis();
      end.get(budgetMillis + after + END_GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("Spark Vitals did not finish within {} ms and is left behind", budgetMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RejectedExecutionException e) {
      LOG.debug("Spark Vitals was over already", e);
    } finally {
      thread.shutdownNow();
    }
  }

  private void end(long budgetMillis) {
    synchronized (lock) {
      tracker.waitNoLonger();
    }
    Watch current = watch;
    if (current != null) {
      current.end(budgetMillis, this::leave);
    }
  }
}
