package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.Versions;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Unit;
import io.sparkvitals.rules.figures.IdleTimeout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The settings that say how many executors there are and what becomes of those that go, with the
 * defaults of the application's version of Spark. Immutable.
 */
final class ClusterSettings {
  static final String DYNAMIC = "spark.dynamicAllocation.enabled";
  static final String TRACKING = "spark.dynamicAllocation.shuffleTracking.enabled";
  static final String SERVICE = "spark.shuffle.service.enabled";
  static final String MIN = "spark.dynamicAllocation.minExecutors";
  static final String MAX = "spark.dynamicAllocation.maxExecutors";
  static final String CACHED_TIMEOUT = "spark.dynamicAllocation.cachedExecutorIdleTimeout";
  static final String BACKLOG_TIMEOUT = "spark.dynamicAllocation.schedulerBacklogTimeout";
  static final String RATIO = "spark.dynamicAllocation.executorAllocationRatio";
  static final String DECOMMISSION = "spark.decommission.enabled";
  static final String MOVING = "spark.storage.decommission.enabled";
  static final String MOVING_SHUFFLE = "spark.storage.decommission.shuffleBlocks.enabled";
  static final String MOVING_CACHE = "spark.storage.decommission.rddBlocks.enabled";
  static final String FALLBACK = "spark.storage.decommission.fallbackStorage.path";

  /** After how long Spark gives an idle executor back by default. */
  static final double IDLE_MILLIS = IdleTimeout.DEFAULT_MILLIS;

  private final ApplicationSnapshot snapshot;
  private final ExecutorSettings settings;

  private ClusterSettings(ApplicationSnapshot snapshot) {
    this.snapshot = snapshot;
    this.settings = ExecutorSettings.of(snapshot);
  }

  static ClusterSettings of(ApplicationSnapshot snapshot) {
    return new ClusterSettings(snapshot);
  }

  /** Whether settings are known, and tasks run in executors that a cluster manager can take. */
  boolean cluster() {
    return settings.known() && !settings.text("spark.master", "").startsWith("local");
  }

  boolean yarn() {
    return settings.text("spark.master", "").startsWith("yarn");
  }

  /** Cores of an executor, at least 1. */
  int executorCores() {
    return Math.max(1, settings.executorCores());
  }

  boolean on(String key) {
    String value = settings.text(key, Boolean.toString(byDefault(key))).trim();
    return "true".equals(value.toLowerCase(Locale.ROOT));
  }

  /** Tracking, and what is moved of a decommissioned executor, are on from Spark 3.4. */
  private boolean byDefault(String key) {
    boolean since = key.equals(TRACKING) || key.equals(MOVING_SHUFFLE) || key.equals(MOVING_CACHE);
    return since && Versions.sparkFrom(snapshot.facts().sparkVersion(), 3, 4, false);
  }

  /** Whether it is set, be it to a value that stays outside. */
  boolean has(String key) {
    return snapshot.facts().property(key) != null
        || snapshot.facts().otherKeys().names().contains(key);
  }

  /** A time in milliseconds; a bare number is in seconds, as Spark reads these settings. */
  double millis(String key, double otherwise) {
    return 1_000 * Unit.SECONDS.parse(settings.text(key, "").trim()).orElse(otherwise / 1_000);
  }

  /** After how long an idle executor is given back. */
  double idleTimeoutMillis() {
    return settings.idleTimeoutMillis();
  }

  double number(String key, double otherwise) {
    return Unit.COUNT.parse(settings.text(key, "").trim()).orElse(otherwise);
  }

  /** Those of these switches, which are to be on, that are off. */
  List<String> missing(String... keys) {
    List<String> missing = new ArrayList<>();
    for (String each : keys) {
      if (!on(each)) {
        missing.add(each + "=true");
      }
    }
    return missing;
  }

  /** Whether Spark is of this version or later, as one is that is not known. */
  boolean sparkFrom(int major, int minor) {
    return Versions.sparkFrom(snapshot.facts().sparkVersion(), major, minor, true);
  }
}
