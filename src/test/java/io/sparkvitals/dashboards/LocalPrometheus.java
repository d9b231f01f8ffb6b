package io.sparkvitals.dashboards;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real Prometheus on this machine that scrapes its targets every second. */
final class LocalPrometheus implements AutoCloseable {
  private static final String HINT = "prometheus is missing: apt-get install prometheus";
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String CONFIGURATION =
      """
      global:
        scrape_interval: 1s
        evaluation_interval: 1s
      rule_files: [rules.yml]
      scrape_configs:
        - job_name: spark
          static_configs:
            - targets: ["%s", "%s"]
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  private LocalPrometheus(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Skips the test where the package is missing, but fails in CI. */
  static void require() throws InterruptedException {
    try {
      Process asked =
          new ProcessBuilder("prometheus", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      asked.waitFor(30, TimeUnit.SECONDS);
    } catch (IOException e) {
      if ("true".equals(System.getenv("CI"))) {
        fail(HINT, e);
      }
      abort(HINT);
    }
  }

  /**
   * Starts one with its data below a directory.
   *
   * @param ports where on loopback two drivers are or will be
   * @param rules a rule file's text
   */
  static LocalPrometheus start(Path dir, List<Integer> ports, String rules)
      throws IOException, InterruptedException {
    Files.writeString(dir.resolve("rules.yml"), rules);
    Path configuration =
        Files.writeString(
            dir.resolve("prometheus.yml"),
            CONFIGURATION.formatted("127.0.0.1:" + ports.get(0), "127.0.0.1:" + ports.get(1)));
    String listen = "127.0.0.1:" + freePort();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + dir.resolve("tsdb"),
                "--web.listen-address=" + listen)
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("prometheus.log").toFile())
            .start();
    LocalPrometheus started = new LocalPrometheus(process, URI.create("http://" + listen));
    try {
      Await.until(
          "Prometheus", PATIENCE, () -> started.ask("query", Map.of("query", "1")), r -> true);
    } catch (InterruptedException | RuntimeException e) {
      started.close();
      throw e;
    }
    return started;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The result of an expression at one moment, a Unix time in seconds. */
  JsonNode at(long time, String expression) throws IOException, InterruptedException {
    return ask("query", Map.of("query", expression, "time", Long.toString(time))).path("result");
  }

  /** The result of an expression from one moment to another, for every second. */
  JsonNode between(long from, long to, String expression) throws IOException, InterruptedException {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("query", expression);
    parameters.put("start", Long.toString(from));
    parameters.put("end", Long.toString(to));
    parameters.put("step", "1");
    return ask("query_range", parameters).path("result");
  }

  private JsonNode ask(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String form =
        parameters.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String body =
        http.send(
                HttpRequest.newBuilder(address.resolve("/api/v1/" + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build(),
                BodyHandlers.ofString())
            .body();
    JsonNode answer = Dashboard.JSON.readTree(body);
    if (!answer.path("status").asText().equals("success")) {
      throw new IOException(List.of(path, form) + " gave " + body);
    }
    return answer.path("data");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
