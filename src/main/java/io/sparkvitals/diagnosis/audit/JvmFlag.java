package io.sparkvitals.diagnosis.audit;

import java.util.OptionalDouble;

/**
 * What is known of one {@code -XX} option: its form, the lock on it, and the Java versions that
 * have it. Immutable.
 */
final class JvmFlag {
  /** How an option is written. */
  enum Form {
    /** {@code -XX:+Name} or {@code -XX:-Name}. */
    SWITCH,
    /** {@code -XX:Name=value}. */
    VALUE
  }

  /** What must be unlocked before an option may be used. */
  enum Lock {
    NONE(""),
    EXPERIMENTAL("UnlockExperimentalVMOptions"),
    DIAGNOSTIC("UnlockDiagnosticVMOptions");

    private final String flag;

    Lock(String flag) {
      this.flag = flag;
    }

    /** The switch that opens it. */
    String flag() {
      return flag;
    }
  }

  private static final int NEVER = Integer.MAX_VALUE;

  private final String name;
  private final Form form;
  private Lock lock = Lock.NONE;
  private int lockedUntil;
  private int from;
  private int deprecated = NEVER;
  private int obsolete = NEVER;
  private int gone = NEVER;
  private double least = Double.NEGATIVE_INFINITY;
  private double most = Double.POSITIVE_INFINITY;
  private String instead = "";
  private boolean text;
  private boolean decimal;
  private boolean logging;
  private boolean collector;

  private JvmFlag(String name, Form form) {
    this.name = name;
    this.form = form;
  }

  static JvmFlag on(String name) {
    return new JvmFlag(name, Form.SWITCH);
  }

  static JvmFlag value(String name) {
    return new JvmFlag(name, Form.VALUE);
  }

  /** Its value is a text, not a number. */
  JvmFlag text() {
    text = true;
    return this;
  }

  /** Its value may have a fraction. */
  JvmFlag decimal() {
    decimal = true;
    return this;
  }

  /** Experimental in every Java. */
  JvmFlag experimental() {
    return experimentalUntil(NEVER);
  }

  /** Experimental in Java versions before this one. */
  JvmFlag experimentalUntil(int version) {
    lock = Lock.EXPERIMENTAL;
    lockedUntil = version;
    return this;
  }

  JvmFlag diagnostic() {
    lock = Lock.DIAGNOSTIC;
    lockedUntil = NEVER;
    return this;
  }

  /** Java has it from this version on. */
  JvmFlag from(int version) {
    from = version;
    return this;
  }

  /** Java warns of it from this version on; {@code option} is what to write now, or nothing. */
  JvmFlag deprecated(int version, String option) {
    deprecated = version;
    instead = option;
    return this;
  }

  /** Java skips it, with a warning, from this version on. */
  JvmFlag obsolete(int version) {
    obsolete = version;
    return this;
  }

  /** Java refuses it from this version on. */
  JvmFlag gone(int version) {
    gone = version;
    return this;
  }

  JvmFlag within(double lowest, double highest) {
    least = lowest;
    most = highest;
    return this;
  }

  /** It only writes a log of collections, which {@code -Xlog:gc*} does from Java 9 on. */
  JvmFlag logging() {
    logging = true;
    return this;
  }

  /** It chooses the collector. */
  JvmFlag collector() {
    collector = true;
    return this;
  }

  String name() {
    return name;
  }

  Form form() {
    return form;
  }

  /** The number that a JVM reads; empty where it refuses the value. */
  OptionalDouble number(String value) {
    return decimal ? JvmNumber.decimal(value) : JvmNumber.whole(value);
  }

  boolean isText() {
    return text;
  }

  boolean isLogging() {
    return logging;
  }

  boolean isCollector() {
    return collector;
  }

  /** What to write instead; empty for nothing. */
  String instead() {
    return instead;
  }

  /** The lock on it in a version of Java; of one that is not known, that of every version. */
  Lock lock(int java) {
    if (java == 0) {
      return lockedUntil == NEVER && gone == NEVER ? lock : Lock.NONE;
    }
    return java < lockedUntil ? lock : Lock.NONE;
  }

  /** Whether a version of Java refuses it; never of one that is not known. */
  boolean refused(int java) {
    return java > 0 && (java < from || java >= gone);
  }

  boolean skipped(int java) {
    return java > 0 && !refused(java) && java >= obsolete;
  }

  boolean deprecated(int java) {
    return java > 0 && !refused(java) && !skipped(java) && java >= deprecated;
  }

  /** When it came or went, for people. */
  String history(int java) {
    if (java < from) {
      return "new in Java " + from;
    }
    return "gone since Java " + Math.min(obsolete, gone);
  }

  boolean allows(double number) {
    return number >= least && number <= most;
  }

  /** The allowed range, for people. */
  String range() {
    return Math.round(least) + " to " + Math.round(most);
  }
}
