package io.sparkvitals.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The jar that users get, as the build left it: system property {@code vitals.jar}. */
final class AgentJar implements AutoCloseable {

  private final Path path;
  private final JarFile jar;

  private AgentJar(Path path) throws IOException {
    this.path = path;
    this.jar = new JarFile(path.toFile());
  }

  static AgentJar open() throws IOException {
    String path = System.getProperty("vitals.jar");
    if (path == null || !Files.exists(Path.of(path))) {
      throw new IllegalStateException("no jar at vitals.jar=" + path + ": run `mvn verify`");
    }
    return new AgentJar(Path.of(path));
  }

  long bytes() throws IOException {
    return Files.size(path);
  }

  /** Names of all files in the jar. */
  List<String> files() {
    return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
  }

  List<String> classFiles() {
    return files().stream().filter(name -> name.endsWith(".class")).toList();
  }

  List<ClassFile> classes() {
    return classFiles().stream().map(name -> ClassFile.of(read(name))).toList();
  }

  boolean contains(String file) {
    return jar.getEntry(file) != null;
  }

  byte[] read(String file) {
    try (InputStream in = jar.getInputStream(jar.getEntry(file))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  String text(String file) {
    return new String(read(file), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }
}
