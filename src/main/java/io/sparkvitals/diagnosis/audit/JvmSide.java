package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.diagnosis.audit.JvmFlag.Lock;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.SparkAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Java options of all executors, or those of the driver: Spark puts {@code defaultJavaOptions}
 * before {@code extraJavaOptions}. Immutable.
 */
final class JvmSide {
  private final String role;
  private final int java;
  private final long heapBytes;
  private final boolean ignoring;
  private final JvmOptions defaults;
  private final JvmOptions extra;

  private JvmSide(String role, int java, Settings settings) {
    this.role = role;
    this.java = java;
    this.heapBytes = settings.bytes("spark." + role + ".memory", Sizes.MIB).orElse(Sizes.GIB);
    this.defaults = JvmOptions.parse(settings.text(key("default"), ""));
    this.extra = JvmOptions.parse(settings.text(key("extra"), ""));
    this.ignoring =
        settings.sparkFrom(3, 3)
            || defaults.turnsOn("IgnoreUnrecognizedVMOptions")
            || extra.turnsOn("IgnoreUnrecognizedVMOptions");
  }

  static JvmSide executors(Settings settings) {
    return new JvmSide("executor", settings.executorJava(), settings);
  }

  static JvmSide driver(Settings settings) {
    return new JvmSide("driver", settings.driverJava(), settings);
  }

  private String key(String which) {
    return "spark." + role + "." + which + "JavaOptions";
  }

  /** {@code spark.executor.extraJavaOptions} or that of the driver. */
  String extraKey() {
    return key("extra");
  }

  String defaultKey() {
    return key("default");
  }

  /** {@code spark.executor.memory} or that of the driver. */
  String memoryKey() {
    return "spark." + role + ".memory";
  }

  /** {@code executor} or {@code driver}. */
  String role() {
    return role;
  }

  /** 0 where it is not known. */
  int java() {
    return java;
  }

  long heapBytes() {
    return heapBytes;
  }

  /** Whether the JVM skips options that it does not have. */
  boolean ignoring() {
    return ignoring;
  }

  JvmOptions defaults() {
    return defaults;
  }

  JvmOptions extra() {
    return extra;
  }

  /** Those of both settings, in the order in which the JVM sees them. */
  List<JvmOption> all() {
    List<JvmOption> all = new ArrayList<>(defaults.options());
    all.addAll(extra.options());
    return all;
  }

  /** Options that stand before their unlock, or without one. */
  List<JvmOption> locked() {
    List<JvmOption> locked = new ArrayList<>();
    Set<Lock> open = new HashSet<>();
    for (JvmOption each : all()) {
      for (Lock lock : Arrays.asList(Lock.EXPERIMENTAL, Lock.DIAGNOSTIC)) {
        if (each.switchedOn(lock.flag())) {
          open.add(lock);
        } else if (each.switchedOff(lock.flag())) {
          open.remove(lock);
        }
      }
      Lock needed = each.lock(java);
      if (needed != Lock.NONE && !open.contains(needed)) {
        locked.add(each);
      }
    }
    return locked;
  }

  /** The collectors that are chosen, of those that this Java has. */
  Set<String> collectors() {
    Set<String> chosen = new LinkedHashSet<>();
    for (JvmOption each : all()) {
      JvmFlag flag = each.flag();
      if (flag != null && flag.isCollector() && !flag.refused(java) && !flag.skipped(java)) {
        if (each.switchedOn()) {
          chosen.add(each.name());
        } else if (each.switchedOff(each.name())) {
          chosen.remove(each.name());
        }
      }
    }
    return chosen;
  }

  /** The initial heap that is asked for, where it is more than the heap. */
  OptionalLong tooLargeInitialHeap() {
    for (JvmOption each : all()) {
      OptionalLong bytes = initialHeap(each);
      if (bytes.isPresent() && bytes.getAsLong() > heapBytes) {
        return bytes;
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong initialHeap(JvmOption option) {
    String value = option.value();
    if (option.text().startsWith("-Xms")) {
      return SparkAmount.bytes(option.text().substring("-Xms".length()), 1);
    }
    return option.name().equals("InitialHeapSize") && value != null
        ? SparkAmount.bytes(value, 1)
        : OptionalLong.empty();
  }

  /**
   * {@code spark.executor.extraJavaOptions=…} with all that is wrong set right, without what Spark
   * adds by itself; null where a part of it is hidden, or for a value that cannot be split.
   */
  @Nullable String repaired() {
    if (extra.unbalanced() || !extra.stray().isEmpty()) {
      return null;
    }
    Set<String> kept = new LinkedHashSet<>();
    Set<String> unlocks = new LinkedHashSet<>();
    for (JvmOption each : apart(extra.options())) {
      String text = SparksOptions.has(each.text()) ? "" : repaired(each);
      if (text.contains("***")) {
        return null;
      }
      boolean unlock =
          each.name().equals(Lock.EXPERIMENTAL.flag())
              || each.name().equals(Lock.DIAGNOSTIC.flag());
      if (unlock && each.switchedOn()) {
        unlocks.add(each.text());
      } else if (!unlock && !text.isEmpty()) {
        kept.add(quoted(text));
        Lock lock = JvmOption.of(text).lock(java);
        unlocks.addAll(
            lock == Lock.NONE
                ? Collections.emptyList()
                : Collections.singletonList("-XX:+" + lock.flag()));
      }
    }
    if (kept.contains("-Xlog:gc*")) {
      kept.remove("-Xlog:gc");
    }
    List<String> words = new ArrayList<>(unlocks);
    words.addAll(kept);
    return extraKey() + "=" + String.join(" ", words);
  }

  /**
   * The same with G1 for a collector; none where it cannot be said, or the defaults name another.
   */
  String[] withG1() {
    String options = repaired();
    Set<String> collectors = collectors();
    if (options == null || collectors.stream().anyMatch(defaults::turnsOn)) {
      return new String[0];
    }
    String value = " " + options.substring(extraKey().length() + 1) + " ";
    for (String each : collectors) {
      value = value.replace(" -XX:+" + each + " ", " ");
    }
    return new String[] {extraKey() + "=" + (value + "-XX:+UseG1GC").trim()};
  }

  /** Each option by itself, whatever quotes make of them. */
  private static List<JvmOption> apart(List<JvmOption> options) {
    List<JvmOption> apart = new ArrayList<>();
    for (JvmOption each : options) {
      if (each.severalInOne()) {
        apart.addAll(JvmOptions.parse(each.text()).options());
      } else {
        apart.add(each);
      }
    }
    return apart;
  }

  private String repaired(JvmOption option) {
    String text = option.text();
    OptionalLong initial = initialHeap(option);
    boolean heap = option.maximumHeap() || (initial.isPresent() && initial.getAsLong() > heapBytes);
    if (heap || (role.equals("executor") && text.startsWith("-Dspark"))) {
      return "";
    }
    Set<String> collectors = collectors();
    JvmFlag flag = option.flag();
    if (collectors.size() > 1 && flag != null && flag.isCollector()) {
      return option.name().equals(preferred(collectors)) && option.switchedOn() ? text : "";
    }
    switch (option.fate(java)) {
      case WORKS:
        return text;
      case MALFORMED:
        return option.corrected(java);
      default:
        return option.instead(java);
    }
  }

  /** G1 where it is among them, else the last. */
  static String preferred(Set<String> collectors) {
    String last = "";
    for (String each : collectors) {
      last = each;
    }
    return collectors.contains("UseG1GC") ? "UseG1GC" : last;
  }

  private static String quoted(String word) {
    boolean plain =
        word.chars()
            .noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\'' || c == '\\');
    return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** {@code spark.executor.extraJavaOptions=-XX:+A -XX:+B}, of the options that are meant. */
  String pair(List<JvmOption> options) {
    List<String> words = new ArrayList<>();
    options.stream().map(JvmOption::text).distinct().limit(10).forEach(words::add);
    boolean ofDefaults = !options.isEmpty() && defaults.options().contains(options.get(0));
    return (ofDefaults ? defaultKey() : extraKey())
        + "="
        + String.join(" ", words)
        + (options.size() > 10
            ? String.format(Locale.ROOT, " and %d more", options.size() - 10)
            : "");
  }
}
