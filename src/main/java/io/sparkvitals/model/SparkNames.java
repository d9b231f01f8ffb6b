package io.sparkvitals.model;

import org.jspecify.annotations.Nullable;

/** How Spark names jobs and stages: after a line of code, or after a thread of its own. */
public final class SparkNames {
  private static final int MAX_DIGITS = 18;

  private SparkNames() {}

  /**
   * Whether a name is of a thread of Spark's own that submits jobs and stages of queries, as most
   * are from Spark 4 on, and says nothing of the application's code.
   */
  public static boolean ofSparksThread(@Nullable String name) {
    return name != null && name.startsWith("$anonfun$withThreadLocalCaptured");
  }

  /** The name for people: empty where the description alone tells where the work comes from. */
  static String shown(@Nullable String name, @Nullable String description) {
    boolean described = description != null && !description.isEmpty();
    return name == null || (described && ofSparksThread(name)) ? "" : name;
  }

  /** A local property {@code spark.sql.execution.id}, or -1 for none and for no number. */
  static long sqlExecutionId(@Nullable String id) {
    if (id == null || id.isEmpty() || id.length() > MAX_DIGITS) {
      return -1;
    }
    return id.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(id) : -1;
  }
}
