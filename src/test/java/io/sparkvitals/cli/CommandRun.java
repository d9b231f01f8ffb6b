package io.sparkvitals.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, with nothing in its environment but what it is given. */
final class CommandRun implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final Copy out;
  private final Copy messages;

  private CommandRun(Process process) {
    this.process = process;
    this.out = Copy.of(process.getInputStream());
    this.messages = Copy.of(process.getErrorStream());
  }

  static CommandRun start(Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new CommandRun(process);
  }

  /** {@code java -jar} with the jar that users get, and nothing else on the class path. */
  static CommandRun jar(Map<String, String> environment, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", jar().toString()));
    command.addAll(List.of(args));
    return start(environment, command);
  }

  static CommandRun jar(String... args) throws IOException {
    return jar(Map.of(), args);
  }

  /** The jar that users get. */
  static Path jar() {
    Path jar = Path.of(System.getProperty("vitals.jar", "target/spark-vitals-0.1.0-SNAPSHOT.jar"));
    if (!Files.exists(jar)) {
      throw new IllegalStateException("no jar at " + jar + "; run: make build");
    }
    return jar.toAbsolutePath();
  }

  static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  private static String java() {
    return javaHome().resolve("bin/java").toString();
  }

  /** The exit status, after all output has come. */
  int status() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it still runs: " + process.info());
    }
    out.await();
    messages.await();
    return process.exitValue();
  }

  /** What it wrote to standard output so far. */
  String out() {
    return out.text();
  }

  /** What it wrote to standard error so far. */
  String messages() {
    return messages.text();
  }

  /** Waits until this stands on standard error. */
  void awaitMessage(String part) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!messages().contains(part)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException("it never said " + part + ", but " + messages() + out());
      }
      Thread.sleep(20);
    }
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.toHandle().destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Takes what a stream gives, on a thread of its own. */
  private static final class Copy {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;

    private Copy(InputStream stream) {
      thread =
          new Thread(
              () -> {
                try (stream) {
                  stream.transferTo(bytes);
                } catch (IOException e) {
                  // The process is gone; what came is there.
                }
              });
    }

    static Copy of(InputStream stream) {
      Copy copy = new Copy(stream);
      copy.thread.setDaemon(true);
      copy.thread.start();
      return copy;
    }

    void await() throws InterruptedException {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    }

    String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
