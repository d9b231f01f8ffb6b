package io.sparkvitals.model;

import org.jspecify.annotations.Nullable;

/**
 * Spark's words about a failure: a few sentences, and then often a stack trace of many screens, of
 * which the last exception says what happened.
 */
public final class FailureText {
  private static final String CAUSED_BY = "Caused by: ";
  private static final String TRACEBACK = "Traceback (most recent call last)";
  private static final int MAX_CAUSE = 200;
  private static final int MAX_RAW = 2_000;
  private static final int MAX_RAW_CAUSE = 1_000;

  private FailureText() {}

  /**
   * A text of at most about so many characters; what is left out stands for an ellipsis, and its
   * root cause behind it.
   */
  public static String cut(String text, int max) {
    return cut(text, max, MAX_CAUSE);
  }

  /**
   * As much of a text as a door hands on, some times more than is shown in the end: it is cut once
   * more behind the redaction, so that no secret is shown in half for having been cut before.
   */
  public static String raw(String text) {
    return cut(text, MAX_RAW, MAX_RAW_CAUSE);
  }

  private static String cut(String text, int max, int maxCause) {
    if (text.length() <= max) {
      return text;
    }
    String cause = rootCause(text, maxCause);
    String head = text.substring(0, max);
    return cause == null || head.contains(cause)
        ? head + "…"
        : text.substring(0, Math.max(0, max - maxCause)) + "…\n" + CAUSED_BY + cause;
  }

  /**
   * The last exception of a stack trace, its class and message on one line: behind the last "Caused
   * by", or at the end of Python's last traceback; null where there is neither.
   */
  public static @Nullable String rootCause(String text) {
    return rootCause(text, MAX_CAUSE);
  }

  private static @Nullable String rootCause(String text, int max) {
    int traceback = text.lastIndexOf(TRACEBACK);
    int causedBy = text.lastIndexOf(CAUSED_BY);
    String cause = null;
    if (causedBy >= 0) {
      cause = lineAt(text, causedBy + CAUSED_BY.length(), max);
    }
    // A traceback that stands in the message of the last exception says more than its class.
    if (traceback >= 0 && (causedBy < 0 || traceback > causedBy)) {
      cause = endOfTraceback(text, traceback, max);
    }
    return cause == null || cause.isEmpty() ? null : cause;
  }

  private static @Nullable String endOfTraceback(String text, int traceback, int max) {
    int line = text.indexOf('\n', traceback) + 1;
    while (line > 0 && line < text.length()) {
      boolean frame = Character.isWhitespace(text.charAt(line));
      if (!frame) {
        return lineAt(text, line, max);
      }
      line = text.indexOf('\n', line) + 1;
    }
    return null;
  }

  private static String lineAt(String text, int from, int max) {
    int end = text.indexOf('\n', from);
    String line = text.substring(from, end < 0 ? text.length() : end).trim();
    return line.length() <= max ? line : line.substring(0, max) + "…";
  }
}
