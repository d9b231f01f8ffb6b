package io.sparkvitals.replay;

import java.io.IOException;
import java.io.Reader;

/**
 * JSON of which no text, name or number is longer than {@link Limits} allow, whatever the JSON
 * behind it has: what is beyond is left out while it passes, so that a parser never holds more than
 * that. Each is one character longer than its bound, by which one sees that it was cut. JSON stays
 * JSON, and what is none stays none. Not thread-safe.
 */
final class BoundedJson extends Reader {
  private static final int BUFFER = 1 << 13;
  private static final int HEX_DIGITS = 4;

  private final Reader in;
  private final char[] buffer = new char[BUFFER];
  private int at;
  private int end;
  private boolean inText;

  /** Characters of the text here, an escape being one, or digits in a row of the number here. */
  private int length;

  /** Whether the next character says which escape it is. */
  private boolean escaped;

  /** Digits that belong to the escape before. */
  private int hexDigits;

  BoundedJson(Reader in) {
    this.in = in;
  }

  @Override
  public int read(char[] into, int offset, int count) throws IOException {
    int limit = offset + count;
    int to = offset;
    while (to == offset && count > 0) {
      if (at == end && !refill()) {
        return -1;
      }
      while (at < end && to < limit) {
        char next = buffer[at++];
        if (passes(next)) {
          into[to++] = next;
        }
      }
    }
    return to - offset;
  }

  private boolean refill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, BUFFER));
    return end > 0;
  }

  private boolean passes(char next) {
    if (inText) {
      return passesInText(next);
    }
    inText = next == '"';
    length = next >= '0' && next <= '9' ? Math.min(length, Limits.DIGITS) + 1 : 0;
    return length <= Limits.DIGITS;
  }

  private boolean passesInText(char next) {
    if (escaped) {
      escaped = false;
      hexDigits = next == 'u' ? HEX_DIGITS : 0;
    } else if (hexDigits > 0 && Character.digit(next, 16) >= 0) {
      hexDigits--;
    } else {
      hexDigits = 0;
      length = Math.min(length, Limits.TEXT + 1) + 1;
      escaped = next == '\\';
      if (next == '"') {
        inText = false;
        length = 0;
      }
    }
    // A control character makes the line no JSON wherever it stands.
    return length <= Limits.TEXT + 1 || next < ' ';
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
