package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.Redaction;
import io.sparkvitals.model.Versions;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.SparkAmount;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings of an application as checks look at them. Immutable. */
final class Settings {
  static final String EXECUTOR_MEMORY = "spark.executor.memory";
  static final String MASTER = "spark.master";

  private static final String EXECUTOR_JAVA_HOME = "spark.executorEnv.JAVA_HOME";

  private final ApplicationFacts facts;

  private Settings(ApplicationFacts facts) {
    this.facts = facts;
  }

  static Settings of(ApplicationFacts facts) {
    return new Settings(facts);
  }

  /** The value without blanks around it; null where it is not set, or is hidden for a secret. */
  @Nullable String text(String key) {
    String value = facts.property(key);
    return value == null || value.equals(Redaction.HIDDEN) ? null : value.trim();
  }

  String text(String key, String otherwise) {
    String value = text(key);
    return value == null ? otherwise : value;
  }

  /** Whether it is set at all, be it to a value that is hidden. */
  boolean has(String key) {
    return facts.property(key) != null || facts.otherKeys().names().contains(key);
  }

  /** Whether it is true; {@code otherwise} where it is not set or cannot be read. */
  boolean on(String key, boolean otherwise) {
    String value = text(key, "");
    return otherwise ? !value.equalsIgnoreCase("false") : value.equalsIgnoreCase("true");
  }

  /** {@code key=value}, as it is set. */
  String pair(String key) {
    return key + "=" + text(key, "");
  }

  /** Empty where it is not set or cannot be read. */
  OptionalDouble number(String key) {
    try {
      String value = text(key);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Empty where it is not set or cannot be read; a bare number is in {@code bareUnit} bytes. */
  OptionalLong bytes(String key, long bareUnit) {
    String value = text(key);
    return value == null ? OptionalLong.empty() : SparkAmount.bytes(value, bareUnit);
  }

  /** Empty where it is not set or cannot be read; a bare number is in {@code bareUnit} ms. */
  OptionalLong millis(String key, long bareUnit) {
    String value = text(key);
    return value == null ? OptionalLong.empty() : SparkAmount.millis(value, bareUnit);
  }

  /** The heap of an executor, 1 GiB where it is not set. */
  long executorHeapBytes() {
    return bytes(EXECUTOR_MEMORY, Sizes.MIB).orElse(Sizes.GIB);
  }

  /** Tasks run in the driver, or in processes that it starts on its own machine. */
  boolean local() {
    return text(MASTER, "").startsWith("local");
  }

  boolean yarn() {
    return text(MASTER, "").startsWith("yarn");
  }

  boolean kubernetes() {
    return text(MASTER, "").startsWith("k8s");
  }

  /** Whether an application has started with the settings. */
  boolean running() {
    return facts.id() != null;
  }

  /** The driver's Java, such as 17 and 8 (never 1.8); 0 where it is not known. */
  int driverJava() {
    return Versions.java(facts.property(EnvironmentKeys.JAVA_VERSION));
  }

  /** The executors' Java: the driver's, unless they have a Java of their own. */
  int executorJava() {
    return has(EXECUTOR_JAVA_HOME) ? 0 : driverJava();
  }

  /** Whether the version of Spark is known. */
  boolean sparkKnown() {
    return Versions.sparkKnown(facts.sparkVersion());
  }

  /** Whether the version of Spark is this or later; one that is not known is at least 3.3. */
  boolean sparkFrom(int major, int minor) {
    boolean atLeast = major < 3 || (major == 3 && minor <= 3);
    return Versions.sparkFrom(facts.sparkVersion(), major, minor, atLeast);
  }

  /** The names of all properties of Spark. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(facts.otherKeys().names());
    facts.environment().keySet().stream()
        .filter(each -> each.startsWith("spark."))
        .forEach(names::add);
    return names;
  }

  /** The names of those outside of SQL that a session set otherwise than the application did. */
  Set<String> ofSession() {
    return facts.otherKeys().session();
  }

  /** The names of properties that show a secret. */
  Set<String> exposed() {
    return facts.otherKeys().exposed();
  }
}
