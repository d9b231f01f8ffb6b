package io.sparkvitals.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * A job of {@code src/test/jobs}, compiled against one Spark: the same source gives different
 * bytecode for Scala 2.12 and 2.13.
 *
 * @param mainClass the class to run; the jobs have no package
 * @param path the jar
 */
public record JobJar(String mainClass, Path path) {

  /**
   * Compiles {@code src/test/jobs/<mainClass>.java}, below the directory of system property {@code
   * basedir} or else the working directory. The jar is kept in {@code <homes>/job-jars} under a
   * name made of the source's hash, so the second call only looks it up.
   */
  public static JobJar of(String mainClass, SparkHome home) throws IOException {
    Path source =
        Path.of(System.getProperty("basedir", ""), "src", "test", "jobs", mainClass + ".java");
    return compile(source.toAbsolutePath(), home);
  }

  static JobJar compile(Path source, SparkHome home) throws IOException {
    String mainClass = source.getFileName().toString().replace(".java", "");
    String id = home.version() + "-" + home.scalaVersion() + "-" + hash(Files.readString(source));
    Path directory = Files.createDirectories(SparkHome.homes().resolve("job-jars"));
    Path jar = directory.resolve(mainClass + "-" + id + ".jar");
    if (!Files.exists(jar)) {
      Path classes = Files.createTempDirectory(directory, "compile-");
      try {
        runCompiler(source, classes, home);
        Path packed = classes.resolve("packed.jar");
        pack(classes, packed);
        Files.move(packed, jar, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        deleteFlat(classes);
      }
    }
    return new JobJar(mainClass, jar);
  }

  private static void runCompiler(Path source, Path classes, SparkHome home) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("a JDK is needed to compile " + source);
    }
    // Spark 4 is Java 17 bytecode, which a compiler for Java 8 does not read.
    String release = home.majorVersion() >= 4 ? "17" : "8";
    List<String> options =
        List.of("--release", release, "-proc:none", "-nowarn", "-d", classes.toString());
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, list(home.jars()));
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new IllegalStateException(source + " does not compile on " + home + "\n" + messages);
      }
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    List<Path> compiled = list(classes);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Path each : compiled) {
        out.putNextEntry(new JarEntry(each.getFileName().toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
  }

  private static void deleteFlat(Path directory) throws IOException {
    for (Path file : list(directory)) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
