package io.sparkvitals.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The classes of some jars, read when they are asked for; the JDK's classes stand behind them. */
final class ClassLibrary implements AutoCloseable {

  private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

  private final List<JarFile> jars = new ArrayList<>();
  private final Map<String, JarFile> jarOfClass = new HashMap<>();
  private final Map<String, Optional<ClassFile>> read = new HashMap<>();

  /** All jars of one directory. */
  static ClassLibrary of(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new ClassLibrary(files.filter(file -> file.toString().endsWith(".jar")).toList());
    }
  }

  private ClassLibrary(List<Path> paths) throws IOException {
    for (Path path : paths) {
      JarFile jar = new JarFile(path.toFile());
      jars.add(jar);
      jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class"))
          .forEach(name -> jarOfClass.putIfAbsent(name, jar));
    }
  }

  /** Whether the JVM could link this with these jars. */
  boolean resolves(Reference reference) {
    Optional<ClassFile> owner = find(reference.owner());
    if (owner.isEmpty()) {
      return false;
    }
    return reference.isToClass()
        || (owner.get().isInterface() == reference.inInterface()
            && hasMember(reference.owner(), reference.member(), new HashSet<>()));
  }

  private boolean hasMember(String owner, String member, Set<String> seen) {
    if (!seen.add(owner)) {
      return false;
    }
    return find(owner)
        .map(
            type ->
                type.members().contains(member)
                    || type.supertypes().stream()
                        .anyMatch(supertype -> hasMember(supertype, member, seen)))
        .orElse(false);
  }

  private Optional<ClassFile> find(String name) {
    return read.computeIfAbsent(name, this::read);
  }

  private Optional<ClassFile> read(String name) {
    String entry = name + ".class";
    JarFile jar = jarOfClass.get(entry);
    try (InputStream in =
        jar == null ? JDK.getResourceAsStream(entry) : jar.getInputStream(jar.getEntry(entry))) {
      return in == null ? Optional.empty() : Optional.of(ClassFile.of(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + entry, e);
    }
  }

  @Override
  public void close() throws IOException {
    for (JarFile jar : jars) {
      jar.close();
    }
  }
}
