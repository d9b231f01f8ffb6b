package io.sparkvitals.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * What is in a directory, in the order of the names; a link to nothing, a pipe and the like with
   * the reason why it is not read.
   */
  List<Entry> list(String directory) throws IOException;

  /** The bytes of a file, as they are. */
  InputStream open(String path) throws IOException;

  /**
   * Writes a file so that nobody ever sees a part of it; what was there is replaced. Missing parent
   * directories are made. A device or a pipe is written to and stays what it is.
   */
  void write(String path, byte[] content) throws IOException;

  /** Removes a file; one that is not there is no error. */
  void delete(String path) throws IOException;

  /** One file or directory. Immutable. */
  final class Entry {
    private final String path;
    private final String name;
    private final String identity;
    private final boolean directory;
    private final long size;
    private final @Nullable String problem;

    private Entry(
        String path,
        String name,
        String identity,
        boolean directory,
        long size,
        @Nullable String problem) {
      this.path = path;
      this.name = name;
      this.identity = identity;
      this.directory = directory;
      this.size = size;
      this.problem = problem;
    }

    static Entry file(String path, String name, String identity, long size) {
      return new Entry(path, name, identity, false, size, null);
    }

    static Entry directory(String path, String name, String identity) {
      return new Entry(path, name, identity, true, 0, null);
    }

    /** Something that is not to be read where it was found; {@code problem} is a sentence. */
    static Entry unreadable(String path, String name, String problem) {
      return new Entry(path, name, path, false, 0, path + ": " + problem);
    }

    /** What {@link FileStore#open} and {@link FileStore#list} take. */
    public String path() {
      return path;
    }

    /** The last part of the path, as far as the locale can write it. */
    public String name() {
      return name;
    }

    /** The same for all paths of one file or directory. */
    public String identity() {
      return identity;
    }

    /** Why it is not to be read where it was found; null for most. */
    public @Nullable String problem() {
      return problem;
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
