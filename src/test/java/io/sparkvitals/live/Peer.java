package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.cluster.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

/** A real server of the Prometheus family on this machine; Debian has a package of each. */
final class Peer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final String credentials;

  private Peer(Process process, int port, String credentials) {
    this.process = process;
    this.port = port;
    this.credentials = credentials;
  }

  /** Prometheus with these scrape configurations in YAML, one scrape a second. */
  static Peer prometheus(Path home, String scrapeConfigs) throws Exception {
    Path config =
        Files.writeString(
            home.resolve("prometheus.yml"),
            "global: {scrape_interval: 1s}\nscrape_configs:\n" + scrapeConfigs);
    int port = freePort();
    return start(
        home,
        "",
        port,
        List.of(
            "prometheus",
            "--config.file=" + config,
            "--storage.tsdb.path=" + home.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port));
  }

  static Peer pushgateway(Path home) throws Exception {
    int port = freePort();
    return start(
        home,
        "",
        port,
        List.of("prometheus-pushgateway", "--web.listen-address=127.0.0.1:" + port));
  }

  /** VictoriaMetrics that wants user and password, and shows at once what it was sent. */
  static Peer victoriaMetrics(Path home, String user, String password) throws Exception {
    int port = freePort();
    return start(
        home,
        user + ":" + password,
        port,
        List.of(
            "victoria-metrics",
            "-httpListenAddr=127.0.0.1:" + port,
            "-storageDataPath=" + home.resolve("data"),
            "-search.latencyOffset=0s",
            "-httpAuth.username=" + user,
            "-httpAuth.password=" + password));
  }

  private static Peer start(Path home, String credentials, int port, List<String> command)
      throws InterruptedException {
    List<String> all = new ArrayList<>(command);
    String name = all.get(0);
    Process process;
    try {
      process =
          new ProcessBuilder(all)
              .redirectErrorStream(true)
              .redirectOutput(home.resolve(name + ".log").toFile())
              .start();
    } catch (IOException e) {
      String hint = name + " is missing: apt-get install " + name;
      return "true".equals(System.getenv("CI")) ? fail(hint, e) : abort(hint);
    }
    Peer peer = new Peer(process, port, credentials);
    Await.until(name, PATIENCE, () -> peer.get("/metrics"), text -> !text.isEmpty());
    return peer;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String get(String path) throws IOException, InterruptedException {
    return send(path, "GET");
  }

  /** Sends a request without a body, and expects a good answer. */
  String send(String path, String method) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (!credentials.isEmpty()) {
      byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /** The result of an instant query. */
  JsonNode query(String expression) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return JSON.readTree(get("/api/v1/query?query=" + encoded)).path("data").path("result");
  }

  /** The result of a query once it is as wanted. */
  JsonNode await(String expression, Predicate<JsonNode> wanted) throws InterruptedException {
    return Await.until(expression, PATIENCE, () -> query(expression), wanted);
  }

  /** The value of the first series of a result. */
  static double value(JsonNode result) {
    String text = result.path(0).path("value").path(1).asText();
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
