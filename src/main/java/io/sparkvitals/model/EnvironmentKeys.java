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

  private static final Set<String> KEYS =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              Arrays.asList(
                  JAVA_VERSION,
                  SCALA_VERSION,
                  "spark.master",
                  "spark.submit.deployMode",
                  "spark.yarn.queue",
                  "spark.driver.memory",
                  "spark.driver.memoryOverhead",
                  "spark.driver.memoryOverheadFactor",
                  "spark.driver.maxResultSize",
                  "spark.driver.cores",
                  "spark.driver.extraJavaOptions",
                  "spark.default.parallelism",
                  "spark.dynamicAllocation.enabled",
                  "spark.dynamicAllocation.shuffleTracking.enabled",
                  "spark.executor.cores",
                  "spark.executor.extraJavaOptions",
                  "spark.executor.heartbeatInterval",
                  "spark.executor.instances",
                  "spark.executor.memory",
                  "spark.executor.memoryOverhead",
                  "spark.executor.memoryOverheadFactor",
                  "spark.executor.minMemoryOverhead",
                  "spark.executor.metrics.pollingInterval",
                  "spark.executor.processTreeMetrics.enabled",
                  "spark.executor.pyspark.memory",
                  "spark.kubernetes.memoryOverheadFactor",
                  "spark.memory.fraction",
                  "spark.memory.offHeap.enabled",
                  "spark.memory.offHeap.size",
                  "spark.memory.storageFraction",
                  "spark.redaction.regex",
                  "spark.serializer",
                  "spark.shuffle.service.enabled",
                  "spark.speculation",
                  "spark.sql.adaptive.enabled",
                  "spark.sql.adaptive.advisoryPartitionSizeInBytes",
                  "spark.sql.adaptive.coalescePartitions.enabled",
                  "spark.sql.adaptive.skewJoin.enabled",
                  "spark.sql.adaptive.skewJoin.skewedPartitionFactor",
                  "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes",
                  "spark.sql.autoBroadcastJoinThreshold",
                  "spark.sql.files.maxPartitionBytes",
                  "spark.sql.shuffle.partitions",
                  "spark.task.cpus",
                  "spark.task.maxFailures",
                  "spark.vitals.cost.budget",
                  "spark.vitals.cost.perCoreHour",
                  "spark.vitals.cost.perGbHour",
                  "spark.vitals.mute")));

  private EnvironmentKeys() {}

  public static Set<String> all() {
    return KEYS;
  }
}
