package io.sparkvitals.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Spark says of an executor when it registers. Immutable. */
public final class ExecutorFacts {
  /** The id under which the driver reports, and under which tasks run in local mode. */
  public static final String DRIVER = "driver";

  public static final int MAX_ATTRIBUTES = 16;

  private static final int MAX_TEXT = 100;

  private final String id;
  private final String host;
  private final int cores;
  private final int resourceProfileId;
  private final long addedMillis;
  private final Map<String, String> attributes;

  private ExecutorFacts(
      String id,
      String host,
      int cores,
      int resourceProfileId,
      long addedMillis,
      Map<String, String> attributes) {
    this.id = id;
    this.host = host;
    this.cores = cores;
    this.resourceProfileId = resourceProfileId;
    this.addedMillis = addedMillis;
    this.attributes = attributes;
  }

  /** {@code cores} is -1 and {@code addedMillis} 0 where no registration was seen. */
  public static ExecutorFacts of(
      String id, String host, int cores, int resourceProfileId, long addedMillis) {
    return new ExecutorFacts(
        id, host, cores, resourceProfileId, addedMillis, Collections.emptyMap());
  }

  /**
   * The same with what its cluster manager tells of it, as {@code SparkListenerExecutorAdded} has
   * it; of at most {@link #MAX_ATTRIBUTES} attributes, those whose texts are short.
   */
  public ExecutorFacts attributes(Map<String, String> all) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : all.entrySet()) {
      boolean brief = Math.max(each.getKey().length(), each.getValue().length()) <= MAX_TEXT;
      if (brief && kept.size() < MAX_ATTRIBUTES) {
        kept.put(each.getKey(), each.getValue());
      }
    }
    return new ExecutorFacts(
        id, host, cores, resourceProfileId, addedMillis, Collections.unmodifiableMap(kept));
  }

  public String id() {
    return id;
  }

  public boolean driver() {
    return id.equals(DRIVER);
  }

  public String host() {
    return host;
  }

  /** Task slots in cores, or -1 where no registration was seen. */
  public int cores() {
    return cores;
  }

  /**
   * Facts of its container or node by upper-case names: Spark 3.0 and later takes them from
   * environment variables {@code SPARK_EXECUTOR_ATTRIBUTE_…} of the executor; YARN adds its own.
   */
  public Map<String, String> attributes() {
    return attributes;
  }

  public int resourceProfileId() {
    return resourceProfileId;
  }

  /** Unix time in milliseconds, or 0 where unknown. */
  public long addedMillis() {
    return addedMillis;
  }
}
