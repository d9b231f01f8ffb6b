package io.sparkvitals.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of this machine, without Hadoop. Immutable and thread-safe. */
final class LocalFiles implements FileStore {

  @Override
  public Entry at(String path) throws IOException {
    try {
      return entry(LocalPath.of(path));
    } catch (IOException e) {
      throw FileProblem.of(path, "read", e);
    }
  }

  @Override
  public List<Entry> list(String directory) throws IOException {
    Path parent = LocalPath.of(directory);
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (Path child : children) {
        Entry entry = child(child);
        if (entry != null) {
          entries.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      Throwable cause = e.getCause();
      throw FileProblem.of(directory, "list", cause == null ? e : cause);
    } catch (IOException e) {
      throw Files.isRegularFile(parent)
          ? new FileProblem(directory, "is a file, not a directory; name a directory", e)
          : FileProblem.of(directory, "list", e);
    }
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  @Override
  public InputStream open(String path) throws IOException {
    Path file = LocalPath.of(path);
    if (Files.isDirectory(file)) {
      throw FileProblem.directory(path);
    }
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw FileProblem.of(path, "read", e);
    }
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    Path file = LocalPath.of(path).toAbsolutePath();
    if (Files.isDirectory(file)) {
      throw FileProblem.directory(path);
    }
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        Files.write(file, content, StandardOpenOption.WRITE);
      } else {
        // What a link points to is replaced, not the link.
        replace(Files.exists(file) ? file.toRealPath() : file, content);
      }
    } catch (IOException e) {
      throw FileProblem.of(path, "write", e);
    }
  }

  @Override
  public void delete(String path) throws IOException {
    Path file = LocalPath.of(path);
    if (Files.isDirectory(file)) {
      throw FileProblem.directory(path);
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileProblem.of(path, "remove", e);
    }
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path directory = file.getParent();
    if (directory == null) {
      throw FileProblem.directory(file.toString());
    }
    if (!Files.isDirectory(directory)) {
      createDirectories(directory);
    }
    // Not Files.createTempFile, whose file only its owner may read, also under its new name.
    Path temporary = directory.resolve(temporaryName());
    try {
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void createDirectories(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      throw new FileProblem(
          directory.toString(),
          "cannot be made, for " + e.getFile() + " is a file; choose another",
          e);
    }
  }

  /** Hidden, so that neither Spark's history server nor a replay takes it for a log. */
  static String temporaryName() {
    return ".spark-vitals-" + UUID.randomUUID() + ".tmp";
  }

  /** What is found in a directory; null for a file that has just gone. */
  private static @Nullable Entry child(Path file) throws IOException {
    try {
      return Files.isRegularFile(file) || Files.isDirectory(file) ? entry(file) : odd(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static @Nullable Entry odd(Path file) {
    if (Files.exists(file)) {
      return Entry.unreadable(
          LocalPath.text(file),
          name(file),
          "is a pipe, a socket or a device, which might have no end; name it by itself to read it");
    }
    return Files.isSymbolicLink(file)
        ? Entry.unreadable(
            LocalPath.text(file), name(file), "is a link to nothing; remove it or mend it")
        : null;
  }

  private static Entry entry(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    String path = LocalPath.text(file);
    // A URI, for it has every byte of a name that the locale cannot write.
    String identity = file.toRealPath().toUri().toString();
    return attributes.isDirectory()
        ? Entry.directory(path, name(file), identity)
        : Entry.file(path, name(file), identity, attributes.size());
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }
}
