package io.sparkvitals.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A file system as far as the agent needs one: this machine's, or any that Hadoop knows.
 * Implementations are thread-safe.
 *
 * <p>Every {@link IOException} says in one sentence which file it was, what is wrong and what to
 * do. So do those of the streams that {@link DecodedStream} reads.
 */
public interface FileStore {
  /** The file or directory at a path, links followed. */
  Entry at(String path) throws IOException;

  /** What is in a directory, in the order of the names. */
  List<Entry> list(String directory) throws IOException;

  /** The bytes of a file, as they are. */
  InputStream open(String path) throws IOException;

  /**
   * Writes a file so that nobody ever sees a part of it; what was there is replaced. Missing parent
   * directories are made. A device or a pipe is written to and stays what it is.
   */
  void write(String path, byte[] content) throws IOException;

  /** One file or directory. Immutable. */
  final class Entry {
    private final String path;
    private final String name;
    private final boolean directory;
    private final long size;

    Entry(String path, String name, boolean directory, long size) {
      this.path = path;
      this.name = name;
      this.directory = directory;
      this.size = directory ? 0 : size;
    }

    /** What {@link FileStore#open} and {@link FileStore#list} take. */
    public String path() {
      return path;
    }

    /** The last part of the path. */
    public String name() {
      return name;
    }

    public boolean directory() {
      return directory;
    }

    /** In bytes; 0 for a directory. */
    public long size() {
      return size;
    }

    @Override
    public String toString() {
      return path;
    }
  }
}
