package io.sparkvitals.replay;

import io.sparkvitals.model.FailureText;
import org.jspecify.annotations.Nullable;

/** How long the texts are that are kept of an event. */
final class Texts {
  private Texts() {}

  /** The text, cut as the live door cuts it; null stays null. */
  static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= Limits.WORDS
        ? text
        : text.substring(0, Limits.WORDS) + "…";
  }

  /** What failed, cut as the live door cuts it. */
  static String cutFailure(String text) {
    return FailureText.cut(text, Limits.WORDS);
  }

  /** Why an executor is gone, of which its class is told by the words. */
  static String cutReason(String text) {
    return FailureText.cut(text, Limits.SHORT_TEXT);
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
