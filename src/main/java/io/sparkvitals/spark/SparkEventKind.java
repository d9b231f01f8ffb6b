package io.sparkvitals.spark;

import java.util.Locale;

/** The callbacks of Spark's listener that the agent takes. */
public enum SparkEventKind {
  APPLICATION_START,
  APPLICATION_END,
  ENVIRONMENT_UPDATE,
  RESOURCE_PROFILE_ADDED,
  JOB_START,
  JOB_END,
  STAGE_SUBMITTED,
  STAGE_COMPLETED,
  STAGE_EXECUTOR_METRICS,
  TASK_START,
  TASK_END,
  SPECULATIVE_TASK_SUBMITTED,
  EXECUTOR_ADDED,
  EXECUTOR_REMOVED,
  EXECUTOR_EXCLUDED,
  EXECUTOR_UNEXCLUDED,
  NODE_EXCLUDED,
  NODE_UNEXCLUDED,
  EXECUTOR_METRICS_UPDATE,
  BLOCK_MANAGER_ADDED,
  BLOCK_UPDATED,
  UNPERSIST_RDD,
  OTHER;

  static final int COUNT = values().length;

  /** The value of the metric label {@code event}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The place of this kind in an array of {@link #COUNT}. */
  @SuppressWarnings("EnumOrdinal")
  int index() {
    return ordinal();
  }
}
