package io.sparkvitals.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Standard output that takes it as an end, not as an error, when its reader has seen enough, as in
 * {@code spark-vitals replay LOG | head}. Every other error is thrown, once; what is written after
 * it goes nowhere. Not thread-safe.
 */
final class PipedOutput extends FilterOutputStream {
  private boolean abandoned;
  private @Nullable IOException broken;

  PipedOutput(OutputStream out) {
    super(out);
  }

  /** Whether nobody reads any more. */
  boolean abandoned() {
    return abandoned;
  }

  /** Throws what went wrong even where whoever wrote has kept it to itself, as writers do. */
  void check() throws IOException {
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    attempt(() -> out.write(bytes, from, length));
  }

  @Override
  public void flush() throws IOException {
    attempt(out::flush);
  }

  /** Flushes; the stream belongs to the process. */
  @Override
  public void close() throws IOException {
    flush();
  }

  private void attempt(Write write) throws IOException {
    if (abandoned || broken != null) {
      return;
    }
    try {
      write.run();
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage());
      if (!why.toLowerCase(Locale.ROOT).contains("pipe")) {
        broken = new IOException("standard output cannot be written: " + why, e);
        throw broken;
      }
      abandoned = true;
    }
  }

  private interface Write {
    void run() throws IOException;
  }
}
