package io.sparkvitals.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The properties that a door lets in. Others may hold secrets, or rows of data, and stay outside.
 */
public final class EnvironmentKeys {
  /** Java version of the driver, from the JVM section. */
  public static final String JAVA_VERSION = "java.version";

  /** Scala version of the driver, from the JVM section. */
  public static final String SCALA_VERSION = "scala.version";

  /**
   * Up to which estimated size Spark broadcasts a side of a join by itself; a session may set it.
   */
  public static final String BROADCAST_THRESHOLD = "spark.sql.autoBroadcastJoinThreshold";

  private static final Set<String> KEYS =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              Arrays.asList(
                  JAVA_VERSION,
                  SCALA_VERSION,
                  "spark.acls.enable",
                  "spark.authenticate",
                  "spark.authenticate.enableSaslEncryption",
                  "spark.decommission.enabled",
                  "spark.default.parallelism",
                  "spark.driver.cores",
                  "spark.driver.defaultJavaOptions",
                  "spark.driver.extraJavaOptions",
                  "spark.driver.maxResultSize",
                  "spark.driver.memory",
                  "spark.driver.memoryOverhead",
                  "spark.driver.memoryOverheadFactor",
                  "spark.dynamicAllocation.cachedExecutorIdleTimeout",
                  "spark.dynamicAllocation.enabled",
                  "spark.dynamicAllocation.executorAllocationRatio",
                  "spark.dynamicAllocation.executorIdleTimeout",
                  "spark.dynamicAllocation.initialExecutors",
                  "spark.dynamicAllocation.maxExecutors",
                  "spark.dynamicAllocation.minExecutors",
                  "spark.dynamicAllocation.schedulerBacklogTimeout",
                  "spark.dynamicAllocation.shuffleTracking.enabled",
                  "spark.eventLog.enabled",
                  "spark.eventLog.logBlockUpdates.enabled",
                  "spark.eventLog.logStageExecutorMetrics",
                  "spark.executor.cores",
                  "spark.executor.defaultJavaOptions",
                  "spark.executor.extraJavaOptions",
                  "spark.executor.heartbeatInterval",
                  "spark.executor.instances",
                  "spark.executor.memory",
                  "spark.executor.memoryOverhead",
                  "spark.executor.memoryOverheadFactor",
                  "spark.executor.metrics.pollingInterval",
                  "spark.executor.minMemoryOverhead",
                  "spark.executor.processTreeMetrics.enabled",
                  "spark.executor.pyspark.memory",
                  "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version",
                  "spark.io.encryption.enabled",
                  "spark.kryoserializer.buffer",
                  "spark.kryoserializer.buffer.max",
                  "spark.kubernetes.executor.limit.cores",
                  "spark.kubernetes.memoryOverheadFactor",
                  "spark.kubernetes.resource.type",
                  "spark.master",
                  "spark.memory.fraction",
                  "spark.memory.offHeap.enabled",
                  "spark.memory.offHeap.size",
                  "spark.memory.storageFraction",
                  "spark.network.crypto.enabled",
                  "spark.network.timeout",
                  "spark.redaction.regex",
                  "spark.redaction.string.regex",
                  "spark.serializer",
                  "spark.shuffle.file.buffer",
                  "spark.shuffle.service.enabled",
                  "spark.speculation",
                  "spark.sql.adaptive.advisoryPartitionSizeInBytes",
                  "spark.sql.adaptive.coalescePartitions.enabled",
                  "spark.sql.adaptive.coalescePartitions.initialPartitionNum",
                  "spark.sql.adaptive.coalescePartitions.parallelismFirst",
                  "spark.sql.adaptive.enabled",
                  "spark.sql.adaptive.skewJoin.enabled",
                  "spark.sql.adaptive.skewJoin.skewedPartitionFactor",
                  "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes",
                  BROADCAST_THRESHOLD,
                  "spark.sql.files.maxPartitionBytes",
                  "spark.sql.redaction.string.regex",
                  "spark.sql.shuffle.partitions",
                  "spark.ssl.rpc.enabled",
                  "spark.storage.decommission.enabled",
                  "spark.storage.decommission.rddBlocks.enabled",
                  "spark.storage.decommission.shuffleBlocks.enabled",
                  "spark.submit.deployMode",
                  "spark.task.cpus",
                  "spark.task.maxFailures",
                  "spark.ui.enabled",
                  "spark.vitals.cost.budget",
                  "spark.vitals.cost.currency",
                  "spark.vitals.cost.perCoreHour",
                  "spark.vitals.cost.perGbHour",
                  "spark.vitals.cost.spot.attribute",
                  "spark.vitals.cost.spot.hosts",
                  "spark.vitals.cost.spot.perCoreHour",
                  "spark.vitals.cost.spot.perGbHour",
                  "spark.vitals.descriptions.enabled",
                  "spark.vitals.mute",
                  "spark.vitals.redact.regex",
                  "spark.yarn.isPython",
                  "spark.yarn.queue")));

  /**
   * Those whose values are texts of people, rather than numbers, sizes and words of Spark's; JVM
   * options are, too.
   */
  private static final Set<String> FREE =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(Arrays.asList("spark.master", "spark.yarn.queue")));

  private EnvironmentKeys() {}

  public static Set<String> all() {
    return KEYS;
  }

  /** Whether the value of a property is a text, which passes the redaction as all texts do. */
  public static boolean free(String key) {
    return FREE.contains(key) || key.endsWith("JavaOptions");
  }
}
