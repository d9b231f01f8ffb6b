package io.sparkvitals.replay;

import org.jspecify.annotations.Nullable;

/** How long the texts are that are kept of an event. */
final class Texts {
  private static final int MAX_LENGTH = 500;

  private Texts() {}

  /** The text, cut as the live door cuts it; null stays null. */
  static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
