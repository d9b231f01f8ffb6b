package io.sparkvitals.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/** Where a setting that stands elsewhere is looked up. Implementations are thread-safe. */
public interface Environment {
  /** Largest file that is read, in bytes: a secret is short. */
  int MAX_FILE_BYTES = 64 << 10;

  /** The value of an environment variable, or null. */
  @Nullable String variable(String name);

  /** The text of a small file, in UTF-8. */
  String read(String path) throws IOException;

  /** The variables and files of this process. */
  static Environment system() {
    return new Environment() {
      @Override
      public @Nullable String variable(String name) {
        return System.getenv(name);
      }

      @Override
      public String read(String path) throws IOException {
        return readSmall(path);
      }
    };
  }

  /** Reads a file of at most {@link #MAX_FILE_BYTES}. */
  static String readSmall(String path) throws IOException {
    try {
      Path file = Paths.get(path);
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException("more than " + MAX_FILE_BYTES + " bytes");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (InvalidPathException e) {
      throw new IOException("not a path", e);
    }
  }
}
