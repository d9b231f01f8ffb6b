package io.sparkvitals.replay;

import io.sparkvitals.replay.KnownTexts.Known;
import io.sparkvitals.replay.PlainFields.Doubt;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one line and a place among them, from which texts, words and numbers are read; in
 * doubt, every method throws {@link Doubt}. Used for one line after the other; not thread-safe.
 */
final class PlainLine {
  private static final int MAX_DIGITS = 18;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = LOW_BITS * '"';
  private static final long ESCAPES = LOW_BITS * '\\';
  private static final long SPACES = LOW_BITS * ' ';

  private byte[] line = new byte[0];
  private ByteBuffer words = ByteBuffer.allocate(0);
  private int at;
  private int end;

  /** Starts with a line of a buffer that has {@link KnownTexts#PADDING} bytes behind it. */
  void open(LineSource lines) {
    line = lines.buffer();
    words = lines.words();
    at = lines.start();
    end = at + lines.length();
  }

  boolean finished() {
    return at == end;
  }

  /** Steps over a byte that was peeked at. */
  void step() {
    at++;
  }

  /** The byte here. */
  byte peek() throws Doubt {
    if (at >= end) {
      throw new Doubt();
    }
    return line[at];
  }

  /** The text here, without escapes and not too long; often the one that is guessed. */
  Known known(@Nullable Known guess, KnownTexts texts) throws Doubt {
    if (peek() != '"') {
      throw new Doubt();
    }
    int start = at + 1;
    Known text = guess;
    if (text == null || !text.isAt(words, start)) {
      int quote = quote(start);
      if (quote - start > Limits.TEXT) {
        throw new Doubt();
      }
      text = texts.get(line, words, start, quote);
    }
    at = start + text.length() + 1;
    return text;
  }

  /** The place of the quote that ends a text without escapes. */
  private int quote(int start) throws Doubt {
    int quote = special(start);
    if (line[quote] != '"') {
      throw new Doubt();
    }
    return quote;
  }

  /**
   * The first place from here on of a byte that is no plain text: a quote, a backslash, a control
   * character or no ASCII. Eight bytes at a time (Warren, Hacker's Delight, 6-1): borrows disturb
   * only what is above the first hit.
   */
  private int special(int start) throws Doubt {
    for (int from = start; from < end; from += Long.BYTES) {
      long word = words.getLong(from);
      long quote = word ^ QUOTES;
      long escape = word ^ ESCAPES;
      long hits =
          ((quote - LOW_BITS & ~quote)
                  | (escape - LOW_BITS & ~escape)
                  | (word - SPACES & ~word)
                  | word)
              & HIGH_BITS;
      if (hits != 0) {
        int hit = from + (Long.numberOfTrailingZeros(hits) >>> 3);
        if (hit < end) {
          return hit;
        }
      }
    }
    throw new Doubt();
  }

  /** Steps over a text, escapes and all. */
  void stepOverText() throws Doubt {
    int place = special(at + 1);
    while (line[place] == '\\') {
      place = special(afterEscape(place + 1));
    }
    if (line[place] != '"') {
      throw new Doubt();
    }
    at = place + 1;
  }

  /** The place behind an escape whose backslash is before this one. */
  private int afterEscape(int place) throws Doubt {
    if (place < end && "\"\\/bfnrt".indexOf(line[place]) >= 0) {
      return place + 1;
    }
    if (place + 4 < end && line[place] == 'u') {
      for (int i = 1; i <= 4; i++) {
        if (Character.digit(line[place + i], 16) < 0) {
          throw new Doubt();
        }
      }
      return place + 5;
    }
    throw new Doubt();
  }

  /** Steps over a word that must be here. */
  void word(String word) throws Doubt {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw new Doubt();
      }
      at++;
    }
  }

  /** A whole number. */
  long whole() throws Doubt {
    boolean negative = peek() == '-';
    if (negative) {
      at++;
    }
    int start = at;
    long value = 0;
    while (at < end && line[at] >= '0' && line[at] <= '9') {
      value = value * 10 + line[at] - '0';
      at++;
    }
    int digits = at - start;
    if (digits == 0 || digits > MAX_DIGITS || (digits > 1 && line[start] == '0')) {
      throw new Doubt();
    }
    return negative ? -value : value;
  }
}
