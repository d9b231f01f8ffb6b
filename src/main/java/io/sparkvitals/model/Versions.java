package io.sparkvitals.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the versions of Java and Spark as they call themselves. */
public final class Versions {
  private static final Pattern JAVA = Pattern.compile("(?:1\\.)?(\\d{1,3})(?!\\d).*");
  private static final Pattern SPARK = Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?.*");

  private Versions() {}

  /** The feature release of a Java, such as 17 and 8 (never 1.8); 0 where it cannot be read. */
  public static int java(@Nullable String version) {
    Matcher parts = JAVA.matcher(version == null ? "" : version);
    return parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
  }

  /** Whether a version of Spark can be read. */
  public static boolean sparkKnown(@Nullable String version) {
    return version != null && SPARK.matcher(version).matches();
  }

  /** Whether a Spark is this version or later; {@code unknown} where its own cannot be read. */
  public static boolean sparkFrom(@Nullable String version, int major, int minor, boolean unknown) {
    Matcher parts = SPARK.matcher(version == null ? "" : version);
    if (!parts.matches()) {
      return unknown;
    }
    int its = Integer.parseInt(parts.group(1));
    int itsMinor = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
    return its > major || (its == major && itsMinor >= minor);
  }
}
