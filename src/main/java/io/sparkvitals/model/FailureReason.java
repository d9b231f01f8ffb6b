package io.sparkvitals.model;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a task failed, as Spark's {@code TaskEndReason} tells it. */
public enum FailureReason {
  /** The task's code threw; the exception's class is kept beside it. */
  EXCEPTION("unknown exception"),
  /** The task's code threw an {@code OutOfMemoryError}. */
  OOM("OutOfMemoryError"),
  FETCH_FAILED("FetchFailed"),
  EXECUTOR_LOST("executor lost"),
  /** The executor went away for a reason outside the application, such as preemption. */
  EXECUTOR_LOST_NOT_APP("executor lost"),
  RESULT_LOST("result lost from block manager"),
  UNKNOWN("unknown reason");

  private static final int MAX_TEXT = 200;
  private static final int MAX_RAW = 2_000;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final String words;

  FailureReason(String words) {
    this.words = words;
  }

  /** The reason of a task whose code threw an exception of this class. */
  public static FailureReason thrown(@Nullable String className) {
    return className != null && className.endsWith("OutOfMemoryError") ? OOM : EXCEPTION;
  }

  /** The reason of a task whose executor went away, by the application's fault or not. */
  public static FailureReason executorLost(boolean causedByApp) {
    return causedByApp ? EXECUTOR_LOST : EXECUTOR_LOST_NOT_APP;
  }

  /** Whether the task's executor went away. */
  public boolean executorLost() {
    return this == EXECUTOR_LOST || this == EXECUTOR_LOST_NOT_APP;
  }

  /** The value of the metric label {@code reason}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What is said of one failure: Spark's own text on one line, of which more is kept than is shown,
   * or a few words for the reason where Spark gave none.
   */
  String text(@Nullable String given) {
    if (given == null) {
      return words;
    }
    String line = BLANKS.matcher(cut(given.trim(), MAX_RAW)).replaceAll(" ");
    return line.isEmpty() ? words : line;
  }

  /** As much of a text as is shown, ending in "…" after 200 characters. */
  static String shown(String text) {
    return cut(text, MAX_TEXT);
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max) + "…";
  }
}
