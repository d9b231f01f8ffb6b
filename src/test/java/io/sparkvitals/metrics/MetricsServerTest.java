package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricsServerTest {
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final List<String> problems = new ArrayList<>();
  private final List<MetricsServer> servers = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();

  @AfterEach
  void close() {
    servers.forEach(MetricsServer::close);
  }

  @Test
  void servesThePageAsText() throws Exception {
    HttpResponse<String> answer = get(server(), "/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(Page.parse(answer.body()).value("sparkvitals_tasks_active")).isEqualTo(1);
  }

  @Test
  void servesOpenMetricsWhereItIsAskedFor() throws Exception {
    HttpResponse<String> answer =
        get(server(), "/metrics", "Accept", "application/openmetrics-text;version=1.0.0");

    assertThat(header(answer, "Content-Type")).startsWith("application/openmetrics-text");
    assertThat(answer.body()).endsWith("# EOF\n");
  }

  @Test
  void compressesWhereItIsAskedTo() throws Exception {
    HttpRequest request =
        request(server(), "/metrics").header("Accept-Encoding", "deflate, gzip;q=0.8").build();
    HttpResponse<InputStream> answer =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());

    assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
    String text =
        new String(new GZIPInputStream(answer.body()).readAllBytes(), StandardCharsets.UTF_8);
    assertThat(Page.parse(text).value("sparkvitals_tasks_active")).isEqualTo(1);
  }

  @Test
  void doesNotCompressForAClientThatRefuses() throws Exception {
    HttpResponse<String> answer = get(server(), "/metrics", "Accept-Encoding", "gzip;q=0");

    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    HttpRequest request =
        request(server(), "/metrics").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(Long.parseLong(header(answer, "Content-Length"))).isGreaterThan(1_000);
  }

  @Test
  void refusesOtherMethods() throws Exception {
    HttpRequest request =
        request(server(), "/metrics").POST(HttpRequest.BodyPublishers.ofString("x")).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void hasNothingElsewhere() throws Exception {
    assertThat(get(server(), "/metrics/x").statusCode()).isEqualTo(404);
    assertThat(get(server(), "/../etc/passwd").statusCode()).isEqualTo(404);
  }

  @Test
  void isHealthy() throws Exception {
    assertThat(get(server(), "/-/healthy").body()).isEqualTo("OK\n");
  }

  @Test
  void hasALandingPageThatRunsNoScript() throws Exception {
    HttpResponse<String> answer = get(server(), "/");

    assertThat(answer.body()).contains("daily-etl", "All is well.");
    assertThat(header(answer, "Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void failureIsAShortAnswerAndCounted() throws Exception {
    Exposition exposition =
        new Exposition(
            () -> {
              throw new IllegalStateException("inner detail");
            },
            Page.LIMITS,
            BuildInfo.of("1", "a"),
            () -> 0L);
    MetricsServer server = start(exposition, Map.of("spark.vitals.port", "0"));

    HttpResponse<String> answer = get(server, "/metrics", "Accept-Encoding", "gzip");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("inner detail", "Exception");
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(
            exposition
                .meters()
                .get("sparkvitals_agent_errors")
                .tag("component", "http")
                .functionCounter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void takesTheNextPortWhereOneIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MetricsServer server = start(exposition(), port(taken.getLocalPort()));

      assertThat(server.port())
          .isGreaterThan(taken.getLocalPort())
          .isLessThan(taken.getLocalPort() + MetricsServer.MAX_TRIES);
      assertThat(get(server, "/-/healthy").statusCode()).isEqualTo(200);
      assertThat(problems).isEmpty();
    }
  }

  @Test
  void isOffWithOneProblemWhereItCannotListen() {
    Map<String, String> settings =
        Map.of("spark.vitals.port", "4090", "spark.vitals.host", "192.0.2.1");

    assertThat(open(exposition(), settings)).isEmpty();
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("The metrics endpoint is off: cannot listen on 192.0.2.1 at port 4090 to 4105")
        .endsWith("set spark.vitals.port or spark.vitals.host");
  }

  @Test
  void isOffWithOneProblemWhereItsHostIsNotKnown() {
    Map<String, String> settings =
        Map.of("spark.vitals.port", "0", "spark.vitals.host", "no-such-host.invalid");

    assertThat(open(exposition(), settings)).isEmpty();
    assertThat(problems).singleElement().asString().contains("no-such-host.invalid at any port");
  }

  @Test
  void isOffWhereThatIsAskedFor() {
    assertThat(open(exposition(), Map.of("spark.vitals.port", "off"))).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void portIsFreeAgainAfterClose() throws Exception {
    MetricsServer server = server();
    int port = server.port();
    server.close();

    try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void closingOneServerLeavesAnotherOne() throws Exception {
    MetricsServer first = server();
    MetricsServer second = server();

    first.close();

    assertThat(get(second, "/-/healthy").statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> get(first, "/-/healthy")).isInstanceOf(ConnectException.class);
  }

  @Test
  void startsNoThreadThatKeepsTheJvmAlive() throws Exception {
    List<Thread> before = liveUserThreads();
    get(server(), "/metrics");

    List<Thread> after = liveUserThreads();
    after.removeAll(before);

    assertThat(after).noneMatch(each -> !each.getName().startsWith("HttpClient"));
  }

  @Test
  void slowClientsMakeWayForOthers() throws Exception {
    MetricsServer server = server();
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < RequestPool.THREADS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write("GET /metrics HT".getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }
      awaitAllThreadsBusy();
      nanos.addAndGet(RequestPool.MAX_NANOS + 1);

      assertThat(get(server, "/-/healthy").statusCode()).isEqualTo(200);
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }

  private static void awaitAllThreadsBusy() throws InterruptedException {
    Supplier<Long> reading =
        () ->
            Thread.getAllStackTraces().entrySet().stream()
                .filter(each -> each.getKey().getName().equals("spark-vitals-http"))
                .filter(each -> List.of(each.getValue()).toString().contains("ReadStream"))
                .count();
    for (int i = 0; i < 500 && reading.get() < RequestPool.THREADS; i++) {
      Thread.sleep(10);
    }
  }

  private static List<Thread> liveUserThreads() {
    List<Thread> threads = new ArrayList<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(Thread::isDaemon);
    return threads;
  }

  private MetricsServer server() {
    return start(exposition(), Map.of("spark.vitals.port", "0"));
  }

  private static Exposition exposition() {
    ApplicationSnapshot app = Snapshots.everything();
    return Page.exposition(app);
  }

  private static Map<String, String> port(int port) {
    return Map.of("spark.vitals.port", Integer.toString(port));
  }

  private MetricsServer start(Exposition exposition, Map<String, String> settings) {
    Map<String, String> local = new HashMap<>(settings);
    local.put("spark.vitals.host", "127.0.0.1");
    return open(exposition, local).orElseThrow(() -> new AssertionError(problems.toString()));
  }

  private Optional<MetricsServer> open(Exposition exposition, Map<String, String> settings) {
    LandingPage landing =
        new LandingPage(
            BuildInfo.of("1", "a"), () -> AgentStatus.of(Snapshots.facts(), "All is well."));
    Optional<MetricsServer> server =
        MetricsServer.start(
            VitalsConfig.of(settings, Environment.system()),
            exposition,
            landing,
            nanos::get,
            problems::add);
    server.ifPresent(servers::add);
    return server;
  }

  private HttpResponse<String> get(MetricsServer server, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(server, path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(MetricsServer server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }
}
