package io.sparkvitals.replay;

import io.sparkvitals.files.DecodedStream;
import io.sparkvitals.files.FileStore;
import io.sparkvitals.files.FileStores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An event log: one file, or the parts of a rolling one in their order. Immutable and thread-safe.
 */
public final class EventLog {
  private final String path;
  private final List<Part> parts;

  private EventLog(String path, List<Part> parts) {
    this.path = path;
    this.parts = Collections.unmodifiableList(parts);
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
      return of(path, store, Collections.singletonList(entry));
    }
    List<FileStore.Entry> inside = store.list(path);
    List<FileStore.Entry> parts = LogDirectory.parts(inside);
    if (parts.isEmpty()) {
      throw new IOException(path + ": " + LogDirectory.describe(inside));
    }
    return of(path, store, parts);
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
    if (!store.at(directory).directory()) {
      return Collections.singletonList(at(directory));
    }
    List<FileStore.Entry> inside = store.list(directory);
    if (LogDirectory.isOneLog(inside)) {
      return Collections.singletonList(of(directory, store, LogDirectory.parts(inside)));
    }
    List<EventLog> logs = new ArrayList<>();
    for (FileStore.Entry entry : inside) {
      if (LogDirectory.mayBeLog(entry)) {
        logs.add(found(store, entry));
      }
    }
    logs.removeIf(log -> log.parts.isEmpty());
    return Collections.unmodifiableList(logs);
  }

  /** The log that a file or directory is; without parts if it is none. */
  private static EventLog found(FileStore store, FileStore.Entry entry) {
    if (!entry.directory()) {
      return of(entry.path(), store, Collections.singletonList(entry));
    }
    try {
      return of(entry.path(), store, LogDirectory.parts(store.list(entry.path())));
    } catch (IOException e) {
      // Other people's logs may be closed to us. As with a file, it is told when it is opened.
      Part closed =
          new Part(
              entry,
              () -> {
                throw e;
              });
      boolean isLog = LogDirectory.isRollingName(entry.name());
      return new EventLog(
          entry.path(), isLog ? Collections.singletonList(closed) : Collections.emptyList());
    }
  }

  private static EventLog of(String path, FileStore store, List<FileStore.Entry> files) {
    List<Part> parts = new ArrayList<>();
    for (FileStore.Entry file : files) {
      parts.add(new Part(file, () -> DecodedStream.open(store, file.path())));
    }
    return new EventLog(path, parts);
  }

  /** As it was given, or the path of one among several. */
  public String path() {
    return path;
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
