package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.diagnosis.audit.JvmFlag.Form;
import io.sparkvitals.diagnosis.audit.JvmFlag.Lock;
import org.jspecify.annotations.Nullable;

/** One option of a JVM's command line, as it is written. Immutable. */
final class JvmOption {
  private static final String XX = "-XX:";
  private static final int UNIFIED_LOGS = 9;
  private static final int MODULES = 9;

  /** What becomes of an option. */
  enum Fate {
    WORKS,
    /** The JVM ends, unless it is told to ignore what it does not have. */
    REFUSED,
    /** The JVM warns and goes on without it. */
    SKIPPED,
    DEPRECATED,
    /** The JVM ends, whatever it is told to ignore. */
    MALFORMED
  }

  private final String text;
  private final String name;
  private final char sign;
  private final @Nullable String value;

  private JvmOption(String text, String name, char sign, @Nullable String value) {
    this.text = text;
    this.name = name;
    this.sign = sign;
    this.value = value;
  }

  static JvmOption of(String text) {
    if (!text.startsWith(XX)) {
      return new JvmOption(text, "", ' ', null);
    }
    String rest = text.substring(XX.length());
    char sign =
        !rest.isEmpty() && (rest.charAt(0) == '+' || rest.charAt(0) == '-') ? rest.charAt(0) : ' ';
    String body = sign == ' ' ? rest : rest.substring(1);
    int equals = body.indexOf('=');
    return equals < 0
        ? new JvmOption(text, body, sign, null)
        : new JvmOption(text, body.substring(0, equals), sign, body.substring(equals + 1));
  }

  String text() {
    return text;
  }

  /** The name of a {@code -XX} option; empty for others. */
  String name() {
    return name;
  }

  /** The value behind {@code =}; null where there is none. */
  @Nullable String value() {
    return value;
  }

  /** Whether it sets the largest heap, which Spark has a setting of its own for. */
  boolean maximumHeap() {
    return text.startsWith("-Xmx") || name.equals("MaxHeapSize");
  }

  @Nullable JvmFlag flag() {
    return name.isEmpty() ? null : JvmFlags.of(name);
  }

  boolean switchedOn() {
    return sign == '+';
  }

  boolean switchedOn(String flagName) {
    return sign == '+' && name.equals(flagName);
  }

  boolean switchedOff(String flagName) {
    return sign == '-' && name.equals(flagName);
  }

  /** What must be unlocked for it. */
  Lock lock(int java) {
    JvmFlag flag = flag();
    return flag == null || flag.refused(java) || flag.skipped(java) ? Lock.NONE : flag.lock(java);
  }

  Fate fate(int java) {
    JvmFlag flag = flag();
    if (flag == null) {
      return name.isEmpty() ? plain(java) : Fate.WORKS;
    }
    if (flag.refused(java)) {
      return Fate.REFUSED;
    }
    if (!mistake(java).isEmpty()) {
      return Fate.MALFORMED;
    }
    return flag.skipped(java) ? Fate.SKIPPED : flag.deprecated(java) ? Fate.DEPRECATED : Fate.WORKS;
  }

  private Fate plain(int java) {
    if (java == 0) {
      return Fate.WORKS;
    }
    if (text.startsWith("-Xlog:") || text.equals("-Xlog")) {
      return java < UNIFIED_LOGS ? Fate.REFUSED : Fate.WORKS;
    }
    if (text.startsWith("-Xloggc:")) {
      return java < UNIFIED_LOGS ? Fate.WORKS : Fate.DEPRECATED;
    }
    if (text.equals("-Xincgc") || text.equals("-d64") || text.equals("-d32")) {
      return java < 10 ? Fate.WORKS : Fate.REFUSED;
    }
    if (text.startsWith("--")) {
      return java < MODULES ? Fate.REFUSED : Fate.WORKS;
    }
    return Fate.WORKS;
  }

  /** When it came or went, for people; empty for one that works. */
  String history(int java) {
    JvmFlag flag = flag();
    if (flag != null) {
      return flag.history(java);
    }
    return java < UNIFIED_LOGS ? "new in Java 9" : "gone since Java 10";
  }

  /** What to write instead; empty for nothing. */
  String instead(int java) {
    JvmFlag flag = flag();
    if (text.startsWith("-Xloggc:")) {
      return "-Xlog:gc*:file=" + text.substring("-Xloggc:".length());
    }
    boolean lostLog =
        flag != null && flag.isLogging() && flag.refused(java) && java >= UNIFIED_LOGS;
    if (flag == null || (!switchedOn() && flag.form() == Form.SWITCH)) {
      return "";
    }
    return lostLog && flag.instead().isEmpty() ? "-Xlog:gc*" : flag.instead();
  }

  /** What is wrong with its form, or with its value; empty for nothing. */
  String mistake(int java) {
    JvmFlag flag = flag();
    if (flag == null) {
      return "";
    }
    if (flag.form() == Form.SWITCH) {
      if (value == null) {
        return sign == ' ' ? "needs + or - before its name" : "";
      }
      return "is switched by + or -, not by a value";
    }
    if (sign != ' ') {
      return "takes a value, no + or -";
    }
    return value == null || value.isEmpty() ? "has no value" : outOfRange(flag, value, java);
  }

  private String outOfRange(JvmFlag flag, String number, int java) {
    if (name.equals("G1HeapRegionSize")) {
      long most = java == 0 || java >= 18 ? 512L << 20 : 32L << 20;
      long bytes = Amounts.bytes(number, 1).orElse(0);
      return bytes > most ? "may be " + (most >> 20) + "m at most" : "";
    }
    try {
      return flag.allows(Double.parseDouble(number)) ? "" : "must be within " + flag.range();
    } catch (NumberFormatException e) {
      return "";
    }
  }

  /** The same, written as the JVM wants it where that is known. */
  String corrected() {
    JvmFlag flag = flag();
    if (flag == null) {
      return "";
    }
    if (flag.form() == Form.SWITCH && value == null) {
      return XX + '+' + name;
    }
    return flag.form() == Form.VALUE && sign != ' ' && value != null ? XX + name + '=' + value : "";
  }
}
