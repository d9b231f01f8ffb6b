package io.sparkvitals.files;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what people and Spark write for a path of this machine. */
final class LocalPath {
  private static final String SCHEME = "file:";

  private LocalPath() {}

  /**
   * The path that a plain path or a {@code file:} URI means.
   *
   * <p>Java writes {@code %20} for a space in a URI, Spark and Hadoop write a space and mean the
   * percent sign itself: whichever exists is meant, else the one whose directory exists.
   */
  static Path of(String text) throws FileProblem {
    if (text.isEmpty()) {
      throw new FileProblem("(no path)", "the path is empty; name a file or a directory");
    }
    if (!text.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return path(text, text);
    }
    String rest = withoutHost(text.substring(SCHEME.length()), text);
    Path literal = path(rest, text);
    String decoded = decoded(rest);
    if (decoded == null || decoded.equals(rest)) {
      return literal;
    }
    Path other = path(decoded, text);
    if (Files.exists(literal) || Files.exists(other)) {
      return Files.exists(literal) ? literal : other;
    }
    return !hasDirectory(literal) && hasDirectory(other) ? other : literal;
  }

  private static Path path(String path, String given) throws FileProblem {
    try {
      return Paths.get(path);
    } catch (InvalidPathException e) {
      String hint = "; check it, and whether the locale (LC_ALL) has its characters";
      throw new FileProblem(given, "is no path of this machine: " + e.getReason() + hint, e);
    }
  }

  private static String withoutHost(String rest, String given) throws FileProblem {
    String path = rest;
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      String host = rest.substring(2, slash < 0 ? rest.length() : slash);
      if (slash < 0 || !(host.isEmpty() || host.equals("localhost"))) {
        throw new FileProblem(given, "names a host; write file:/path or file:///path");
      }
      path = rest.substring(slash);
    }
    boolean drive = File.separatorChar == '\\' && path.matches("/[A-Za-z]:.*");
    return drive ? path.substring(1) : path;
  }

  private static @Nullable String decoded(String path) {
    try {
      return new URI(path).getPath();
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static boolean hasDirectory(Path path) {
    Path parent = path.getParent();
    return parent == null || Files.isDirectory(parent);
  }
}
