package io.sparkvitals.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One application, started as {@code spark-submit} does: {@code
 * org.apache.spark.deploy.SparkSubmit} in a JVM of its own, which is the driver in deploy mode
 * client. Thread-safe.
 */
public final class SparkSubmission implements AutoCloseable {

  private static final Pattern UI =
      Pattern.compile("Successfully started service 'SparkUI' on port (\\d+)");

  private final SparkProcess process;

  private SparkSubmission(SparkProcess process) {
    this.process = process;
  }

  /** A submission whose process lives in {@code workspace}. */
  public static SparkSubmissionBuilder builder(SparkHome home, Workspace workspace) {
    return new SparkSubmissionBuilder(home, workspace);
  }

  static SparkSubmission of(SparkProcess process) {
    return new SparkSubmission(process);
  }

  /** The exit code of the driver; fails with the end of its logs when it runs longer. */
  public int await(Duration timeout) throws InterruptedException {
    return process.await(timeout);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The first line on stdout so far or to come with {@code part} in it. */
  public String awaitLine(String part, Duration timeout) throws InterruptedException {
    return process
        .stdoutLines()
        .await(line -> line.contains(part), timeout)
        .orElseThrow(() -> missing("line \"" + part + "\""));
  }

  /** The first line of the driver's log so far or to come with {@code part} in it. */
  public String awaitLogLine(String part, Duration timeout) throws InterruptedException {
    return process
        .stderrLines()
        .await(line -> line.contains(part), timeout)
        .orElseThrow(() -> missing("log line \"" + part + "\""));
  }

  /** The address of the application's own UI. */
  public URI awaitUi(Duration timeout) throws InterruptedException {
    return process
        .stderrLines()
        .await(UI, timeout)
        .map(port -> URI.create("http://127.0.0.1:" + port))
        .orElseThrow(() -> missing("Spark UI"));
  }

  /** A reader of the application's REST interface, as soon as that answers. */
  public SparkRest awaitRest(Duration timeout) throws InterruptedException {
    return SparkRest.connect(awaitUi(timeout), timeout);
  }

  /** What the driver has printed, complete after {@link #await}. */
  public Path stdout() {
    return process.stdout();
  }

  /** The driver's log, complete after {@link #await}. */
  public Path stderr() {
    return process.stderr();
  }

  /** The newest lines of both, for messages. */
  public String tail() {
    return process.tail();
  }

  /** Kills the driver. Its executors follow when they notice. */
  public void destroy() {
    process.destroy();
  }

  /** Sends SIGTERM, as a cluster manager or a user does. */
  public void terminate() {
    process.terminate();
  }

  /** Kills the driver if it still runs. */
  @Override
  public void close() {
    destroy();
  }

  private IllegalStateException missing(String what) {
    String state = process.isAlive() ? " in time" : " before the driver ended";
    return new IllegalStateException("no " + what + state + "\n" + process.tail());
  }
}
