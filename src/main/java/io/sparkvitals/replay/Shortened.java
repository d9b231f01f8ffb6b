package io.sparkvitals.replay;

import java.nio.charset.StandardCharsets;

/**
 * A task's line without its accumulables, which are more than half of it and of no use here. Not
 * thread-safe.
 *
 * <p>What is left out was read byte by byte and is JSON beyond doubt, so the rest is JSON if and
 * only if the whole line is: an array stands for an array. Where there is any doubt (an escape, a
 * fraction, a character that is not ASCII, deep nesting) the line stays as it is, and the parser
 * judges it. That the bytes sought stand inside a text cannot be: a quote in a text is escaped.
 */
final class Shortened {
  private static final byte[] TASK = bytes("{\"Event\":\"SparkListenerTask");
  private static final byte[] MEMBER = bytes("\"Accumulables\":[");
  private static final int MAX_DEPTH = 32;

  private byte[] line = new byte[1 << 12];
  private int length;
  private byte[] from = new byte[0];
  private int end;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Takes a line; false where nothing can be left out. */
  boolean take(byte[] bytes, int start, int lineLength) {
    from = bytes;
    end = start + lineLength;
    int array = startsWith(TASK, start) ? find(start) : -1;
    int after = array < 0 ? -1 : value(array, 0);
    if (after < 0 || after - array < 8) {
      return false;
    }
    int head = array + 1 - start;
    length = head + 1 + end - after;
    if (line.length < length) {
      line = new byte[Integer.highestOneBit(length) * 2];
    }
    System.arraycopy(bytes, start, line, 0, head);
    line[head] = ']';
    System.arraycopy(bytes, after, line, head + 1, end - after);
    return true;
  }

  byte[] line() {
    return line;
  }

  int length() {
    return length;
  }

  private boolean startsWith(byte[] text, int at) {
    return end - at > text.length && matches(text, at);
  }

  /** Where the first array of accumulables begins, or -1. */
  private int find(int start) {
    int last = end - MEMBER.length;
    for (int at = start + TASK.length; at <= last; at++) {
      if (from[at] == '"' && from[at + 1] == 'A' && from[at + 2] == 'c' && matches(MEMBER, at)) {
        return at + MEMBER.length - 1;
      }
    }
    return -1;
  }

  private boolean matches(byte[] text, int at) {
    for (int i = 0; i < text.length; i++) {
      if (from[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** The place behind the value at a place, or -1 where it is none, or none of the plain kind. */
  private int value(int at, int depth) {
    if (at >= end || depth > MAX_DEPTH) {
      return -1;
    }
    switch (from[at]) {
      case '"':
        return text(at);
      case '[':
        return list(at, (byte) ']', depth);
      case '{':
        return list(at, (byte) '}', depth);
      case 't':
        return word("true", at);
      case 'f':
        return word("false", at);
      case 'n':
        return word("null", at);
      default:
        return number(at);
    }
  }

  /** Elements of an array, or members of an object, without any white space between. */
  private int list(int start, byte close, int depth) {
    int at = start + 1;
    if (at < end && from[at] == close) {
      return at + 1;
    }
    while (true) {
      if (close == '}') {
        at = at < end && from[at] == '"' ? text(at) : -1;
        if (at < 0 || at >= end || from[at] != ':') {
          return -1;
        }
        at++;
      }
      at = value(at, depth + 1);
      if (at < 0 || at >= end) {
        return -1;
      }
      if (from[at] == close) {
        return at + 1;
      }
      if (from[at] != ',') {
        return -1;
      }
      at++;
    }
  }

  private int text(int start) {
    for (int at = start + 1; at < end; at++) {
      byte next = from[at];
      if (next == '"') {
        return at + 1;
      }
      if (next < ' ' || next == '\\') {
        return -1;
      }
    }
    return -1;
  }

  private int word(String word, int at) {
    if (end - at < word.length()) {
      return -1;
    }
    for (int i = 1; i < word.length(); i++) {
      if (from[at + i] != word.charAt(i)) {
        return -1;
      }
    }
    return at + word.length();
  }

  /** A whole number of at most 18 digits, without a leading zero. */
  private int number(int start) {
    int first = from[start] == '-' ? start + 1 : start;
    int at = first;
    while (at < end && from[at] >= '0' && from[at] <= '9') {
      at++;
    }
    int digits = at - first;
    boolean plain = digits == 1 || (digits > 1 && digits <= 18 && from[first] != '0');
    return plain ? at : -1;
  }
}
