package io.sparkvitals.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * A standalone Spark cluster on the loopback address: one Master and some Workers, each a JVM of
 * its own on ports the system chooses. Nothing of it is left after {@link #close()} or after the
 * end of this JVM. Thread-safe.
 */
public final class SparkCluster implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern MASTER_URL =
      Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern MASTER_UI =
      Pattern.compile("Bound MasterWebUI to .* started at (http://\\S+)");

  private final SparkHome home;
  private final Workspace workspace;
  private final String masterUrl;
  private final URI masterUi;
  private final List<SparkProcess> workers = new CopyOnWriteArrayList<>();

  private SparkCluster(SparkHome home, Workspace workspace, String masterUrl, URI masterUi) {
    this.home = home;
    this.workspace = workspace;
    this.masterUrl = masterUrl;
    this.masterUi = masterUi;
  }

  /**
   * What a cluster has.
   *
   * @param workers number of Workers
   * @param cores cores each Worker offers; they need not exist
   * @param memory memory each Worker offers, such as {@code 2g}
   */
  public record Size(int workers, int cores, String memory) {

    /** Two workers, each good for one executor with 2 cores and up to 2 GiB. */
    public static Size small() {
      return new Size(2, 2, "2g");
    }
  }

  /**
   * Starts a cluster and returns when all workers are registered.
   *
   * @throws IllegalStateException with the end of the log when it is not up after 60 s
   */
  public static SparkCluster start(SparkHome home, Size size)
      throws IOException, InterruptedException {
    Workspace workspace = Workspace.create("spark-vitals-cluster");
    try {
      SparkProcess master = startMaster(home, workspace);
      String masterUrl = require(master, MASTER_URL);
      URI masterUi = URI.create(require(master, MASTER_UI));
      SparkCluster cluster = new SparkCluster(home, workspace, masterUrl, masterUi);
      for (int number = 1; number <= size.workers(); number++) {
        cluster.startWorker(number, size);
      }
      cluster.awaitWorkers(size.workers(), master);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      workspace.close();
      throw e;
    }
  }

  public SparkHome home() {
    return home;
  }

  /** Directory and processes of this cluster; closing the cluster closes it. */
  public Workspace workspace() {
    return workspace;
  }

  /** What {@code --master} takes. */
  public String masterUrl() {
    return masterUrl;
  }

  /** A submission to this cluster, not yet started. */
  public SparkSubmissionBuilder submission() {
    return SparkSubmission.builder(home, workspace).master(masterUrl);
  }

  /**
   * Kills a worker with its executors at once, as a node dies.
   *
   * @param number from 1; its executors are on {@code 127.0.0.<number>} where the system has that
   */
  public void killWorker(int number) {
    workers.get(number - 1).destroy();
  }

  /**
   * Tells a worker that its node will go ({@code SIGPWR}). Its executors end when they are done;
   * only applications with {@code spark.decommission.enabled} hand something over before.
   *
   * @param number from 1
   */
  public void decommissionWorker(int number) throws IOException, InterruptedException {
    workers.get(number - 1).signal("PWR");
  }

  /** The number of workers that the Master sees alive. */
  public int aliveWorkers() throws IOException, InterruptedException {
    return state().path("aliveworkers").asInt();
  }

  @Override
  public void close() {
    workspace.close();
  }

  private static SparkProcess startMaster(SparkHome home, Workspace workspace) throws IOException {
    SparkCommand command =
        daemon(home, "org.apache.spark.deploy.master.Master")
            .jvmOptions("-Dspark.master.rest.enabled=false")
            .arguments("--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
    return SparkProcess.start("master", command, workspace, line -> {});
  }

  private void startWorker(int number, Size size) throws IOException {
    String name = "worker-" + number;
    SparkCommand command =
        daemon(home, "org.apache.spark.deploy.worker.Worker")
            .jvmOptions("-Dspark.decommission.enabled=true")
            .arguments("--host", host(number), "--port", "0", "--webui-port", "0")
            .arguments("--cores", Integer.toString(size.cores()), "--memory", size.memory())
            .arguments("--work-dir", workspace.directory().resolve(name).toString(), masterUrl);
    workers.add(SparkProcess.start(name, command, workspace, line -> {}));
  }

  private static SparkCommand daemon(SparkHome home, String mainClass) {
    return new SparkCommand(home, mainClass)
        .jvmOptions("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  /**
   * A loopback address for each worker where the system has more than one, so that they count as
   * different hosts.
   */
  private static String host(int workerNumber) {
    byte[] wanted = {127, 0, 0, (byte) workerNumber};
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(wanted))) {
      return socket.getInetAddress().getHostAddress();
    } catch (IOException e) {
      return "127.0.0.1";
    }
  }

  private static String require(SparkProcess process, Pattern pattern) throws InterruptedException {
    return process
        .stderrLines()
        .await(pattern, START_TIMEOUT)
        .orElseThrow(
            () -> new IllegalStateException(process.name() + " did not start\n" + process.tail()));
  }

  private void awaitWorkers(int expected, SparkProcess master) throws InterruptedException {
    try {
      Await.until(expected + " workers", START_TIMEOUT, this::aliveWorkers, n -> n >= expected);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(e.getMessage() + "\n" + master.tail(), e);
    }
  }

  private JsonNode state() throws IOException, InterruptedException {
    return HttpText.get(masterUi.resolve("/json/")).json();
  }
}
