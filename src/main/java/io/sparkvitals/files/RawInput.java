package io.sparkvitals.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file as they are, with a look ahead and a count. Not thread-safe.
 *
 * <p>An {@link IOException} means that the file cannot be read on; that its content is broken is
 * for the decoders to say.
 */
final class RawInput implements Closeable {
  /** The farthest look ahead, in bytes. */
  static final int CAPACITY = 128 << 10;

  private final InputStream in;
  private final String path;
  private final byte[] buffer = new byte[CAPACITY];
  private int from;
  private int to;
  private long fetched;

  RawInput(InputStream in, String path) {
    this.in = in;
    this.path = path;
  }

  String path() {
    return path;
  }

  /** Bytes that were taken from the file, those of the look ahead too. */
  long fetched() {
    return fetched;
  }

  /** Where in the file the next byte is. */
  long position() {
    return fetched - (to - from);
  }

  /** Looks ahead; false where the file ends before {@code count} bytes. */
  boolean has(int count) throws IOException {
    if (to - from >= count) {
      return true;
    }
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    while (to < count) {
      int read = fetch(buffer, to, CAPACITY - to);
      if (read < 0) {
        return false;
      }
      to += read;
    }
    return true;
  }

  /** How many bytes are there without reading the file. */
  int buffered() {
    return to - from;
  }

  /** Holds the buffered bytes from {@link #offset()} on. */
  byte[] buffer() {
    return buffer;
  }

  int offset() {
    return from;
  }

  /** Passes over bytes that are buffered. */
  void advance(int count) {
    from += count;
  }

  /** One byte of those ahead, unsigned. */
  int unsignedByte(int ahead) {
    return buffer[from + ahead] & 0xff;
  }

  /** Two bytes of those ahead, the low one first, unsigned. */
  int littleShort(int ahead) {
    return unsignedByte(ahead) | unsignedByte(ahead + 1) << 8;
  }

  /** Four bytes of those ahead, the low one first. */
  int littleInt(int ahead) {
    return littleShort(ahead) | littleShort(ahead + 2) << 16;
  }

  /** Four bytes of those ahead, the high one first. */
  int bigInt(int ahead) {
    return Integer.reverseBytes(littleInt(ahead));
  }

  /** Some bytes, at least one, or -1 at the end. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (from == to) {
      return fetch(target, offset, length);
    }
    int count = Math.min(length, to - from);
    System.arraycopy(buffer, from, target, offset, count);
    from += count;
    return count;
  }

  /** As many bytes as asked for, or fewer where the file ends. */
  int readFully(byte[] target, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int read = read(target, offset + done, length - done);
      if (read < 0) {
        break;
      }
      done += read;
    }
    return done;
  }

  /** Passes over bytes; false where the file ends before. */
  boolean skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      if (!has(1)) {
        return false;
      }
      int step = (int) Math.min(left, buffered());
      advance(step);
      left -= step;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int fetch(byte[] target, int offset, int length) throws IOException {
    try {
      int read = in.read(target, offset, length);
      fetched += Math.max(0, read);
      return read;
    } catch (IOException e) {
      throw FileProblem.of(path, "read", e);
    }
  }
}
