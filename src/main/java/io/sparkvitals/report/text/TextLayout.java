package io.sparkvitals.report.text;

import java.util.ArrayList;
import java.util.List;

/** Text in columns of a terminal, where a character can take none, one or two of them. */
final class TextLayout {
  /** First and last code points of the blocks whose characters are two columns wide. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x2E80, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1FAFF},
    {0x20000, 0x3FFFD},
  };

  private TextLayout() {}

  /** How many columns the text takes. */
  static int width(String text) {
    return text.codePoints().map(TextLayout::width).sum();
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int[] block : WIDE) {
      if (point >= block[0] && point <= block[1]) {
        return 2;
      }
    }
    return 1;
  }

  /** The text, or as much of its beginning as fits with {@code mark} behind it. */
  static String cut(String text, int columns, String mark) {
    if (width(text) <= columns) {
      return text;
    }
    return text.substring(0, fitting(text, Math.max(0, columns - width(mark)))) + mark;
  }

  /** How many chars of the text fit into so many columns. */
  private static int fitting(String text, int columns) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      used += width(point);
      if (used > columns) {
        return end;
      }
      end += Character.charCount(point);
    }
    return end;
  }

  /** The text with blanks behind it, up to so many columns. */
  static String padRight(String text, int columns) {
    return text + blanks(columns - width(text));
  }

  /** The text with blanks before it, up to so many columns. */
  static String padLeft(String text, int columns) {
    return blanks(columns - width(text)) + text;
  }

  static String blanks(int columns) {
    StringBuilder blanks = new StringBuilder();
    for (int i = 0; i < columns; i++) {
      blanks.append(' ');
    }
    return blanks.toString();
  }

  /** The text in lines, broken at blanks, and within a word that is wider than a line. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : text.trim().split(" +")) {
      String rest = word;
      if (used > 0 && used + 1 + width(rest) > columns) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      while (width(rest) > columns) {
        int end = Math.max(1, fitting(rest, columns));
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
      line.append(used > 0 ? " " : "").append(rest);
      used += (used > 0 ? 1 : 0) + width(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
