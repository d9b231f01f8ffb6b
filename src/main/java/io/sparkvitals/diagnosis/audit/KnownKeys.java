package io.sparkvitals.diagnosis.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings of Spark from 3.3 to 4.2, with those that it has in its code only. Immutable. */
final class KnownKeys {
  private static final String RESOURCE = "spark-keys.txt";

  /** A mistake of so many letters is a slip; what differs more is another word. */
  private static final int MAX_DISTANCE = 2;

  /** Shorter names are alike by chance. */
  private static final int MIN_LENGTH = 14;

  private static final int MAX_LENGTH = 100;

  /** Below these anything may stand: they belong to users, to other libraries, or to us. */
  private static final List<String> FREE =
      Collections.unmodifiableList(
          Arrays.asList(
              "spark.hadoop.",
              "spark.hive.",
              "spark.ssl.",
              "spark.vitals.",
              "spark.app.",
              "spark.executorEnv.",
              "spark.yarn.appMasterEnv.",
              "spark.kubernetes.driver.",
              "spark.kubernetes.driverEnv.",
              "spark.kubernetes.executor.",
              "spark.kubernetes.node.selector.",
              "spark.metrics.conf.",
              "spark.sql.catalog.",
              "spark.driver.resource.",
              "spark.executor.resource.",
              "spark.task.resource.",
              "spark.worker.resource.",
              "spark.excludeOnFailure.",
              "spark.blacklist.",
              "spark.ui.proxy",
              "spark.org.apache.",
              "spark.databricks.",
              "spark.rapids.",
              "spark.gluten.",
              "spark.mesos.",
              "spark.emr.",
              "spark.dataproc."));

  private final Set<String> keys;

  private KnownKeys(Set<String> keys) {
    this.keys = keys;
  }

  /** Those that come with the jar. */
  static KnownKeys load() {
    Set<String> keys = new TreeSet<>();
    try (InputStream in = KnownKeys.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keys.add(line);
      }
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " cannot be read", e);
    }
    return new KnownKeys(Collections.unmodifiableSet(keys));
  }

  Set<String> all() {
    return keys;
  }

  /** The setting that an unknown one was probably meant to be. */
  Optional<String> meant(String key) {
    if (keys.contains(key)
        || key.length() < MIN_LENGTH
        || key.length() > MAX_LENGTH
        || FREE.stream().anyMatch(key::startsWith)) {
      return Optional.empty();
    }
    return Words.nearest(key, keys, MAX_DISTANCE);
  }
}
