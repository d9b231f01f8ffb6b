package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.rules.Given;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The user's proxy and certificates. */
class ProxyAndTrustTest {
  private final List<String> problems = new ArrayList<>();
  private final List<OkHttpTransport> opened = new ArrayList<>();

  @TempDir private Path dir;

  private OkHttpTransport transport(Map<String, String> properties) {
    VitalsConfig config = VitalsConfig.of(properties, Environment.system());
    OkHttpTransport transport = OkHttpTransport.of(config, () -> Given.NOW, problems::add);
    opened.add(transport);
    return transport;
  }

  @AfterEach
  void close() {
    opened.forEach(OkHttpTransport::close);
  }

  private static Answer post(OkHttpTransport transport, String url) {
    RequestBody body = RequestBody.create(new byte[] {'{', '}'}, MediaType.get("application/json"));
    return transport.send(new Request.Builder().url(HttpUrl.get(url)).post(body).build(), 10_000);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsATlsFailure() throws Exception {
    HttpsServer https = HttpsServer.start(dir);
    try (MockWebServer server = https.server()) {
      Answer answer = post(transport(Map.of()), https.url());

      assertThat(answer.statusClass()).isEqualTo("network");
      assertThat(answer.toString()).startsWith("TLS failed (");
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void aCertificateOfTheUsersFileIsTrusted() throws Exception {
    HttpsServer https = HttpsServer.start(dir);
    try (MockWebServer server = https.server()) {
      server.enqueue(new MockResponse());
      OkHttpTransport transport =
          transport(Map.of("spark.vitals.http.caFile", https.pem().toString()));

      assertThat(post(transport, https.url()).delivered()).isTrue();
      assertThat(problems).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "empty", "text"})
  void aFileWithoutCertificatesCostsOneLine(String name) throws Exception {
    Files.writeString(dir.resolve("empty"), "");
    Files.writeString(dir.resolve("text"), "-----BEGIN CERTIFICATE-----\nno\n");
    transport(Map.of("spark.vitals.http.caFile", dir.resolve(name).toString()));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0))
        .startsWith("spark.vitals.http.caFile: cannot use " + dir.resolve(name))
        .endsWith("only the JVM's own certificate authorities are trusted");
  }

  @Test
  void sendsThroughTheProxyButNotToTheHostsBesideIt() throws Exception {
    try (MockWebServer proxy = new MockWebServer();
        MockWebServer beside = new MockWebServer()) {
      proxy.start();
      beside.start();
      proxy.enqueue(new MockResponse());
      beside.enqueue(new MockResponse());
      OkHttpTransport transport =
          transport(
              Map.of(
                  "spark.vitals.http.proxy",
                  "http://127.0.0.1:" + proxy.getPort(),
                  "spark.vitals.http.noProxy",
                  "example.org, localhost"));

      assertThat(post(transport, "http://hooks.invalid/hook").delivered()).isTrue();
      assertThat(post(transport, "http://localhost:" + beside.getPort() + "/").delivered())
          .isTrue();
      assertThat(proxy.takeRequest().getRequestLine())
          .isEqualTo("POST http://hooks.invalid/hook HTTP/1.1");
      assertThat(beside.getRequestCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.org/, true",
    "https://a.b.example.org/, true",
    "https://notexample.org/, false",
    "https://EXAMPLE.org/, true",
    "http://x.intern/, true",
    "http://10.0.0.1/, false",
  })
  void subdomainsAreBesideTheProxyToo(URI uri, boolean direct) {
    ProxyRoute route = ProxyRoute.of("http://proxy:3128", "example.org,.intern, ");

    assertThat(route.select(uri).get(0).type() == Proxy.Type.DIRECT).isEqualTo(direct);
  }

  @Test
  void aStarLeavesTheProxyOut() {
    assertThat(ProxyRoute.of("http://proxy:3128", "*").select(URI.create("http://a/")))
        .containsExactly(Proxy.NO_PROXY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy:3128", "https://proxy:3128", "http://ann:S3CRET@proxy:3128"})
  void aProxyThatCannotBeUsedCostsOneLineWithoutItsPassword(String proxy) {
    transport(Map.of("spark.vitals.http.proxy", proxy));

    assertThat(problems)
        .containsExactly(
            "spark.vitals.http.proxy: expected http://host:port, without a password; it is not"
                + " used");
    assertThatThrownBy(() -> ProxyRoute.of(proxy, "")).hasMessageNotContaining("S3CRET");
  }
}
