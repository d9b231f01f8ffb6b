package io.sparkvitals.replay;

import io.sparkvitals.replay.KnownTexts.Known;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that Spark writes, read from the bytes without a parser: no white space between values,
 * whole numbers of at most 18 digits, ASCII. Where there is any doubt, be it a fraction, an escape
 * in a text that is asked for, a value of an unexpected kind or a fault, every method throws {@link
 * Doubt}, and a parser must read the line from its start. What is stepped over is checked as
 * strictly as what is taken. Used for one line after the other; not thread-safe.
 */
final class PlainFields extends Fields {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_DIGITS = 18;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = LOW_BITS * '"';
  private static final long ESCAPES = LOW_BITS * '\\';
  private static final long SPACES = LOW_BITS * ' ';

  /** Says that the line is for a parser to judge. */
  static final class Doubt extends IOException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private final KnownTexts names = new KnownTexts();
  private final KnownTexts texts = new KnownTexts();
  private byte[] line = new byte[0];
  private ByteBuffer words = ByteBuffer.allocate(0);
  private int at;
  private int end;

  /** The name that was read last. */
  private @Nullable Known last;

  /** Whether an object or array was just entered, and nothing in it was read yet. */
  private boolean first;

  /** Whether a value is there to be taken. */
  private boolean pending;

  /**
   * Starts with a line of a buffer that has {@link KnownTexts#PADDING} bytes behind the line.
   *
   * @return the name of the event, which stands first
   */
  String open(LineSource lines) throws Doubt {
    restart();
    line = lines.buffer();
    words = lines.words();
    at = lines.start();
    end = at + lines.length();
    last = null;
    pending = true;
    if (!enter() || !"Event".equals(next())) {
      throw new Doubt();
    }
    pending = false;
    Known name = known();
    last = name;
    return name.text;
  }

  @Override
  boolean finished() throws Doubt {
    if (at != end) {
      throw new Doubt();
    }
    return true;
  }

  @Override
  @Nullable String next() throws Doubt {
    if (!another('}')) {
      return null;
    }
    Known name = name();
    pending = true;
    return name.text;
  }

  @Override
  boolean element() throws Doubt {
    pending = another(']');
    return pending;
  }

  /** Goes behind the comma, or behind the bracket that closes; false for the latter. */
  private boolean another(char close) throws Doubt {
    if (pending) {
      skip();
    }
    byte next = peek();
    if (next == close) {
      at++;
      first = false;
      return false;
    }
    if (first) {
      first = false;
      return true;
    }
    if (next != ',') {
      throw new Doubt();
    }
    at++;
    return true;
  }

  private byte peek() throws Doubt {
    if (at >= end) {
      throw new Doubt();
    }
    return line[at];
  }

  /** The name here, most often the one that followed the last one before. */
  private Known name() throws Doubt {
    if (peek() != '"') {
      throw new Doubt();
    }
    int start = at + 1;
    Known name = last == null ? null : last.follower;
    if (name == null || !name.isAt(words, start)) {
      name = names.get(line, words, start, quote(start));
      if (last != null && name.isShort()) {
        last.follower = name;
      }
    }
    last = name;
    at = start + name.length() + 1;
    if (peek() != ':') {
      throw new Doubt();
    }
    at++;
    return name;
  }

  /** The text here, without escapes. */
  private Known known() throws Doubt {
    if (peek() != '"') {
      throw new Doubt();
    }
    int start = at + 1;
    Known text = last == null ? null : last.value;
    if (text == null || !text.isAt(words, start)) {
      text = texts.get(line, words, start, quote(start));
      if (last != null && text.isShort()) {
        last.value = text;
      }
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

  @Override
  void skip() throws Doubt {
    if (pending) {
      pending = false;
      stepOver(0);
    }
  }

  private void stepOver(int depth) throws Doubt {
    switch (peek()) {
      case '"':
        stepOverText();
        break;
      case '[':
        stepOverAll(']', depth + 1);
        break;
      case '{':
        stepOverAll('}', depth + 1);
        break;
      case 't':
        word("true");
        break;
      case 'f':
        word("false");
        break;
      case 'n':
        word("null");
        break;
      default:
        whole();
    }
  }

  private void stepOverAll(char close, int depth) throws Doubt {
    if (depth > MAX_DEPTH) {
      throw new Doubt();
    }
    at++;
    first = true;
    while (another(close)) {
      if (close == '}') {
        name();
      }
      stepOver(depth);
    }
  }

  private void stepOverText() throws Doubt {
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

  private void word(String word) throws Doubt {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw new Doubt();
      }
      at++;
    }
  }

  private long whole() throws Doubt {
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

  /** Whether there is a value; null is none. */
  private boolean take() throws Doubt {
    if (!pending) {
      throw new Doubt();
    }
    pending = false;
    if (peek() == 'n') {
      word("null");
      return false;
    }
    return true;
  }

  private boolean open(char bracket) throws Doubt {
    if (!take()) {
      return false;
    }
    if (peek() != bracket) {
      throw new Doubt();
    }
    at++;
    first = true;
    return true;
  }

  @Override
  boolean enter() throws Doubt {
    return open('{');
  }

  @Override
  boolean enterArray() throws Doubt {
    return open('[');
  }

  @Override
  long number() throws Doubt {
    if (!take()) {
      throw new Doubt();
    }
    return whole();
  }

  @Override
  long numberOr(long otherwise) throws Doubt {
    return take() ? whole() : otherwise;
  }

  @Override
  double decimal() throws Doubt {
    return number();
  }

  @Override
  @Nullable String text() throws Doubt {
    if (!take()) {
      return null;
    }
    String text = known().text;
    if (text.length() > MAX_TEXT) {
      throw new Doubt();
    }
    return text;
  }

  @Override
  boolean flag() throws Doubt {
    if (!take()) {
      return false;
    }
    boolean value = peek() == 't';
    word(value ? "true" : "false");
    return value;
  }
}
