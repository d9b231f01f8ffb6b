package io.sparkvitals.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts a stream into lines that end at LF, in one buffer that grows to the longest line, at most
 * {@link Limits#LINE_BYTES}. Of a longer line the buffer has the start, and the rest must be read
 * or skipped. Not thread-safe.
 */
final class LineSource {
  static final int FIRST_BUFFER = 1 << 16;

  private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final InputStream in;
  private final int maxBuffer;

  /** Longer by {@link KnownTexts#PADDING} than what is read into it. */
  private byte[] buffer = new byte[FIRST_BUFFER + KnownTexts.PADDING];

  private ByteBuffer words = words(buffer);
  private int start;
  private int end;
  private int next;
  private int filled;
  private boolean complete;
  private boolean whole;

  LineSource(InputStream in) {
    this(in, Limits.LINE_BYTES);
  }

  LineSource(InputStream in, int maxBuffer) {
    this.in = in;
    this.maxBuffer = maxBuffer;
  }

  private static ByteBuffer words(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Goes to the next line; false where there is none. The rest of a long line is skipped. */
  boolean next() throws IOException {
    if (!whole && filled > 0) {
      skipRest();
    }
    start = next;
    int searched = start;
    while (true) {
      int feed = indexOfLineFeed(searched);
      if (feed >= 0) {
        return line(feed, feed + 1, true);
      }
      searched = filled;
      int shift = start;
      if (!fill()) {
        return filled > start && line(filled, filled, false);
      }
      searched -= shift - start;
      if (filled - start >= maxBuffer && indexOfLineFeed(searched) < 0) {
        whole = false;
        complete = false;
        end = filled;
        next = filled;
        return true;
      }
    }
  }

  private boolean line(int to, int following, boolean fed) {
    end = to > start && fed && buffer[to - 1] == '\r' ? to - 1 : to;
    next = following;
    whole = true;
    complete = fed;
    return true;
  }

  /** Where the first LF is from a place on: eight bytes at a time (Lamport; Warren, 6-1). */
  private int indexOfLineFeed(int from) {
    int at = from;
    for (; at <= filled - Long.BYTES; at += Long.BYTES) {
      long word = words.getLong(at) ^ LINE_FEEDS;
      long found = (word - LOW_BITS) & ~word & HIGH_BITS;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < filled; at++) {
      if (buffer[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** Reads more behind what is there, which moves to the front; false at the end. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    } else if (filled == capacity()) {
      buffer = Arrays.copyOf(buffer, Math.min(maxBuffer, 2 * filled) + KnownTexts.PADDING);
      words = words(buffer);
    }
    int read = in.read(buffer, filled, capacity() - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  private int capacity() {
    return buffer.length - KnownTexts.PADDING;
  }

  byte[] buffer() {
    return buffer;
  }

  /** The buffer, to be read eight bytes at a time, the first byte being the lowest. */
  ByteBuffer words() {
    return words;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }

  /** Whether the buffer has all of the line. */
  boolean whole() {
    return whole;
  }

  /** Whether an LF ends the line; only the last one may be without. */
  boolean complete() {
    return complete;
  }

  /** A line that is not whole, as a stream to its end. */
  InputStream stream() {
    return new SequenceInputStream(content(), new Rest());
  }

  /** What the buffer has of the line, all of it or its start. */
  InputStream content() {
    return new ByteArrayInputStream(buffer, start, end - start);
  }

  /** Goes to the end of a line that is not whole; {@link #complete} is known then. */
  void skipRest() throws IOException {
    Rest rest = new Rest();
    boolean more = true;
    while (more) {
      more = rest.refill();
    }
  }

  /** What follows the buffered start of a long line, up to its LF. */
  private final class Rest extends InputStream {
    private int at;
    private int limit;

    @Override
    public int read() throws IOException {
      if (at == limit && !refill()) {
        return -1;
      }
      return buffer[at++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at == limit && !refill()) {
        return -1;
      }
      int number = Math.min(length, limit - at);
      System.arraycopy(buffer, at, into, offset, number);
      at += number;
      return number;
    }

    /** Fills the buffer anew; the line's last part ends before its LF. */
    boolean refill() throws IOException {
      if (whole) {
        return false;
      }
      start = 0;
      filled = Math.max(0, in.read(buffer, 0, capacity()));
      if (filled == 0) {
        whole = true;
        next = 0;
        return false;
      }
      int feed = indexOfLineFeed(0);
      if (feed >= 0) {
        whole = true;
        complete = true;
        next = feed + 1;
      }
      at = 0;
      limit = feed < 0 ? filled : feed;
      return limit > 0;
    }
  }
}
