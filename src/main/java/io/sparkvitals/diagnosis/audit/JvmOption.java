package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.diagnosis.audit.JvmFlag.Form;
import io.sparkvitals.diagnosis.audit.JvmFlag.Lock;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One option of a JVM's command line, as it is written. Immutable. */
final class JvmOption {
  private static final String XX = "-XX:";
  private static final int UNIFIED_LOGS = 9;
  private static final int MODULES = 9;
  private static final int NO_SECURITY_MANAGER = 24;
  private static final String MANAGER = "-Djava.security.manager";

  /** Less than any JVM takes: a number that lacks its unit. */
  private static final int LEAST_STACK_BYTES = 64 << 10;

  private static final int SIZED_LENGTH = "-Xss".length();

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
      return !mistake(java).isEmpty()
          ? Fate.MALFORMED
          : severalInOne() ? Fate.REFUSED : name.isEmpty() ? plain(java) : Fate.WORKS;
    }
    if (flag.refused(java)) {
      return Fate.REFUSED;
    }
    if (!mistake(java).isEmpty()) {
      return Fate.MALFORMED;
    }
    return flag.skipped(java) ? Fate.SKIPPED : flag.deprecated(java) ? Fate.DEPRECATED : Fate.WORKS;
  }

  /** Whether quotes make one option, which no JVM knows, of several. */
  boolean severalInOne() {
    return sign != ' ' && flag() == null && name.matches("\\S+\\s+-.*");
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
    if (severalInOne()) {
      return "one option because of its quotes";
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
      return name.isEmpty() ? plainMistake(java) : "";
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
    if (value == null || value.isEmpty()) {
      return "has no value";
    }
    return flag.isText() ? "" : outOfRange(flag, value, java);
  }

  private String outOfRange(JvmFlag flag, String number, int java) {
    if (name.equals("G1HeapRegionSize")) {
      long most = java == 0 || java >= 18 ? 512L << 20 : 32L << 20;
      double bytes = JvmNumber.whole(number).orElse(0);
      if (bytes > most) {
        return "may be " + (most >> 20) + "m at most";
      }
    }
    OptionalDouble read = flag.number(number);
    return !read.isPresent()
        ? JvmNumber.EXPECTED
        : flag.allows(read.getAsDouble()) ? "" : "must be within " + flag.range();
  }

  private String plainMistake(int java) {
    if (sized()) {
      OptionalDouble bytes = JvmNumber.whole(text.substring(SIZED_LENGTH));
      return !bytes.isPresent()
          ? JvmNumber.EXPECTED
          : text.startsWith("-Xss") && bytes.getAsDouble() < LEAST_STACK_BYTES
              ? "is a size in bytes and needs its unit"
              : "";
    }
    boolean manager = text.equals(MANAGER) || text.startsWith(MANAGER + "=");
    if (java >= NO_SECURITY_MANAGER && manager && !text.endsWith("=disallow")) {
      return "asks for a security manager, and there is none from Java 24 on";
    }
    boolean opens = text.startsWith("--add-opens=") || text.startsWith("--add-exports=");
    return opens && java >= MODULES && !text.matches("[-a-z]+=[^/=]+/[^/=]+=.+")
        ? "names no module/package=target, such as java.base/java.nio=ALL-UNNAMED"
        : "";
  }

  /** Whether it is {@code -Xss}, {@code -Xmn} or {@code -Xms} with a size. */
  private boolean sized() {
    return text.matches("-X(ss|mn|ms).+");
  }

  /** The same, written as the JVM wants it where that is known. */
  String corrected(int java) {
    JvmFlag flag = flag();
    String corrected = "";
    if (flag == null && sized()) {
      String option = text.substring(0, SIZED_LENGTH);
      corrected = option + JvmNumber.tidied(text.substring(SIZED_LENGTH));
    } else if (flag != null && flag.form() == Form.SWITCH && value == null) {
      corrected = XX + '+' + name;
    } else if (flag != null && flag.form() == Form.VALUE && value != null) {
      corrected = XX + name + '=' + (flag.isText() ? value : JvmNumber.tidied(value));
    }
    return of(corrected).mistake(java).isEmpty() ? corrected : "";
  }
}
