package io.sparkvitals.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what is written from taking the place of what is read. */
final class Overwriting {
  private Overwriting() {}

  /**
   * Refuses a file to write to that is one of the logs, or a part of one.
   *
   * @throws CliFailure in one sentence
   */
  static void refuse(String option, String file, List<String> logs) {
    Path target = real(file);
    if (target == null) {
      return;
    }
    for (String log : logs) {
      Path source = real(log);
      boolean inside = source != null && Files.isRegularFile(target) && target.startsWith(source);
      if (inside) {
        throw new CliFailure(
            option + " " + file + " would overwrite the log " + log + "; name another file");
      }
    }
  }

  /** Refuses two options that name one file. */
  static void refuseSame(String one, String oneFile, String other, String otherFile) {
    Path first = absolute(oneFile);
    Path second = absolute(otherFile);
    Path realFirst = real(oneFile);
    boolean same = first != null && first.equals(second);
    if (same || (realFirst != null && realFirst.equals(real(otherFile)))) {
      throw new CliFailure(one + " and " + other + " name the same file; name two");
    }
  }

  private static @Nullable Path absolute(String file) {
    try {
      return file.isEmpty() ? null : Paths.get(file).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Null for what is not there, and for what is no file of this machine. */
  private static @Nullable Path real(String file) {
    try {
      return file.isEmpty() ? null : Paths.get(file).toRealPath();
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }
}
