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

  /** A whole number as text; the other value where it is none. */
  static long number(@Nullable String text, long otherwise) {
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
