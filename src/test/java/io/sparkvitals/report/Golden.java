package io.sparkvitals.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files with what is to be written; {@code -Dvitals.docs.write=true} writes them anew. */
public final class Golden {
  private static final Path FOLDER =
      Path.of(System.getProperty("basedir", ""), "src/test/resources/io/sparkvitals/report");

  private Golden() {}

  /** The text of a file, which first becomes {@code text} if that was asked for. */
  public static String text(String file, String text) throws IOException {
    Path path = FOLDER.resolve(file);
    if (Boolean.getBoolean("vitals.docs.write")) {
      Files.writeString(path, text);
    }
    return Files.readString(path);
  }
}
