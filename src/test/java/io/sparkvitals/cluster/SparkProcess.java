package io.sparkvitals.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A running JVM whose two output streams go to files, line by line, and to a consumer each.
 * Thread-safe.
 */
final class SparkProcess {

  private static final Duration OUTPUT_GRACE = Duration.ofSeconds(5);

  private final String name;
  private final Process process;
  private final Path stdout;
  private final Path stderr;
  private final LineWatch stdoutLines = new LineWatch();
  private final LineWatch stderrLines = new LineWatch();

  private SparkProcess(String name, Process process, Path logs) {
    this.name = name;
    this.process = process;
    this.stdout = logs.resolve(name + ".out.log");
    this.stderr = logs.resolve(name + ".err.log");
  }

  /**
   * Starts {@code command} in the workspace, which kills it at the end.
   *
   * @param name names the process in messages and its log files {@code <name>.out.log} and {@code
   *     <name>.err.log}
   */
  static SparkProcess start(
      String name, SparkCommand command, Workspace workspace, Consumer<String> onStdout)
      throws IOException {
    ProcessBuilder builder =
        command.processBuilder(workspace.directory(), workspace.temporaryDirectory());
    SparkProcess started = new SparkProcess(name, workspace.start(builder), workspace.logs());
    Consumer<String> stdoutSink = started.stdoutLines::add;
    Consumer<String> stderrSink = started.stderrLines::add;
    InputStream out = started.process.getInputStream();
    InputStream err = started.process.getErrorStream();
    started.pump(out, started.stdout, stdoutSink.andThen(onStdout), started.stdoutLines);
    started.pump(err, started.stderr, stderrSink, started.stderrLines);
    started.process.getOutputStream().close();
    return started;
  }

  String name() {
    return name;
  }

  Path stdout() {
    return stdout;
  }

  Path stderr() {
    return stderr;
  }

  LineWatch stdoutLines() {
    return stdoutLines;
  }

  LineWatch stderrLines() {
    return stderrLines;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code, after both logs are complete. */
  int await(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          name + " still runs after " + timeout.toSeconds() + " s\n" + tail());
    }
    stdoutLines.awaitEnd(OUTPUT_GRACE);
    stderrLines.awaitEnd(OUTPUT_GRACE);
    return process.exitValue();
  }

  /** Kills the process and all its descendants. */
  void destroy() {
    ProcessTree.kill(List.of(process.toHandle()));
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /**
   * Sends a signal to this process alone.
   *
   * @param name without {@code SIG}
   */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("no signal " + name + " to " + this.name);
    }
  }

  /** The newest lines of both logs and where they are, for messages. */
  String tail() {
    return LogTail.of(stdout, 10) + LogTail.of(stderr, 30);
  }

  private void pump(InputStream stream, Path file, Consumer<String> sink, LineWatch watch) {
    Thread thread = new Thread(() -> copy(stream, file, sink, watch), name + "-output");
    thread.setDaemon(true);
    thread.start();
  }

  private static void copy(InputStream in, Path file, Consumer<String> sink, LineWatch watch) {
    try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        PrintWriter log = new PrintWriter(Files.newBufferedWriter(file), true)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        log.println(line);
        sink.accept(line);
      }
    } catch (IOException e) {
      watch.add("output ended: " + e.getMessage());
    } finally {
      watch.end();
    }
  }
}
