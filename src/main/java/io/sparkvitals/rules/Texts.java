package io.sparkvitals.rules;

import org.jspecify.annotations.Nullable;

/** Foreign text made fit for one line of a message. */
public final class Texts {
  private Texts() {}

  /**
   * The text on one line: each run of white space and control characters becomes one blank, and
   * what is longer than {@code max} characters ends in "…". Null becomes empty.
   */
  public static String line(@Nullable String text, int max) {
    if (text == null) {
      return "";
    }
    StringBuilder line = new StringBuilder(Math.min(text.length(), max));
    boolean blank = false;
    for (int i = 0; i < text.length() && line.length() <= max; ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (harmless(point)) {
        if (blank && line.length() > 0) {
          line.append(' ');
        }
        blank = false;
        line.appendCodePoint(point);
      } else {
        blank = true;
      }
    }
    return cut(line.toString(), max);
  }

  /**
   * The text with "?" for each character that steers a terminal or hides what stands around it:
   * controls other than the tab, ends of lines and marks of direction.
   */
  public static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      int type = Character.getType(point);
      boolean end = type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
      boolean plain = point == '\t' || point == ' ' || (!end && Character.isSpaceChar(point));
      visible.appendCodePoint(plain || harmless(point) ? point : '?');
    }
    return visible.toString();
  }

  private static boolean harmless(int point) {
    int type = Character.getType(point);
    return !Character.isWhitespace(point)
        && !Character.isSpaceChar(point)
        && type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE;
  }

  /** The text, or its beginning and "…" where it is longer than {@code max} characters. */
  public static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Math.max(0, max - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
