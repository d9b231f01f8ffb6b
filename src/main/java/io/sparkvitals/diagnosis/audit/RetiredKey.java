package io.sparkvitals.diagnosis.audit;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings that Spark does not have any more, or never had, one line each. Immutable. */
final class RetiredKey {
  private static final String AKKA = "spark.akka.";
  private static final Map<String, RetiredKey> BY_KEY = Collections.unmodifiableMap(byKey());

  private final String key;
  private final String history;
  private final boolean stillRead;
  private final String instead;
  private final List<String> settings;

  private RetiredKey(
      String key, String history, boolean stillRead, String instead, String... settings) {
    this.key = key;
    this.history = history;
    this.stillRead = stillRead;
    this.instead = instead;
    this.settings = Collections.unmodifiableList(Arrays.asList(settings));
  }

  private static RetiredKey never(String key, String instead, String... settings) {
    return new RetiredKey(key, "Spark never had it", false, instead, settings);
  }

  private static RetiredKey gone(String key, String since, String instead) {
    return new RetiredKey(key, "gone since Spark " + since, false, instead);
  }

  private static RetiredKey renamed(String key, String instead) {
    return new RetiredKey(key, "an old name", true, instead);
  }

  private static Map<String, RetiredKey> byKey() {
    Map<String, RetiredKey> all = new HashMap<>();
    for (RetiredKey[] part : new RetiredKey[][] {neverThere(), removed(), oldNames()}) {
      for (RetiredKey each : part) {
        all.put(each.key, each);
      }
    }
    return all;
  }

  private static RetiredKey[] neverThere() {
    return new RetiredKey[] {
      never(
          "spark.shuffle.encryption.enabled",
          "spark.network.crypto.enabled for the network and spark.io.encryption.enabled for disks",
          "spark.authenticate=true",
          "spark.network.crypto.enabled=true",
          "spark.io.encryption.enabled=true"),
      never("spark.executor.memoryFraction", "spark.memory.fraction"),
      never("spark.executor.memory.samplingPeriodMs", "spark.executor.metrics.pollingInterval"),
      never("spark.sql.autoBroadcastThreshold", "spark.sql.autoBroadcastJoinThreshold"),
      never("spark.sql.broadcastThreshold", "spark.sql.autoBroadcastJoinThreshold"),
      never("spark.shuffle.partitions", "spark.sql.shuffle.partitions"),
      never("spark.adaptive.enabled", "spark.sql.adaptive.enabled"),
      never("spark.sql.adaptive.skewedJoin.enabled", "spark.sql.adaptive.skewJoin.enabled"),
      never("spark.executor.overhead", "spark.executor.memoryOverhead"),
      never("spark.executor.overhead.memory", "spark.executor.memoryOverhead"),
      never("spark.executor.number", "spark.executor.instances"),
      never("spark.executor.count", "spark.executor.instances"),
      never("spark.num.executors", "spark.executor.instances"),
      never("spark.executor.pyspark.memoryOverhead", "spark.executor.memoryOverhead"),
      never("spark.dynamicAllocation.min", "spark.dynamicAllocation.minExecutors"),
      never("spark.dynamicAllocation.max", "spark.dynamicAllocation.maxExecutors"),
      never("spark.offHeap.enabled", "spark.memory.offHeap.enabled"),
    };
  }

  private static RetiredKey[] removed() {
    return new RetiredKey[] {
      gone("spark.storage.memoryFraction", "3.0", "spark.memory.storageFraction"),
      gone("spark.shuffle.memoryFraction", "3.0", "spark.memory.fraction"),
      gone("spark.storage.unrollFraction", "3.0", "spark.memory.storageFraction"),
      gone("spark.memory.useLegacyMode", "3.0", ""),
      gone("spark.shuffle.consolidateFiles", "1.6", ""),
      gone("spark.shuffle.spill", "1.6", ""),
      gone("spark.cleaner.ttl", "2.0", ""),
      gone("spark.storage.blockManagerSlaveTimeoutMs", "3.0", "spark.network.timeout"),
      gone("spark.executor.plugins", "3.0", "spark.plugins"),
      gone("spark.akka.frameSize", "2.0", "spark.rpc.message.maxSize"),
      gone("spark.akka.timeout", "2.0", "spark.network.timeout"),
      gone("spark.akka.threads", "2.0", "spark.rpc.io.threads"),
    };
  }

  private static RetiredKey[] oldNames() {
    return new RetiredKey[] {
      renamed("spark.yarn.executor.memoryOverhead", "spark.executor.memoryOverhead"),
      renamed("spark.yarn.driver.memoryOverhead", "spark.driver.memoryOverhead"),
      renamed("spark.kryoserializer.buffer.mb", "spark.kryoserializer.buffer"),
      renamed("spark.kryoserializer.buffer.max.mb", "spark.kryoserializer.buffer.max"),
      renamed("spark.reducer.maxMbInFlight", "spark.reducer.maxSizeInFlight"),
      renamed("spark.shuffle.file.buffer.kb", "spark.shuffle.file.buffer"),
      renamed("spark.files.userClassPathFirst", "spark.executor.userClassPathFirst"),
      renamed("spark.yarn.jar", "spark.yarn.jars"),
      renamed("spark.yarn.keytab", "spark.kerberos.keytab"),
      renamed("spark.yarn.principal", "spark.kerberos.principal"),
      renamed("spark.yarn.access.hadoopFileSystems", "spark.kerberos.access.hadoopFileSystems"),
      renamed("spark.maxRemoteBlockSizeFetchToMem", "spark.network.maxRemoteBlockSizeFetchToMem"),
      renamed("spark.reducer.maxReqSizeShuffleToMem", "spark.network.maxRemoteBlockSizeFetchToMem"),
    };
  }

  /** Null for one that Spark has, or that nobody knows. */
  static @Nullable RetiredKey of(String key) {
    RetiredKey known = BY_KEY.get(key);
    return known == null && key.startsWith(AKKA)
        ? gone(key, "2.0", "spark.rpc.* or spark.network.timeout")
        : known;
  }

  /** Those of the table, by key. */
  static Map<String, RetiredKey> all() {
    return BY_KEY;
  }

  /** Since when it is not there, for people. */
  String history() {
    return history;
  }

  /** Whether Spark still takes its value, under the new name. */
  boolean stillRead() {
    return stillRead;
  }

  /** What to set instead; empty for nothing. */
  String instead() {
    return instead;
  }

  /** Settings that do what was meant, where they are the same whatever the value. */
  List<String> settings() {
    return settings;
  }
}
