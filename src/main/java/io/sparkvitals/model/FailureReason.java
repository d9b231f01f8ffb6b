package io.sparkvitals.model;

import java.util.Locale;

/** Why a task failed, as Spark's {@code TaskEndReason} tells it. */
public enum FailureReason {
  /** The task's code threw; the exception's class is kept beside it. */
  EXCEPTION,
  /** The task's code threw an {@code OutOfMemoryError}. */
  OOM,
  FETCH_FAILED,
  EXECUTOR_LOST,
  /** The executor went away for a reason outside the application, such as preemption. */
  EXECUTOR_LOST_NOT_APP,
  RESULT_LOST,
  UNKNOWN;

  /** The value of the metric label {@code reason}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
