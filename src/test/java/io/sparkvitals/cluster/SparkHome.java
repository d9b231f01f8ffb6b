package io.sparkvitals.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The jars of one Spark version: {@code <homes>/spark-<version>-<scala>/jars}.
 *
 * @param version Spark version such as {@code 3.5.9}
 * @param scalaVersion Scala binary version, {@code 2.12} or {@code 2.13}
 * @param directory what Spark calls SPARK_HOME
 */
public record SparkHome(String version, String scalaVersion, Path directory) {

  /** What a developer types to get the missing jars. */
  public static final String HINT = "run: make spark-homes";

  /**
   * The directory that holds all homes: system property {@code spark.homes}, else {@code
   * ~/.cache/spark-vitals/spark-homes}.
   */
  public static Path homes() {
    String property = System.getProperty("spark.homes", "");
    return property.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "spark-vitals", "spark-homes")
        : Path.of(property).toAbsolutePath();
  }

  /**
   * The home of this version below {@link #homes()}, empty unless it is there and complete: {@code
   * make spark-homes} writes a file {@code .complete} last.
   */
  public static Optional<SparkHome> find(String version, String scalaVersion) {
    Path directory = homes().resolve("spark-" + version + "-" + scalaVersion);
    return Files.exists(directory.resolve(".complete"))
        ? Optional.of(new SparkHome(version, scalaVersion, directory))
        : Optional.empty();
  }

  /**
   * The home of this version below {@link #homes()}.
   *
   * @throws IllegalStateException that says how to get it, when it is missing
   */
  public static SparkHome require(String version, String scalaVersion) {
    return find(version, scalaVersion)
        .orElseThrow(() -> new IllegalStateException(missing(version, scalaVersion)));
  }

  static String missing(String version, String scalaVersion) {
    return "Spark " + version + "-" + scalaVersion + " is not in " + homes() + "; " + HINT;
  }

  /** The directory of the jars. */
  public Path jars() {
    return directory.resolve("jars");
  }

  /** A class path entry with all jars of this Spark. */
  public String classPath() {
    return jars() + "/*";
  }

  /** The first number of the version. */
  public int majorVersion() {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  @Override
  public String toString() {
    return "Spark " + version + " (Scala " + scalaVersion + ")";
  }
}
