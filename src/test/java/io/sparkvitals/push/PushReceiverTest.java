package io.sparkvitals.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.delivery.Answer;
import io.sparkvitals.delivery.OkHttpTransport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushReceiverTest {
  private static final String SECRET = "hunter2-hunter2";

  private final MockWebServer server = new MockWebServer();
  private final OkHttpTransport transport = new OkHttpTransport(() -> 0);
  private final List<String> problems = new ArrayList<>();
  @TempDir private Path directory;

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    transport.close();
    server.shutdown();
  }

  private Optional<PushReceiver> receiver(String... settings) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      properties.put("spark.vitals.push." + settings[i], settings[i + 1]);
    }
    VitalsConfig config = VitalsConfig.of(properties, Environment.system());
    problems.addAll(config.problems());
    return PushReceiver.of(config, problems::add);
  }

  private Answer send(PushReceiver receiver, String applicationId) throws Exception {
    return receiver.send("page".getBytes(StandardCharsets.UTF_8), applicationId, transport, 5_000);
  }

  private RecordedRequest sent(String... settings) throws Exception {
    server.enqueue(new MockResponse());
    assertThat(send(receiver(settings).orElseThrow(), "app-1").delivered()).isTrue();
    assertThat(problems).isEmpty();
    return server.takeRequest();
  }

  private String url(String path) {
    return server.url(path).toString();
  }

  @Test
  void pushgatewayGetsTheGroupOfTheApplicationAnew() throws Exception {
    RecordedRequest request = sent("type", "pushgateway", "url", url("/"));

    assertThat(request.getRequestLine())
        .isEqualTo("PUT /metrics/job/spark-vitals/app_id/app-1 HTTP/1.1");
    assertThat(request.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(request.getHeader("Content-Type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(request.getHeader("Authorization")).isNull();
    assertThat(request.getBody().readUtf8()).isEqualTo("page");
  }

  @Test
  void victoriaMetricsGetsMoreOfTheSameJob() throws Exception {
    RecordedRequest request =
        sent("type", "VictoriaMetrics", "url", url("/insert/0/prometheus/"), "job", "a & b");

    assertThat(request.getRequestLine())
        .isEqualTo(
            "POST /insert/0/prometheus/api/v1/import/prometheus?extra_label=job%3Da%20%26%20b"
                + " HTTP/1.1");
  }

  @Test
  void onlyAPushgatewayCanForget() {
    assertThat(
            receiver("type", "victoriametrics", "url", url("/"), "deleteAfter", "30s").isPresent())
        .isFalse();
    assertThat(problems)
        .singleElement()
        .asString()
        .contains("spark.vitals.push.deleteAfter is for a pushgateway");
  }

  @Test
  void queryOfTheUrlIsKept() throws Exception {
    RecordedRequest request =
        sent("type", "victoriametrics", "url", url("/?extra_label=cluster=a"));

    assertThat(request.getRequestUrl().queryParameterValues("extra_label"))
        .containsExactly("cluster=a", "job=spark-vitals");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", ".", "a b", "ü", "@base64"})
  void valuesThatWouldSteerThePathAreEncoded(String id) throws Exception {
    server.enqueue(new MockResponse());
    send(receiver("type", "pushgateway", "url", url("/")).orElseThrow(), id);

    List<String> path = server.takeRequest().getRequestUrl().pathSegments();

    assertThat(path).hasSize(5).contains("app_id@base64");
    assertThat(new String(Base64.getUrlDecoder().decode(path.get(4)), StandardCharsets.UTF_8))
        .isEqualTo(id);
  }

  @Test
  void authorizesItselfByAToken() throws Exception {
    RecordedRequest request =
        sent("type", "pushgateway", "secretUrl", url("/"), "secretToken", SECRET);

    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + SECRET);
  }

  @Test
  void authorizesItselfByAPasswordThatCanBeReplaced() throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "old\n");
    PushReceiver receiver =
        receiver(
                "type",
                "pushgateway",
                "url",
                url("/"),
                "user",
                "ops",
                "secretPasswordFile",
                file.toString())
            .orElseThrow();
    Files.writeString(file, SECRET);
    server.enqueue(new MockResponse());
    send(receiver, "app-1");

    assertThat(server.takeRequest().getHeader("Authorization"))
        .isEqualTo(Credentials.basic("ops", SECRET));
  }

  @Test
  void answerThatRepeatsSecretsHoldsNone() throws Exception {
    server.enqueue(
        new MockResponse().setResponseCode(401).setBody("no " + SECRET + " at /hidden-path/x"));
    PushReceiver receiver =
        receiver("type", "pushgateway", "secretUrl", url("/hidden-path"), "secretToken", SECRET)
            .orElseThrow();

    assertThat(send(receiver, "app-1").toString())
        .startsWith("HTTP 401: no ***")
        .doesNotContain(SECRET, "hidden-path");
  }

  @Test
  void nothingIsAskedForByDefault() {
    assertThat(receiver()).isEmpty();
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type=pushgateway | spark.vitals.push: spark.vitals.push.url is missing",
        "url=http://x | spark.vitals.push: spark.vitals.push.type is missing",
        "type=pushgateway;url=ftp://x | spark.vitals.push: the URL is no http or https URL",
        "type=pushgateway;url=http://x;user=a"
            + " | spark.vitals.push: spark.vitals.push.secretPassword is missing",
        "type=pushgateway;url=http://x;secretPassword=hunter2-hunter2"
            + " | spark.vitals.push: spark.vitals.push.user is missing",
        "type=pushgateway;url=http://x;user=a;secretPassword=p;secretToken=hunter2-hunter2"
            + " | spark.vitals.push: both a token and a password are set; set one of them",
        "type=pushgateway;url=http://x;secretTokenFile=/none/hunter2"
            + " | spark.vitals.push: spark.vitals.push.secretTokenFile: cannot read the file that it"
            + " names (NoSuchFileException)",
      })
  void mistakeCostsOneLineWithoutSecrets(String settings, String line) {
    assertThat(receiver(settings.split("[;=]"))).isEmpty();
    assertThat(problems).containsExactly(line + "; nothing is pushed");
    assertThat(problems.toString()).doesNotContain("hunter2");
  }

  @Test
  void typeThatIsNotKnownCostsOneLine() {
    assertThat(receiver("type", "statsd", "url", "http://x")).isEmpty();
    assertThat(problems)
        .containsExactly(
            "spark.vitals.push.type = \"statsd\" is not one of pushgateway, victoriametrics; the"
                + " setting is ignored");
  }
}
