package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.config.Environment;
import io.sparkvitals.config.VitalsConfig;
import io.sparkvitals.model.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SecuredServerTest {
  private static final String SECRET = "S3CR3T-S3CR3T";

  private final List<String> problems = new ArrayList<>();
  private final List<MetricsServer> servers = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path directory;

  @AfterEach
  void close() {
    servers.forEach(MetricsServer::close);
  }

  private Optional<MetricsServer> open(String... settings) {
    Map<String, String> properties =
        new HashMap<>(Map.of("spark.vitals.port", "0", "spark.vitals.host", "127.0.0.1"));
    for (int i = 0; i < settings.length; i += 2) {
      properties.put("spark.vitals.endpoint." + settings[i], settings[i + 1]);
    }
    VitalsConfig config = VitalsConfig.of(properties, Environment.system());
    LandingPage landing =
        new LandingPage(
            BuildInfo.of("1", "a"), () -> AgentStatus.of(Snapshots.facts(), "All is well."));
    Exposition exposition = Page.exposition(Snapshots.everything());
    Optional<MetricsServer> server =
        MetricsServer.start(config, exposition, landing, nanos::get, problems::add);
    server.ifPresent(servers::add);
    return server;
  }

  private MetricsServer server(String... settings) {
    return open(settings).orElseThrow(() -> new AssertionError(problems.toString()));
  }

  private MetricsServer tlsServer() throws Exception {
    KeyStoreFile keys = KeyStoreFile.create(directory, "pkcs12");
    client = HttpClient.newBuilder().sslContext(trusting(keys.certificate())).build();
    return server(
        "keyStore", keys.path().toString(), "secretKeyStorePassword", KeyStoreFile.PASSWORD);
  }

  private HttpResponse<String> get(MetricsServer server, String path, String authorization)
      throws IOException, InterruptedException {
    String scheme = server.secure() ? "https" : "http";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + server.port() + path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int status(MetricsServer server, String authorization) throws Exception {
    return get(server, "/metrics", authorization).statusCode();
  }

  private static String basic(String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void letsInWhoKnowsThePassword() throws Exception {
    MetricsServer server = server("user", "prometheus", "secretPassword", SECRET + ":ü");

    assertThat(status(server, basic("prometheus:" + SECRET + ":ü"))).isEqualTo(200);
    assertThat(status(server, basic("prometheus:" + SECRET + ":ü").replace("Basic", "basic")))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic !!!",
        "Basic cHJvbWV0aGV1czo=",
        "Basic cHJvbWV0aGV1czpTM0NSM1QtUzNDUjNU0",
        "Bearer S3CR3T-S3CR3T",
        "S3CR3T-S3CR3T"
      })
  void keepsOutWhoDoesNot(String authorization) throws Exception {
    MetricsServer server = server("user", "prometheus", "secretPassword", SECRET);

    for (String path : List.of("/metrics", "/", "/nothing")) {
      HttpResponse<String> answer = get(server, path, authorization);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("Authentication is needed.\n");
      assertThat(answer.headers().allValues("WWW-Authenticate"))
          .containsExactly("Basic realm=\"Spark Vitals\", charset=\"UTF-8\"");
    }
  }

  @Test
  void eitherOfTwoCredentialsIsEnough() throws Exception {
    MetricsServer server =
        server("user", "prometheus", "secretPassword", SECRET, "secretToken", "T" + SECRET);

    assertThat(status(server, basic("prometheus:" + SECRET))).isEqualTo(200);
    assertThat(status(server, "Bearer T" + SECRET)).isEqualTo(200);
    assertThat(status(server, "Bearer " + SECRET)).isEqualTo(401);
    assertThat(get(server, "/", "").headers().allValues("WWW-Authenticate")).hasSize(2);
  }

  @Test
  void probeNeedsNoCredentials() throws Exception {
    MetricsServer server = server("secretToken", SECRET);

    assertThat(get(server, "/-/healthy", "").body()).isEqualTo("OK\n");
    assertThat(get(server, "/-/healthy/../metrics", "").statusCode()).isNotEqualTo(200);
    assertThat(get(server, "/-/healthy/", "").statusCode()).isEqualTo(401);
    assertThat(get(server, "//-/healthy", "").statusCode()).isEqualTo(401);
  }

  @Test
  void secretInAFileCanBeReplaced() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "old\n");
    MetricsServer server = server("secretTokenFile", file.toString());
    assertThat(status(server, "Bearer old")).isEqualTo(200);

    Files.writeString(file, SECRET);

    assertThat(status(server, "Bearer old")).isEqualTo(401);
    assertThat(status(server, "Bearer " + SECRET)).isEqualTo(200);
  }

  @Test
  void secretThatIsGoneLetsNobodyIn() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), SECRET);
    MetricsServer server = server("secretTokenFile", file.toString());
    Files.delete(file);

    assertThat(status(server, "Bearer " + SECRET)).isEqualTo(500);
    assertThat(status(server, "")).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pkcs12", "jks"})
  void servesHttpsFromEitherFormat(String type) throws Exception {
    KeyStoreFile keys = KeyStoreFile.create(directory, type);
    MetricsServer server =
        server(
            "keyStore",
            keys.path().toString(),
            "secretKeyStorePassword",
            KeyStoreFile.PASSWORD,
            "secretToken",
            SECRET);
    client = HttpClient.newBuilder().sslContext(trusting(keys.certificate())).build();

    assertThat(server.secure()).isTrue();
    assertThat(status(server, "Bearer " + SECRET)).isEqualTo(200);
    assertThat(status(server, "")).isEqualTo(401);
    HttpClient stranger = HttpClient.newHttpClient();
    URI uri = URI.create("https://127.0.0.1:" + server.port());
    assertThatThrownBy(
            () ->
                stranger.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void clientThatSpeaksPlainHttpToHttpsHarmsNobody() throws Exception {
    MetricsServer server = tlsServer();
    for (int i = 0; i < 2 * RequestPool.THREADS; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
      }
    }

    assertThat(status(server, "")).isEqualTo(200);
  }

  @Test
  void clientsThatNeverFinishTheirGreetingMakeWayForOthers() throws Exception {
    MetricsServer server = tlsServer();
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < RequestPool.THREADS; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write(0x16);
        slow.add(socket);
      }
      awaitGreetings();
      nanos.addAndGet(RequestPool.MAX_NANOS + 1);

      assertThat(status(server, "")).isEqualTo(200);
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }

  private static void awaitGreetings() throws InterruptedException {
    long busy = 0;
    for (int i = 0; i < 500 && busy < RequestPool.THREADS; i++) {
      Thread.sleep(10);
      busy =
          Thread.getAllStackTraces().entrySet().stream()
              .filter(each -> each.getKey().getName().equals("spark-vitals-http"))
              .filter(each -> List.of(each.getValue()).toString().contains("SSLStreams"))
              .count();
    }
    assertThat(busy).isEqualTo(RequestPool.THREADS);
  }

  private static SSLContext trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "driver", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user=a | spark.vitals.endpoint.secretPassword is missing",
        "secretPassword=S3CR3T | spark.vitals.endpoint.user is missing",
        "user=a:b;secretPassword=S3CR3T | spark.vitals.endpoint.user cannot hold a colon",
        "secretTokn=S3CR3T | a setting of spark.vitals.endpoint.* is wrong",
        "secretTokenEnv=S3CR3T | a setting of spark.vitals.endpoint.* is wrong",
        "secretTokenFile=/none/S3CR3T | spark.vitals.endpoint.secretTokenFile: cannot read the file"
            + " that it names (NoSuchFileException)",
        "keyStore=/none | spark.vitals.endpoint.secretKeyStorePassword is missing",
        "secretKeyStorePassword=S3CR3T | spark.vitals.endpoint.keyStore is missing",
        "keyStore=/none;secretKeyStorePassword=S3CR3T | spark.vitals.endpoint.keyStore: cannot use"
            + " /none (java.nio.file.NoSuchFileException: /none)",
      })
  void staysClosedWhereItsSecurityIsWrong(String settings, String line) {
    assertThat(open(settings.split("[;=]"))).isEmpty();
    assertThat(problems).containsExactly("The metrics endpoint is off: " + line);
    assertThat(problems.toString()).doesNotContain("S3CR3T");
  }

  @Test
  void emptySecretKeepsItClosed() {
    assertThat(open("secretToken", " ")).isEmpty();
    assertThat(problems).hasSize(1);
  }

  @Test
  void keyStoreThatCannotServeKeepsItClosed() throws Exception {
    KeyStoreFile keys = KeyStoreFile.create(directory, "pkcs12");
    String trust = keys.withoutKey().toString();

    assertThat(open("keyStore", keys.path().toString(), "secretKeyStorePassword", "S3CR3T-wrong"))
        .isEmpty();
    assertThat(open("keyStore", trust, "secretKeyStorePassword", KeyStoreFile.PASSWORD)).isEmpty();

    assertThat(problems.get(0)).contains("password was incorrect").doesNotContain("S3CR3T");
    assertThat(problems.get(1)).contains("no private key").doesNotContain("S3CR3T");
  }
}
