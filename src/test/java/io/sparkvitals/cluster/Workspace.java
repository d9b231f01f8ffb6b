package io.sparkvitals.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary directory and the processes that work in it. Both are gone after {@link #close()},
 * which also runs when this JVM ends by itself or by SIGINT, SIGTERM or SIGHUP; a {@link Sweeper}
 * does the same when this JVM is killed. Thread-safe.
 */
public final class Workspace implements AutoCloseable {

  private static final int DELETE_ATTEMPTS = 5;

  private final Path directory;
  private final Sweeper sweeper;
  private final Thread hook;
  private final Deque<Process> processes = new ArrayDeque<>();
  private boolean keepLogs;
  private boolean closed;

  private Workspace(Path directory, Sweeper sweeper) {
    this.directory = directory;
    this.sweeper = sweeper;
    this.hook = new Thread(this::closeAtExit, "workspace-exit");
  }

  /** A new directory {@code <temporary directory>/<prefix>-<number>}. */
  public static Workspace create(String prefix) throws IOException {
    Path directory = Files.createTempDirectory(prefix + "-").toRealPath();
    Workspace workspace = new Workspace(directory, Sweeper.start(directory));
    Runtime.getRuntime().addShutdownHook(workspace.hook);
    Files.createDirectories(workspace.logs());
    Files.createDirectories(workspace.temporaryDirectory());
    return workspace;
  }

  public Path directory() {
    return directory;
  }

  /** Where the output of the processes is kept. */
  public Path logs() {
    return directory.resolve("logs");
  }

  /** What the processes use as {@code java.io.tmpdir}. */
  public Path temporaryDirectory() {
    return directory.resolve("tmp");
  }

  /** A new, empty directory for the files of one test or job. */
  public Path newDirectory(String name) throws IOException {
    return Files.createTempDirectory(directory, name + "-");
  }

  /** Leaves the logs in place at the end; all other files and the processes go all the same. */
  public synchronized void keepLogs() {
    keepLogs = true;
    sweeper.keepLogs();
  }

  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (closed) {
      throw new IllegalStateException("workspace " + directory + " is closed");
    }
    Process process = builder.start();
    processes.addFirst(process);
    sweeper.watch(process.pid());
    var unused = process.onExit().thenAcceptAsync(this::forget);
    return process;
  }

  private synchronized void forget(Process ended) {
    if (processes.remove(ended)) {
      sweeper.forget(ended.pid());
    }
  }

  /**
   * Kills the processes, the newest first, and deletes the directory. Does nothing when repeated.
   */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs or has run, and cleanUp is idempotent.
    }
    cleanUp();
  }

  private void closeAtExit() {
    cleanUp();
  }

  private synchronized void cleanUp() {
    if (closed) {
      return;
    }
    closed = true;
    List<ProcessHandle> handles = new ArrayList<>();
    processes.forEach(process -> handles.add(process.toHandle()));
    processes.clear();
    ProcessTree.kill(handles);
    deleteFiles();
    sweeper.dismiss();
  }

  private void deleteFiles() {
    for (int attempt = 1; attempt <= DELETE_ATTEMPTS; attempt++) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          if (!isKept(file)) {
            Files.deleteIfExists(file);
          }
        }
        return;
      } catch (IOException | UncheckedIOException e) {
        // An executor that was just being started may still write before it ends by itself.
        if (attempt == DELETE_ATTEMPTS) {
          throw new IllegalStateException("cannot delete " + directory, e);
        }
      }
    }
  }

  private boolean isKept(Path file) {
    return keepLogs && (file.startsWith(logs()) || file.equals(directory));
  }
}
