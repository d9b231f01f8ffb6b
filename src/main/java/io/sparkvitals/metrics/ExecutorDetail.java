package io.sparkvitals.metrics;

/** How much is shown of each executor; the words of {@code spark.vitals.metrics.executorDetail}. */
enum ExecutorDetail {
  /** As much as the number of executors allows. */
  AUTO,
  FULL,
  BASIC,
  OFF
}
