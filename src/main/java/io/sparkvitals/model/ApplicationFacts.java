package io.sparkvitals.model;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What Spark says of the application as a whole. Immutable; unknown texts are null. */
public final class ApplicationFacts {
  public static final ApplicationFacts UNKNOWN =
      new ApplicationFacts(null, null, null, null, 0, null, Collections.emptyMap());

  private final @Nullable String id;
  private final @Nullable String name;
  private final @Nullable String user;
  private final @Nullable String attemptId;
  private final long startMillis;
  private final @Nullable String sparkVersion;
  private final Map<String, String> environment;
  private OtherKeys otherKeys = OtherKeys.NONE;

  private ApplicationFacts(
      @Nullable String id,
      @Nullable String name,
      @Nullable String user,
      @Nullable String attemptId,
      long startMillis,
      @Nullable String sparkVersion,
      Map<String, String> environment) {
    this.id = id;
    this.name = name;
    this.user = user;
    this.attemptId = attemptId;
    this.startMillis = startMillis;
    this.sparkVersion = sparkVersion;
    this.environment = environment;
  }

  /** The same with its identity; {@code startMillis} is Unix time or 0. */
  public ApplicationFacts identity(
      @Nullable String newId, @Nullable String newName, long newStartMillis) {
    return new ApplicationFacts(
            newId, newName, user, attemptId, newStartMillis, sparkVersion, environment)
        .with(otherKeys);
  }

  public ApplicationFacts owner(@Nullable String newUser, @Nullable String newAttemptId) {
    return new ApplicationFacts(
            id, name, newUser, newAttemptId, startMillis, sparkVersion, environment)
        .with(otherKeys);
  }

  public ApplicationFacts sparkVersion(@Nullable String version) {
    return new ApplicationFacts(id, name, user, attemptId, startMillis, version, environment)
        .with(otherKeys);
  }

  /**
   * The same with Spark's properties and the JVM's, by key, secrets taken out of their values; see
   * {@link EnvironmentKeys}.
   */
  public ApplicationFacts environment(Map<String, String> properties) {
    return new ApplicationFacts(
            id,
            name,
            user,
            attemptId,
            startMillis,
            sparkVersion,
            Collections.unmodifiableMap(Redaction.of(properties).properties(properties)))
        .with(otherKeys);
  }

  /** The same with the names of the properties that stay outside. */
  public ApplicationFacts otherKeys(OtherKeys keys) {
    return new ApplicationFacts(id, name, user, attemptId, startMillis, sparkVersion, environment)
        .with(keys);
  }

  private ApplicationFacts with(OtherKeys keys) {
    otherKeys = keys;
    return this;
  }

  public @Nullable String id() {
    return id;
  }

  public @Nullable String name() {
    return name;
  }

  public @Nullable String user() {
    return user;
  }

  /** The cluster manager's attempt; null where there is only one. */
  public @Nullable String attemptId() {
    return attemptId;
  }

  /** Unix time in milliseconds, or 0 where unknown. */
  public long startMillis() {
    return startMillis;
  }

  public @Nullable String sparkVersion() {
    return sparkVersion;
  }

  /** The properties that left the door: those of {@link EnvironmentKeys}, never a secret. */
  public Map<String, String> environment() {
    return environment;
  }

  /** The names of the properties that did not leave the door. */
  public OtherKeys otherKeys() {
    return otherKeys;
  }

  public @Nullable String property(String key) {
    return environment.get(key);
  }

  /** Whether tasks run in the driver, so that there are no executors. */
  public boolean local() {
    String master = environment.getOrDefault("spark.master", "");
    return master.startsWith("local") && !master.startsWith("local-cluster");
  }

  /**
   * Whether the JVMs that run the tasks collect beside them, by ZGC or Shenandoah. What Spark calls
   * their collection time is then that of whole cycles, in which tasks run on.
   */
  public boolean collectsBesideTasks() {
    String prefix = local() ? "spark.driver." : "spark.executor.";
    String options =
        environment.getOrDefault(prefix + "defaultJavaOptions", "")
            + " "
            + environment.getOrDefault(prefix + "extraJavaOptions", "");
    return options.contains("-XX:+UseZGC") || options.contains("-XX:+UseShenandoahGC");
  }

  /** GC time per run time; absent where that is no time in which tasks stood still. */
  public OptionalDouble gcRatio(TaskTotals totals) {
    return collectsBesideTasks() ? OptionalDouble.empty() : totals.gcRatio();
  }
}
