package io.sparkvitals.tracker;

import io.sparkvitals.model.SparkNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the newest SQL executions are described as: for jobs and stages that Spark submits on a
 * thread of its own, so that their names do not say where in the code of the application they come
 * from. Not thread-safe.
 */
final class SqlDescriptions {
  /** Executions that are remembered; work of others stays without. */
  static final int MAX_EXECUTIONS = 500;

  private static final int MAX_LENGTH = 300;

  private final Map<Long, String> descriptions = NewestMap.byEntry(MAX_EXECUTIONS);

  void started(long executionId, @Nullable String description) {
    if (description != null && !description.isEmpty()) {
      int length = Math.min(MAX_LENGTH, description.length());
      descriptions.put(executionId, description.substring(0, length));
    }
  }

  /** A job's or stage's own description, or that of its execution where its name tells nothing. */
  @Nullable String of(long executionId, @Nullable String name, @Nullable String own) {
    boolean lacking = (own == null || own.isEmpty()) && SparkNames.ofSparksThread(name);
    return lacking ? descriptions.get(executionId) : own;
  }
}
