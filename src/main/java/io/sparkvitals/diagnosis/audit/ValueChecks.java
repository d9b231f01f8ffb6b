package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.SparkAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Values that Spark cannot read, refuses, or reads as something else than is meant. */
final class ValueChecks implements Checks {
  /** How Spark reads a value. */
  private enum Kind {
    /** A size; a bare number is in MiB. */
    MEMORY("a size such as 4g or 512m"),
    BYTES("a size such as 4g or 512m"),
    TIME("a time such as 10s or 2min"),
    WHOLE("a whole number"),
    NUMBER("a number"),
    SWITCH("true or false");

    private final String expected;

    Kind(String expected) {
      this.expected = expected;
    }

    boolean reads(String value) {
      switch (this) {
        case MEMORY:
        case BYTES:
          return SparkAmount.bytes(value, 1).isPresent();
        case TIME:
          return SparkAmount.millis(value, 1).isPresent();
        case WHOLE:
          return value.matches("[+-]?[0-9]{1,10}");
        case NUMBER:
          return value.matches("[+-]?[0-9.]{1,20}([eE][+-]?[0-9]{1,3})?");
        default:
          return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
      }
    }
  }

  /** Below this a bare number was hardly meant in MiB. */
  private static final long SMALL_MIB = 256;

  /** {@code UnifiedMemoryManager}: 1.5 times the 300 MiB that it keeps for itself. */
  private static final long LEAST_HEAP_BYTES = 450 * Sizes.MIB;

  private static final List<String> HEAPS =
      Collections.unmodifiableList(Arrays.asList("spark.executor.memory", "spark.driver.memory"));

  private static final int MEANT_GIB_DIGITS = 2;
  private static final int MEANT_MIB_DIGITS = 5;
  private static final int RARE_SECONDS = 60;
  private static final long MAX_KRYO_BYTES = 2048 * Sizes.MIB;

  private static final String MEMORY =
      "executor.memory executor.memoryOverhead driver.memory driver.memoryOverhead"
          + " executor.pyspark.memory kryoserializer.buffer.max";
  private static final String BYTES =
      "memory.offHeap.size driver.maxResultSize sql.autoBroadcastJoinThreshold"
          + " sql.adaptive.advisoryPartitionSizeInBytes sql.files.maxPartitionBytes"
          + " shuffle.file.buffer";
  private static final String TIMES =
      "executor.heartbeatInterval executor.metrics.pollingInterval network.timeout"
          + " dynamicAllocation.executorIdleTimeout dynamicAllocation.schedulerBacklogTimeout"
          + " dynamicAllocation.cachedExecutorIdleTimeout";
  private static final String WHOLE =
      "executor.cores driver.cores executor.instances task.cpus task.maxFailures default.parallelism"
          + " sql.shuffle.partitions dynamicAllocation.minExecutors dynamicAllocation.maxExecutors"
          + " dynamicAllocation.initialExecutors";
  private static final String NUMBERS =
      "memory.fraction memory.storageFraction executor.memoryOverheadFactor"
          + " driver.memoryOverheadFactor";
  private static final String SWITCHES =
      "dynamicAllocation.enabled dynamicAllocation.shuffleTracking.enabled memory.offHeap.enabled"
          + " speculation sql.adaptive.enabled sql.adaptive.skewJoin.enabled"
          + " shuffle.service.enabled decommission.enabled storage.decommission.enabled"
          + " authenticate acls.enable network.crypto.enabled io.encryption.enabled"
          + " eventLog.enabled executor.processTreeMetrics.enabled";

  private static final Map<String, Kind> KINDS = kinds();

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    all(kinds, Kind.MEMORY, MEMORY);
    all(kinds, Kind.BYTES, BYTES);
    all(kinds, Kind.TIME, TIMES);
    all(kinds, Kind.WHOLE, WHOLE);
    all(kinds, Kind.NUMBER, NUMBERS);
    all(kinds, Kind.SWITCH, SWITCHES);
    return Collections.unmodifiableMap(kinds);
  }

  private static void all(Map<String, Kind> kinds, Kind kind, String keys) {
    for (String each : keys.split(" ")) {
      kinds.put("spark." + each, kind);
    }
  }

  @Override
  public List<AuditFinding> of(Settings settings) {
    List<AuditFinding> findings = new ArrayList<>();
    KINDS.forEach((key, kind) -> value(key, kind, settings, findings));
    heap(settings, findings);
    fraction("spark.memory.fraction", settings, findings);
    fraction("spark.memory.storageFraction", settings, findings);
    pairs(settings, findings);
    return findings;
  }

  private static void value(String key, Kind kind, Settings settings, List<AuditFinding> findings) {
    String value = settings.text(key);
    if (value == null || onDatabricks(key, value, settings)) {
      return;
    }
    boolean newUnit =
        (kind == Kind.MEMORY || kind == Kind.BYTES)
            && value.toLowerCase(Locale.ROOT).endsWith("ib")
            && !settings.sparkFrom(4, 0);
    if (!kind.reads(value) || newUnit) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.VALUE_UNREADABLE,
                  settings.pair(key) + " is not " + kind.expected + ".")
              .fix("Write " + kind.expected + ".", corrected(key, kind, value)));
    } else if (withoutUnit(key, settings) && !heapRefused(key, settings)) {
      String unit = kind == Kind.MEMORY ? " MiB" : " bytes";
      findings.add(
          AuditFinding.of(
                  AuditCheck.MEMORY_WITHOUT_UNIT,
                  settings.pair(key) + " means " + value + unit + ".")
              .fix("Write the unit.", withUnit(key, value)));
    } else if (kind == Kind.TIME) {
      hasty(key, value, settings, findings);
    }
  }

  /** Spark takes bare numbers of these two in milliseconds; seconds are what was meant. */
  private static void hasty(
      String key, String value, Settings settings, List<AuditFinding> findings) {
    long least =
        key.equals("spark.executor.heartbeatInterval")
            ? 1_000
            : key.equals("spark.executor.metrics.pollingInterval") ? 100 : 0;
    long number = SparkAmount.bare(value) ? Long.parseLong(value) : 0;
    if (number > 0 && number < least) {
      findings.add(
          AuditFinding.of(
                  AuditCheck.TIME_WITHOUT_UNIT, settings.pair(key) + " means " + value + " ms.")
              .fix("Write the unit.", key + "=" + (number <= RARE_SECONDS ? value : "10") + "s"));
    }
  }

  /** Their runtime takes a word that Spark does not know. */
  private static boolean onDatabricks(String key, String value, Settings settings) {
    return key.equals("spark.sql.shuffle.partitions")
        && value.equals("auto")
        && settings.names().stream().anyMatch(each -> each.startsWith("spark.databricks."));
  }

  /** Whether it is a bare number that is far too small for the unit that Spark takes it in. */
  static boolean withoutUnit(String key, Settings settings) {
    String value = settings.text(key);
    if (value == null || !SparkAmount.bare(value) || key.startsWith("spark.kryoserializer.")) {
      return false;
    }
    long most =
        KINDS.get(key) == Kind.MEMORY
            ? SMALL_MIB
            : key.equals("spark.memory.offHeap.size") ? Sizes.MIB : 0;
    long number = Long.parseLong(value);
    return number > 0 && number < most;
  }

  /** What was meant: GiB up to 99, MiB up to 99,999; beyond that nobody knows. */
  private static String[] withUnit(String key, String value) {
    return value.length() > MEANT_MIB_DIGITS
        ? new String[0]
        : new String[] {key + "=" + value + (value.length() > MEANT_GIB_DIGITS ? "m" : "g")};
  }

  /** Slips of writing are set right; what else was meant nobody knows. */
  private static String[] corrected(String key, Kind kind, String value) {
    String bare = value.replaceFirst("\\s+#.*$", "").replaceFirst("^([\"'])(.*)\\1$", "$2").trim();
    boolean size = kind == Kind.MEMORY || kind == Kind.BYTES;
    if (!size && kind.reads(bare)) {
      return new String[] {key + "=" + bare};
    }
    if (kind == Kind.SWITCH && bare.matches("(?i)yes|on|1|no|off|0")) {
      return new String[] {key + "=" + bare.matches("(?i)yes|on|1")};
    }
    if (kind == Kind.NUMBER && bare.matches("[0-9]{1,2} ?%")) {
      return new String[] {key + "=" + Double.parseDouble(bare.replaceFirst(" ?%$", "")) / 100};
    }
    if (kind == Kind.TIME && kind.reads(bare.replaceAll("\\s", ""))) {
      return new String[] {key + "=" + bare.replaceAll("\\s", "")};
    }
    if (size) {
      String tight =
          bare.toLowerCase(Locale.ROOT).replaceAll("\\s", "").replaceFirst("(?:ib|i)$", "");
      if (SparkAmount.bytes(tight, 1).isPresent()) {
        return new String[] {key + "=" + tight};
      }
      if (tight.matches("[0-9]{1,6}\\.[0-9]{1,3}gb?")) {
        double gib = Double.parseDouble(tight.replaceFirst("gb?$", ""));
        return new String[] {key + "=" + Math.round(gib * 1_024) + "m"};
      }
    }
    return new String[0];
  }

  private static void heap(Settings settings, List<AuditFinding> findings) {
    for (String key : HEAPS) {
      if (heapRefused(key, settings)) {
        String value = settings.text(key, "");
        boolean gib = withoutUnit(key, settings) && value.length() <= MEANT_GIB_DIGITS;
        String means = SparkAmount.bare(value) ? " means " + value + " MiB," : " is";
        findings.add(
            refused(settings.pair(key) + means + " less than the 450 MiB that Spark needs.")
                .fix("Give it more, with its unit.", key + "=" + (gib ? value : "1") + "g"));
      }
    }
  }

  private static boolean heapRefused(String key, Settings settings) {
    OptionalLong bytes = settings.bytes(key, Sizes.MIB);
    return HEAPS.contains(key)
        && bytes.isPresent()
        && bytes.getAsLong() < LEAST_HEAP_BYTES
        && !settings.running();
  }

  static AuditFinding refused(String found) {
    return AuditFinding.of(AuditCheck.VALUE_REFUSED, found);
  }

  private static void fraction(String key, Settings settings, List<AuditFinding> findings) {
    OptionalDouble fraction = settings.number(key);
    if (fraction.isPresent() && !(fraction.getAsDouble() >= 0 && fraction.getAsDouble() <= 1)) {
      String usual = key.equals("spark.memory.fraction") ? "=0.6" : "=0.5";
      findings.add(
          refused(settings.pair(key) + " is not between 0 and 1.")
              .fix("Leave it at its default.", key + usual));
    }
  }

  private static void pairs(Settings settings, List<AuditFinding> findings) {
    String heartbeat = "spark.executor.heartbeatInterval";
    long timeout = settings.millis("spark.network.timeout", 1_000).orElse(120_000);
    long interval = settings.millis(heartbeat, 1).orElse(10_000);
    if (interval >= timeout) {
      findings.add(
          refused(
                  heartbeat
                      + "="
                      + settings.text(heartbeat, "10s")
                      + " is not below spark.network.timeout="
                      + settings.text("spark.network.timeout", "120s")
                      + ".")
              .fix(
                  "Leave both at their defaults.",
                  heartbeat + "=10s",
                  "spark.network.timeout=120s"));
    }
    // One that cannot be read has a finding of its own.
    String offHeap = settings.text("spark.memory.offHeap.size", "0");
    if (settings.on("spark.memory.offHeap.enabled", false)
        && SparkAmount.bytes(offHeap, 1).orElse(1) <= 0) {
      findings.add(
          refused("spark.memory.offHeap.enabled=true without a spark.memory.offHeap.size above 0.")
              .fix("Give it a size, or switch it off.", "spark.memory.offHeap.enabled=false"));
    }
    if (settings.bytes("spark.kryoserializer.buffer.max", Sizes.MIB).orElse(0) >= MAX_KRYO_BYTES) {
      findings.add(
          refused(settings.pair("spark.kryoserializer.buffer.max") + " is not below 2048m.")
              .fix("Stay below.", "spark.kryoserializer.buffer.max=2047m"));
    }
  }
}
