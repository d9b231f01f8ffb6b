package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.cluster.Await;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real Prometheus finds a real driver by its file, and its last values before it ends. */
class DiscoveryIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final String HINT = "prometheus is missing: apt-get install prometheus";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private int port;

  @Test
  void aDriverIsFoundScrapedToItsEndAndForgotten() throws Exception {
    SparkCluster cluster = SPARK.cluster();
    Path home = cluster.workspace().newDirectory("prometheus");
    Path targets = cluster.workspace().newDirectory("targets");
    Process prometheus = prometheus(home, targets);
    try (SparkSubmission application =
        WatchedApplication.watched(cluster, "TotalsJob")
            .conf("spark.vitals.discovery.dir", targets.toString())
            .conf("spark.vitals.shutdown.linger", "4s")
            .arguments(cluster.workspace().newDirectory("totals").toString())
            .start()) {
      Await.until("the target", PATIENCE, () -> query("up"), result -> value(result).equals("1"));
      assertThat(targets.toFile().list()).hasSize(1);

      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();

      assertThat(targets.toFile().list()).isEmpty();
      JsonNode end = query("last_over_time(sparkvitals_application_end_timestamp_seconds[10m])");
      assertThat(Double.parseDouble(value(end))).isGreaterThan(1.5e9);
      JsonNode tasks =
          query(
              "sum(last_over_time(sparkvitals_tasks_completed_total{outcome=\"succeeded\"}[10m]))");
      assertThat(Double.parseDouble(value(tasks))).isPositive();
      Await.until("no target", PATIENCE, () -> query("up"), result -> result.isEmpty());
    } finally {
      prometheus.destroyForcibly();
    }
  }

  private Process prometheus(Path home, Path targets) throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            home.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: spark
                file_sd_configs: [{files: ["%s/*.json"], refresh_interval: 1s}]
            """
                .formatted(targets));
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "prometheus",
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + home.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("prometheus.log").toFile())
              .start();
    } catch (IOException e) {
      return "true".equals(System.getenv("CI")) ? fail(HINT, e) : abort(HINT);
    }
    Await.until("Prometheus", PATIENCE, () -> query("vector(1)"), result -> !result.isEmpty());
    return process;
  }

  private JsonNode query(String expression) throws IOException, InterruptedException {
    String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + encoded);
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(answer.body()).path("data").path("result");
  }

  private static String value(JsonNode result) {
    return result.path(0).path("value").path(1).asText();
  }
}
