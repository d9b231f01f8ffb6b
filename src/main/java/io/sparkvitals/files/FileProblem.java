package io.sparkvitals.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Which file it is about, what is wrong and what to do, in one sentence. */
final class FileProblem extends IOException {
  private static final int MAX_REASON = 300;

  FileProblem(String path, String what) {
    this(path, what, null);
  }

  FileProblem(String path, String what, @Nullable Throwable cause) {
    super(path + ": " + what, cause);
  }

  static FileProblem directory(String path) {
    return new FileProblem(path, "is a directory, not a file; name a file in it");
  }

  static FileProblem missing(String path, @Nullable Throwable cause) {
    return new FileProblem(path, "there is no such file or directory; check the path", cause);
  }

  /**
   * What stopped us from doing something with a file.
   *
   * @param task what was tried, such as {@code read}
   */
  static FileProblem of(String path, String task, Throwable cause) {
    if (cause instanceof FileProblem) {
      return (FileProblem) cause;
    }
    String reason = reason(cause);
    if (isDenied(cause, reason)) {
      String user = System.getProperty("user.name", "this user");
      return new FileProblem(
          path, "permission to " + task + " it is denied to " + user + "; ask its owner", cause);
    }
    if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
      return missing(path, cause);
    }
    return new FileProblem(path, "failed to " + task + " it: " + reason, cause);
  }

  /** Hadoop has a class of its own for this, which is not named here, and java.io has none. */
  private static boolean isDenied(Throwable cause, String reason) {
    return cause instanceof AccessDeniedException
        || cause.getClass().getSimpleName().equals("AccessControlException")
        || reason.contains("Permission denied");
  }

  /** The first line: Hadoop's messages hold whole stack traces of other machines. */
  private static String reason(Throwable cause) {
    String text = cause.getMessage();
    if (cause instanceof FileSystemException) {
      text = ((FileSystemException) cause).getReason();
    }
    if (text == null || text.trim().isEmpty()) {
      return cause.getClass().getSimpleName();
    }
    String line = text.trim().split("\\R", 2)[0];
    return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "…";
  }
}
