package io.sparkvitals.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A real server of the Prometheus family on this machine; Debian has a package of each. */
public final class Peer implements AutoCloseable {
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
  public static Peer prometheus(Path home, String scrapeConfigs) throws Exception {
    return prometheus(home, scrapeConfigs, List.of());
  }

  /** The same with rules, which it looks at every second. */
  public static Peer prometheus(Path home, String scrapeConfigs, List<Path> ruleFiles)
      throws Exception {
    String rules =
        ruleFiles.stream()
            .map(file -> '"' + file.toAbsolutePath().toString() + '"')
            .collect(Collectors.joining(", ", "rule_files: [", "]\n"));
    Path config =
        Files.writeString(
            home.resolve("prometheus.yml"),
            "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
                + rules
                + "scrape_configs:\n"
                + scrapeConfigs);
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

  public static Peer pushgateway(Path home) throws Exception {
    int port = freePort();
    return start(
        home,
        "",
        port,
        List.of("prometheus-pushgateway", "--web.listen-address=127.0.0.1:" + port));
  }

  /** VictoriaMetrics that wants user and password, and shows at once what it was sent. */
  public static Peer victoriaMetrics(Path home, String user, String password) throws Exception {
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

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public String get(String path) throws IOException, InterruptedException {
    return send(path, "GET");
  }

  /** Sends a request without a body, and expects a good answer. */
  public String send(String path, String method) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    return answer(request);
  }

  private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    if (!credentials.isEmpty()) {
      byte[] bytes = credentials.getBytes(UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    HttpRequest built = request.build();
    HttpResponse<String> answer = http.send(built, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(
          built.uri() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  /** The result of an instant query, as of now. */
  public JsonNode query(String expression) throws IOException, InterruptedException {
    return ask("query", Map.of("query", expression));
  }

  /** The result of an expression at one moment, a Unix time in seconds. */
  public JsonNode at(long time, String expression) throws IOException, InterruptedException {
    return ask("query", Map.of("query", expression, "time", Long.toString(time)));
  }

  /** The result of an expression from one moment to another, for every second. */
  public JsonNode between(long from, long to, String expression)
      throws IOException, InterruptedException {
    return ask(
        "query_range",
        Map.of(
            "query",
            expression,
            "start",
            Long.toString(from),
            "end",
            Long.toString(to),
            "step",
            "1"));
  }

  private JsonNode ask(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String form =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + "/api/v1/" + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return JSON.readTree(answer(request)).path("data").path("result");
  }

  /** The result of a query once it is as wanted. */
  public JsonNode await(String expression, Predicate<JsonNode> wanted) throws InterruptedException {
    return Await.until(expression, PATIENCE, () -> query(expression), wanted);
  }

  /** The value of the first series of a result. */
  public static double value(JsonNode result) {
    String text = result.path(0).path("value").path(1).asText();
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
