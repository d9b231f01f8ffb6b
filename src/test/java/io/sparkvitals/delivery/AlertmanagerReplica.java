package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.cluster.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A real Alertmanager on this machine. */
final class AlertmanagerReplica implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String HINT =
      "prometheus-alertmanager is missing: apt-get install prometheus-alertmanager";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final int clusterPort;

  private AlertmanagerReplica(Process process, int port, int clusterPort) {
    this.process = process;
    this.port = port;
    this.clusterPort = clusterPort;
  }

  /** Starts one with its data in a directory of its own, as a peer of the given ones. */
  static AlertmanagerReplica start(Path dir, Path config, AlertmanagerReplica... peers)
      throws IOException, InterruptedException {
    int port = freePort();
    int clusterPort = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                "prometheus-alertmanager",
                "--config.file=" + config,
                "--storage.path=" + dir.resolve("data-" + port),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=127.0.0.1:" + clusterPort,
                "--cluster.peer-timeout=1s",
                "--cluster.gossip-interval=50ms"));
    for (AlertmanagerReplica peer : peers) {
      command.add("--cluster.peer=127.0.0.1:" + peer.clusterPort);
    }
    AlertmanagerReplica replica =
        new AlertmanagerReplica(
            run(command, dir.resolve("alertmanager-" + port + ".log")), port, clusterPort);
    Await.until("Alertmanager", PATIENCE, () -> replica.get("/-/ready"), text -> true);
    return replica;
  }

  /** Waits until both know of each other, so that only one of them notifies. */
  void awaitPeers(int number) throws InterruptedException {
    Await.until(
        "cluster",
        PATIENCE,
        () -> JSON.readTree(get("/api/v2/status")).path("cluster"),
        cluster ->
            cluster.path("status").asText().equals("ready")
                && cluster.path("peers").size() == number);
  }

  /** Starts a tool of the package; skips the test where it is missing, but fails in CI. */
  static Process run(List<String> command, Path log) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      return "true".equals(System.getenv("CI")) ? fail(HINT, e) : abort(HINT);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  /** The alerts that are not over. */
  JsonNode alerts() throws IOException, InterruptedException {
    return JSON.readTree(get("/api/v2/alerts"));
  }

  JsonNode awaitAlerts(String what, Predicate<JsonNode> wanted) throws InterruptedException {
    return Await.until(what, PATIENCE, this::alerts, wanted);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
