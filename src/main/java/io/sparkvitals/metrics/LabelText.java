package io.sparkvitals.metrics;

/** Makes a harmless label value of any text. */
final class LabelText {
  /** Most characters (code points) of a label value. */
  static final int MAX_LENGTH = 120;

  private static final int REPLACEMENT = 0xFFFD;

  private LabelText() {}

  /** Cut to {@link #MAX_LENGTH}; control characters and half characters are replaced. */
  static String clean(String text) {
    return harmless(text) ? text : rewrite(text);
  }

  private static boolean harmless(String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c > '~' && (Character.isSurrogate(c) || invisible(c)))) {
        return false;
      }
    }
    return true;
  }

  private static String rewrite(String text) {
    StringBuilder clean = new StringBuilder();
    int length = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (++length > MAX_LENGTH) {
        clean.setLength(clean.offsetByCodePoints(clean.length(), -1));
        return clean.append('…').toString();
      }
      int point = text.codePointAt(i);
      clean.appendCodePoint(invisible(point) ? REPLACEMENT : point);
    }
    return clean.toString();
  }

  private static boolean invisible(int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SURROGATE:
        return true;
      default:
        return false;
    }
  }
}
