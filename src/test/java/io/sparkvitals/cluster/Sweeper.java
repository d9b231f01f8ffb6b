package io.sparkvitals.cluster;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A shell that waits for the end of this JVM. When the JVM dies without having dismissed it (kill
 * -9), it kills the watched processes and deletes the files. Thread-safe.
 *
 * <p>Executors are not watched: each ends by itself when its Worker is gone.
 */
final class Sweeper {

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      pids= keep=
      while read -r verb value; do
        case $verb in
          watch) pids="$pids $value" ;;
          forget) kept=; for pid in $pids; do
              [ "$pid" = "$value" ] || kept="$kept $pid"; done; pids=$kept ;;
          keep) keep=1 ;;
          dismiss) exit 0 ;;
        esac
      done
      [ -z "$pids" ] || kill -9 $pids
      sleep 3
      [ -z "$keep" ] || find "$1" -mindepth 1 -maxdepth 1 ! -name logs -exec rm -rf {} +
      [ -n "$keep" ] || rm -rf "$1"
      """;

  private final BufferedWriter orders;

  private Sweeper(BufferedWriter orders) {
    this.orders = orders;
  }

  static Sweeper start(Path directory) throws IOException {
    Process shell =
        new ProcessBuilder("sh", "-c", SCRIPT, "sweeper", directory.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Sweeper(
        new BufferedWriter(
            new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.UTF_8)));
  }

  void watch(long pid) {
    order("watch " + pid);
  }

  /** The process has ended; its number may be another's soon. */
  void forget(long pid) {
    order("forget " + pid);
  }

  void keepLogs() {
    order("keep");
  }

  void dismiss() {
    order("dismiss");
  }

  /** Breaks the connection, as the death of this JVM does. */
  void hangUp() throws IOException {
    orders.close();
  }

  private synchronized void order(String line) {
    try {
      orders.write(line);
      orders.newLine();
      orders.flush();
    } catch (IOException e) {
      // Without its safety net the workspace still cleans up by its own hook.
      System.err.println("sweeper does not listen: " + e.getMessage());
    }
  }
}
