package io.sparkvitals.files;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the file system of a path. */
public final class FileStores {
  /** Of two characters or more, with a slash behind it: {@code C:\logs} is a path. */
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*", Pattern.DOTALL);

  private FileStores() {}

  /**
   * This machine's for a plain path or {@code file:}, Hadoop's for any other scheme.
   *
   * @throws IOException in one sentence where Hadoop is needed and is not on the class path
   */
  public static FileStore of(String path) throws IOException {
    Matcher scheme = SCHEME.matcher(path);
    if (!scheme.matches() || scheme.group(1).toLowerCase(Locale.ROOT).equals("file")) {
      return new LocalFiles();
    }
    try {
      return HadoopFiles.of(System.getProperties());
    } catch (LinkageError e) {
      throw new FileProblem(
          path,
          "Hadoop's classes are needed for "
              + scheme.group(1)
              + ": and are not on the class path; run it through spark-submit, or add the output"
              + " of `hadoop classpath` to java's -cp",
          e);
    }
  }
}
