package io.sparkvitals.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** What a stream delivered up to its end, and how it ended. */
final class Decoded {
  private final byte[] content;
  private final String problem;
  private final long consumed;

  private Decoded(byte[] content, String problem, long consumed) {
    this.content = content;
    this.problem = problem;
    this.consumed = consumed;
  }

  static Decoded of(byte[] file) throws IOException {
    return of(file, 64 << 10);
  }

  /** Reads in pieces of that size. */
  static Decoded of(byte[] file, int pieceSize) throws IOException {
    try (DecodedStream stream = DecodedStream.of(new ByteArrayInputStream(file), "the.log")) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] piece = new byte[pieceSize];
      for (int read; (read = stream.read(piece, 0, pieceSize)) >= 0; ) {
        content.write(piece, 0, read);
      }
      if (stream.truncated() != (stream.problem() != null)) {
        throw new AssertionError("truncated without a problem, or the reverse");
      }
      return new Decoded(content.toByteArray(), stream.problem(), stream.consumed());
    }
  }

  /** A file that was refused with this sentence. */
  static Decoded refused(String problem) {
    return new Decoded(new byte[0], problem, 0);
  }

  byte[] content() {
    return content;
  }

  boolean truncated() {
    return problem != null;
  }

  String problem() {
    return problem;
  }

  long consumed() {
    return consumed;
  }

  int length() {
    return content.length;
  }

  boolean isPrefixOf(byte[] whole) {
    return content.length <= whole.length
        && Arrays.equals(content, 0, content.length, whole, 0, content.length);
  }
}
