package io.sparkvitals.files;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what people and Spark write for a path of this machine. */
final class LocalPath {
  private static final String SCHEME = "file:";

  /** Stands for bytes of a name that the locale has no characters for. */
  private static final char UNWRITABLE = '\uFFFD';

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
      Path similar = text.indexOf(UNWRITABLE) < 0 ? null : similar(text);
      return similar == null ? path(text, text) : similar;
    }
    String rest = withoutHost(text.substring(SCHEME.length()), text);
    Path literal = path(rest, text);
    Path other = decoded(rest);
    if (other == null || other.equals(literal)) {
      return literal;
    }
    if (Files.exists(literal) || Files.exists(other)) {
      return Files.exists(literal) ? literal : other;
    }
    return !hasDirectory(literal) && hasDirectory(other) ? other : literal;
  }

  private static Path path(String path, String given) throws FileProblem {
    try {
      return Paths.get(path);
    } catch (InvalidPathException e) {
      String hint =
          "; check it, and whether the locale (LC_ALL) has its characters, or write it as file:///…";
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

  /** The path as a URI has it, byte for byte, whether or not the locale can write it. */
  private static @Nullable Path decoded(String path) {
    try {
      URI uri = new URI(path);
      return path.startsWith("/")
          ? Paths.get(URI.create("file://" + uri.toASCIIString()))
          : Paths.get(uri.getPath());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null;
    }
  }

  /** What {@link #of} takes: the path, or its URI where the locale cannot write the path. */
  static String text(Path path) {
    String text = path.toString();
    try {
      return text.indexOf(UNWRITABLE) < 0 && Paths.get(text).equals(path) ? text : uri(path);
    } catch (InvalidPathException e) {
      return uri(path);
    }
  }

  private static String uri(Path path) {
    return path.toUri().toString();
  }

  /**
   * The one path that the locale writes in this way, for what a shell hands over of a name that the
   * locale cannot write is no path at all; null where there are none or several.
   */
  private static @Nullable Path similar(String text) {
    Path parent = text.startsWith("/") ? Paths.get("/") : Paths.get("");
    for (String name : text.split("/+")) {
      if (parent == null || name.isEmpty()) {
        continue;
      }
      parent = name.indexOf(UNWRITABLE) < 0 ? parent.resolve(name) : similar(parent, name);
    }
    return parent;
  }

  private static @Nullable Path similar(Path parent, String name) {
    Path found = null;
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (Path child : children) {
        Path last = child.getFileName();
        if (last != null && last.toString().equals(name)) {
          if (found != null) {
            return null;
          }
          found = child;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return null;
    }
    return found;
  }

  private static boolean hasDirectory(Path path) {
    Path parent = path.getParent();
    return parent == null || Files.isDirectory(parent);
  }
}
