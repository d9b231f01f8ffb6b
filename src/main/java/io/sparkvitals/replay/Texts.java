package io.sparkvitals.replay;

import io.sparkvitals.model.FailureText;
import org.jspecify.annotations.Nullable;

/** How long the texts are that are kept of an event. */
final class Texts {
  private static final int MAX_LENGTH = 500;

  private Texts() {}

  /** The text, cut as the live door cuts it; null stays null. */
  static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }

  /** What failed, cut as the live door cuts it. */
  static String cutFailure(String text) {
    return FailureText.cut(text, MAX_LENGTH);
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
