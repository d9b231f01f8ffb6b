package io.sparkvitals.report.text;

import io.sparkvitals.rules.Severity;
import io.sparkvitals.rules.Texts;
import org.jspecify.annotations.Nullable;

/** How a text report looks. Immutable. */
public final class TextStyle {
  /** 100 columns, no colours, any character. */
  public static final TextStyle PLAIN = new TextStyle(100, false, false);

  private static final int MIN_WIDTH = 60;
  private static final int MAX_WIDTH = 240;
  private static final int MAX_TEXT = 4_000;

  private final int width;
  private final boolean colours;
  private final boolean ascii;

  private TextStyle(int width, boolean colours, boolean ascii) {
    this.width = width;
    this.colours = colours;
    this.ascii = ascii;
  }

  /** The same for so many columns, brought into the range from 60 to 240. */
  public TextStyle width(int columns) {
    return new TextStyle(Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, columns)), colours, ascii);
  }

  /** The same with or without the escape sequences that colour severities and headings. */
  public TextStyle colours(boolean wanted) {
    return new TextStyle(width, wanted, ascii);
  }

  /** The same for a terminal that shows nothing but ASCII, or for one that shows all. */
  public TextStyle ascii(boolean only) {
    return new TextStyle(width, colours, only);
  }

  int width() {
    return width;
  }

  /** What stands where a text is cut. */
  String mark() {
    return ascii ? "..." : "…";
  }

  /** Foreign text on one line, with no character that a terminal would obey. */
  String clean(@Nullable String foreign) {
    String line = Texts.line(foreign, MAX_TEXT);
    return ascii ? toAscii(line) : line;
  }

  private static String toAscii(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point < 0x7F) {
                plain.appendCodePoint(point);
              } else if (point == '…') {
                plain.append("...");
              } else {
                plain.append('?');
              }
            });
    return plain.toString();
  }

  String heading(String text) {
    return painted(text, "1");
  }

  /** Text in the colour of a severity. */
  String painted(String text, Severity severity) {
    switch (severity) {
      case CRITICAL:
        return painted(text, "1;31");
      case WARNING:
        return painted(text, "33");
      default:
        return painted(text, "36");
    }
  }

  private String painted(String text, String code) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
