package io.sparkvitals.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of any file system that Hadoop knows: HDFS, S3, Azure, Google Cloud. The one class that
 * names Hadoop, loaded only for a path that needs it. Thread-safe.
 *
 * <p>Hadoop shares its file systems with everybody in this JVM, so none is ever closed here.
 */
final class HadoopFiles implements FileStore {
  private static final String SPARK_PREFIX = "spark.hadoop.";

  private final Configuration configuration;

  private HadoopFiles(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Hadoop as the files on its class path configure it, and the {@code spark.hadoop.*} properties,
   * which spark-submit sets in the driver's JVM.
   */
  static HadoopFiles of(Properties properties) {
    Configuration configuration = new Configuration();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(SPARK_PREFIX)) {
        configuration.set(name.substring(SPARK_PREFIX.length()), properties.getProperty(name));
      }
    }
    return new HadoopFiles(configuration);
  }

  /** What is done with a file of a file system. */
  private interface Task<T> {
    T run(FileSystem files, Path path) throws IOException;
  }

  @Override
  public Entry at(String path) throws IOException {
    return attempt(path, "read", (files, at) -> entry(files.getFileStatus(at)));
  }

  @Override
  public List<Entry> list(String directory) throws IOException {
    return attempt(
        directory,
        "list",
        (files, at) -> {
          if (!files.getFileStatus(at).isDirectory()) {
            throw new FileProblem(directory, "is a file, not a directory; name a directory");
          }
          List<Entry> entries = new ArrayList<>();
          for (FileStatus status : files.listStatus(at)) {
            entries.add(entry(status));
          }
          entries.sort(Comparator.comparing(Entry::name));
          return entries;
        });
  }

  @Override
  public InputStream open(String path) throws IOException {
    return attempt(
        path,
        "read",
        (files, at) -> {
          if (files.getFileStatus(at).isDirectory()) {
            throw FileProblem.directory(path);
          }
          return files.open(at);
        });
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    attempt(
        path,
        "write",
        (files, at) -> {
          Path directory = at.getParent();
          if (directory == null || isDirectory(files, at)) {
            throw FileProblem.directory(path);
          }
          files.mkdirs(directory);
          replace(files, at, new Path(directory, LocalFiles.temporaryName()), content);
          return at;
        });
  }

  @Override
  public void delete(String path) throws IOException {
    attempt(path, "remove", (files, at) -> files.delete(at, false));
  }

  private static void replace(FileSystem files, Path target, Path temporary, byte[] content)
      throws IOException {
    boolean done = false;
    try {
      try (FSDataOutputStream out = files.create(temporary, false)) {
        out.write(content);
      }
      // HDFS and S3 refuse to rename onto a file, others replace it.
      if (!renames(files, temporary, target)) {
        files.delete(target, false);
        if (!files.rename(temporary, target)) {
          throw new IOException("the file system refuses to rename " + temporary);
        }
      }
      done = true;
    } finally {
      if (!done) {
        discard(files, temporary);
      }
    }
  }

  private static void discard(FileSystem files, Path temporary) {
    try {
      files.delete(temporary, false);
    } catch (IOException e) {
      // What stopped the writing is told, and most often stops this too.
    }
  }

  private static boolean renames(FileSystem files, Path from, Path to) throws IOException {
    try {
      return files.rename(from, to);
    } catch (IOException e) {
      if (files.exists(from) && files.exists(to)) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isDirectory(FileSystem files, Path path) throws IOException {
    try {
      return files.getFileStatus(path).isDirectory();
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** A door: connectors throw whatever they like, and miss classes, when they are set up. */
  private <T> T attempt(String path, String task, Task<T> work) throws IOException {
    try {
      Path at = new Path(path);
      return work.run(at.getFileSystem(configuration), at);
    } catch (IOException | RuntimeException | LinkageError e) {
      Throwable missing = e.getCause() instanceof ClassNotFoundException ? e.getCause() : e;
      if (isWithoutConnector(missing)) {
        throw new FileProblem(
            path,
            "no connector for this scheme is on the class path ("
                + missing.getMessage()
                + "); add it, for s3a: with spark-submit --packages"
                + " org.apache.hadoop:hadoop-aws:<version of Hadoop>",
            e);
      }
      throw FileProblem.of(path, task, e);
    }
  }

  private static boolean isWithoutConnector(Throwable problem) {
    return problem instanceof LinkageError
        || problem instanceof ClassNotFoundException
        || problem.getClass().getSimpleName().equals("UnsupportedFileSystemException");
  }

  private static Entry entry(FileStatus status) {
    Path path = status.getPath();
    String text = path.toString();
    return status.isDirectory()
        ? Entry.directory(text, path.getName(), text)
        : Entry.file(text, path.getName(), text, status.getLen());
  }
}
