package io.sparkvitals.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A local file that grows by lines, up to a limit, and may be moved away meanwhile. Thread-safe.
 */
final class LineFile {
  private static final long MAX_BYTES = 100L << 20;

  private final Path path;
  private final long maxBytes;

  LineFile(Path path) {
    this(path, MAX_BYTES);
  }

  LineFile(Path path, long maxBytes) {
    this.path = path.toAbsolutePath();
    this.maxBytes = maxBytes;
  }

  /**
   * Appends one line with a single write; makes the file and its directories where they are not
   * there.
   *
   * @throws IOException if that fails or the file would grow beyond its limit
   */
  synchronized void append(byte[] text) throws IOException {
    if (!Files.exists(path) && path.getParent() != null) {
      Files.createDirectories(path.getParent());
    }
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    if (Files.exists(path) && Files.size(path) + line.length > maxBytes) {
      throw new IOException("the file has reached its limit of " + maxBytes + " bytes");
    }
    try (OutputStream out =
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(line);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
