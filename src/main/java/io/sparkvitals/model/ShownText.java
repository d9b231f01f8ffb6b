package io.sparkvitals.model;

/**
 * How much of a name or a description is kept. A door hands on more than is shown, so that the
 * redaction behind it sees whole what would be shown in half.
 */
public final class ShownText {
  private static final int MAX_RAW = 2_000;
  private static final int MAX_SHOWN = 500;

  private ShownText() {}

  /** As much as a door hands on; what is left out ends it with an ellipsis. */
  public static String raw(String text) {
    return cut(text, MAX_RAW);
  }

  /** As much as is shown. */
  public static String shown(String text) {
    return cut(text, MAX_SHOWN);
  }

  /** As much of a failure as is shown, its root cause among it. */
  public static String failure(String text) {
    return FailureText.cut(text, MAX_SHOWN);
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max) + "…";
  }
}
