package io.sparkvitals.report;

/** Text made fit for formats that do not take every sequence of Java characters. */
public final class SafeText {
  private static final char REPLACEMENT = '\uFFFD';

  private SafeText() {}

  /** The same with U+FFFD for each half of a surrogate pair that stands alone. */
  public static String unicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaced(text, false);
      }
    }
    return text;
  }

  /** The same with U+FFFD for each character that no XML 1.0 document may hold. */
  public static String xml(String text) {
    return replaced(text, true);
  }

  private static String replaced(String text, boolean xml) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      if (half || (xml && !inXml(point))) {
        safe.append(REPLACEMENT);
      } else {
        safe.appendCodePoint(point);
      }
    }
    return safe.toString();
  }

  /** The production Char of XML 1.0, surrogates aside. C1 controls are discouraged there. */
  private static boolean inXml(int point) {
    return point == '\t'
        || point == '\n'
        || (point >= 0x20 && point < 0x7F)
        || (point >= 0xA0 && point < 0xFFFE)
        || point >= 0x10000;
  }
}
