package io.sparkvitals.delivery;

/** Text in Slack's markup that stays within a limit. Not thread-safe. */
final class SlackText {
  private final int max;
  private final StringBuilder text = new StringBuilder();
  private boolean full;

  /** {@code max} counts characters after escaping. */
  SlackText(int max) {
    this.max = max;
  }

  /** A value without markup, escaped and cut. */
  static String escaped(String value, int max) {
    return new SlackText(max).value(value).toString();
  }

  /** Markup of our own; left out as a whole where it does not fit. */
  SlackText markup(String markup) {
    if (!full && text.length() + markup.length() <= max) {
      text.append(markup);
    } else {
      full = true;
    }
    return this;
  }

  /**
   * Foreign text: {@code &}, {@code <} and {@code >} are escaped, what does not fit ends in "…".
   */
  SlackText value(String value) {
    for (int i = 0; i < value.length() && !full; ) {
      int point = value.codePointAt(i);
      i += Character.charCount(point);
      String piece = escape(point);
      int rest = i < value.length() ? 1 : 0;
      if (text.length() + piece.length() + rest > max) {
        text.append(text.length() < max ? "…" : "");
        full = true;
      } else {
        text.append(piece);
      }
    }
    return this;
  }

  /** Foreign lines in a block of code; whole lines are left out where they do not fit. */
  SlackText code(String lines) {
    int room = max - text.length() - 8;
    if (room > 0 && !full) {
      String body = escaped(lines.replace('`', '\''), room);
      text.append("```\n").append(body).append("\n```");
    }
    return this;
  }

  boolean isEmpty() {
    return text.length() == 0;
  }

  private static String escape(int point) {
    switch (point) {
      case '&':
        return "&amp;";
      case '<':
        return "&lt;";
      case '>':
        return "&gt;";
      default:
        return new String(Character.toChars(point));
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
