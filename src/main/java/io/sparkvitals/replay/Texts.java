package io.sparkvitals.replay;

import io.sparkvitals.model.FailureText;
import io.sparkvitals.model.ShownText;
import org.jspecify.annotations.Nullable;

/** How long the texts are that are kept of an event. */
final class Texts {
  private Texts() {}

  /** The text, cut as the live door cuts it; null stays null. */
  static @Nullable String cut(@Nullable String text) {
    return text == null ? null : ShownText.raw(text);
  }

  /** What failed, cut as the live door cuts it. */
  static String cutFailure(String text) {
    return FailureText.raw(text);
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
