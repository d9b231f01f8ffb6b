package io.sparkvitals.replay;

import io.sparkvitals.files.DecodedStream;
import io.sparkvitals.files.FileStore;
import io.sparkvitals.files.FileStores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event log: one file, or the parts of a rolling one in their order. Immutable and thread-safe.
 */
public final class EventLog {
  private final String path;
  private final FileStore.Entry entry;
  private final List<Part> parts;
  private final List<String> missing;

  private EventLog(String path, FileStore.Entry entry, List<Part> parts, List<String> missing) {
    this.path = path;
    this.entry = entry;
    this.parts = Collections.unmodifiableList(parts);
    this.missing = Collections.unmodifiableList(missing);
  }

  /** One file of the log. Immutable and thread-safe. */
  public static final class Part {
    private final FileStore.Entry file;
    private final Content content;

    private Part(FileStore.Entry file, Content content) {
      this.file = file;
      this.content = content;
    }

    /** The file's name, without its directory. */
    public String name() {
      return file.name();
    }

    /** Bytes on disk, compressed if the file is. */
    public long size() {
      return file.size();
    }

    /**
     * The events, one JSON object a line, decompressed.
     *
     * @throws IOException in one sentence where the file cannot be read or its codec is not
     *     supported
     */
    public DecodedStream open() throws IOException {
      return content.open();
    }
  }

  private interface Content {
    DecodedStream open() throws IOException;
  }

  /**
   * Finds the log at a path: a file, whatever its name, a rolling directory or a Databricks one.
   *
   * @throws IOException in one sentence where there is none
   */
  public static EventLog at(String path) throws IOException {
    FileStore store = FileStores.of(path);
    FileStore.Entry entry = store.at(path);
    if (!entry.directory()) {
      return file(path, store, entry);
    }
    LogDirectory directory = new LogDirectory(entry.name(), store.list(path));
    if (directory.parts().isEmpty()) {
      throw new IOException(path + ": " + directory.describe());
    }
    return rolling(path, store, entry, directory);
  }

  /**
   * All logs in a directory, by name; what lies deeper is not looked at. A rolling directory is one
   * log, be it in this directory or be it the directory itself, and so is a file. Files whose names
   * say that they are no logs are left out: hidden files, checksums, markers of success.
   *
   * @throws IOException in one sentence where the directory cannot be read
   */
  public static List<EventLog> allIn(String directory) throws IOException {
    FileStore store = FileStores.of(directory);
    FileStore.Entry entry = store.at(directory);
    if (!entry.directory()) {
      return Collections.singletonList(at(directory));
    }
    LogDirectory found = new LogDirectory(entry.name(), store.list(directory));
    List<EventLog> logs = new ArrayList<>();
    if (found.isOneLog()) {
      logs.add(rolling(directory, store, entry, found));
    }
    for (FileStore.Entry other : found.others()) {
      logs.add(found(store, other));
    }
    logs.removeIf(log -> log.parts.isEmpty());
    return Collections.unmodifiableList(logs);
  }

  /** The log that a file or directory is; without parts if it is none. */
  private static EventLog found(FileStore store, FileStore.Entry entry) {
    String problem = entry.problem();
    if (problem != null) {
      return closed(entry, new IOException(problem));
    }
    if (!entry.directory()) {
      return file(entry.path(), store, entry);
    }
    try {
      LogDirectory directory = new LogDirectory(entry.name(), store.list(entry.path()));
      return rolling(entry.path(), store, entry, directory);
    } catch (IOException e) {
      // Other people's logs may be closed to us. As with a file, it is told when it is opened.
      return LogDirectory.isRollingName(entry.name())
          ? closed(entry, e)
          : new EventLog(entry.path(), entry, Collections.emptyList(), Collections.emptyList());
    }
  }

  private static EventLog closed(FileStore.Entry entry, IOException why) {
    Part part =
        new Part(
            entry,
            () -> {
              throw why;
            });
    return new EventLog(
        entry.path(), entry, Collections.singletonList(part), Collections.emptyList());
  }

  private static EventLog file(String path, FileStore store, FileStore.Entry entry) {
    return new EventLog(
        path, entry, Collections.singletonList(part(store, entry)), Collections.emptyList());
  }

  private static EventLog rolling(
      String path, FileStore store, FileStore.Entry entry, LogDirectory directory) {
    List<Part> parts = new ArrayList<>();
    for (FileStore.Entry file : directory.parts()) {
      parts.add(part(store, file));
    }
    return new EventLog(path, entry, parts, directory.missing());
  }

  private static Part part(FileStore store, FileStore.Entry file) {
    return new Part(file, () -> DecodedStream.open(store, file.path()));
  }

  /** As it was given, or the path of one among several. */
  public String path() {
    return path;
  }

  /** The same for all paths of one log. */
  public String identity() {
    return entry.identity();
  }

  /**
   * Why it is not to be read, in a sentence, where it was found among others, such as a pipe or a
   * link to nothing; null for most.
   */
  public @Nullable String problem() {
    return entry.problem();
  }

  /**
   * The numbers of the parts that a rolling log should have and has not, such as {@code 4} or
   * {@code 6 to 9}.
   */
  public List<String> missingParts() {
    return missing;
  }

  /** The files, in the order in which they were written; at least one. */
  public List<Part> parts() {
    return parts;
  }

  /** Bytes on disk of all parts. */
  public long size() {
    return parts.stream().mapToLong(Part::size).sum();
  }
}
