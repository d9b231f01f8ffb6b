package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Given;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dispatcher, channel and transport together, against a server that behaves badly. */
class DeliveryOverHttpTest {
  private static final List<String> SECRETS = List.of("T0KENPATH", "S3CRETKEY", "b3arertoken");

  private final MockWebServer server = new MockWebServer();
  private final ManualTime time = new ManualTime();
  private final Outcomes outcomes = new Outcomes();
  private Dispatcher dispatcher;

  @BeforeEach
  void start() throws IOException {
    server.start();
    AlertChannel channel =
        Told.channel(
            "type",
            "webhook",
            "secretUrl",
            server.url("/T0KENPATH?key=S3CRETKEY").toString(),
            "secretToken",
            "b3arertoken",
            "timeout",
            "1s");
    dispatcher =
        new Dispatcher(
            List.of(channel), 10, new OkHttpTransport(() -> Given.NOW), time.timing(), outcomes);
  }

  @AfterEach
  void stop() throws IOException {
    dispatcher.close(Duration.ZERO);
    server.shutdown();
  }

  private static MockResponse status(int code) {
    return new MockResponse().setResponseCode(code);
  }

  private List<String> ids(int number) throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      RecordedRequest request = server.takeRequest();
      String body = request.getBody().readUtf8();
      int start = body.indexOf("\"id\":\"") + 6;
      ids.add(body.substring(start, body.indexOf('"', start)).replaceAll("^\\w+-", ""));
    }
    return ids;
  }

  @Test
  void gettingThroughTakesAsManyTriesAsItTakes() throws InterruptedException {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    server.enqueue(status(500));
    server.enqueue(status(429).setHeader("Retry-After", "5"));
    server.enqueue(status(200));

    dispatcher.send(Told.each(Told.warning(7)));

    assertThat(outcomes.awaitSettled(1)).containsExactly("webhook delivered");
    assertThat(outcomes.awaitAttempts(5))
        .containsExactly(
            "webhook network", "webhook timeout", "webhook 5xx", "webhook 429", "webhook 2xx");
    assertThat(time.elapsedMillis()).isEqualTo(2_000 + 8_000 + 32_000 + 5_000);
    assertThat(ids(5)).containsOnly(Given.NOW + "-firing");
  }

  @Test
  void aResolveComesAfterItsTriggerOnTheWireToo() throws InterruptedException {
    server.enqueue(status(503));
    server.enqueue(status(200));
    server.enqueue(status(200));

    dispatcher.send(Told.each(Told.warning(7), Told.over(7)));

    outcomes.awaitSettled(2);
    assertThat(ids(3))
        .containsExactly(
            Given.NOW + "-firing", Given.NOW + "-firing", (Given.NOW + 90_000) + "-resolved");
  }

  @Test
  void noSecretIsEverLogged() {
    String echo =
        "you sent b3arertoken to " + server.url("/T0KENPATH?key=S3CRETKEY") + " S3CRETKEY";
    server.enqueue(status(400).setBody(echo));
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AT_START));
    for (int i = 0; i < 10; i++) {
      server.enqueue(status(i % 2 == 0 ? 500 : 302).setBody(echo).setHeader("Location", echo));
    }

    try (CapturedLog log = new CapturedLog()) {
      dispatcher.send(Told.each(Told.warning(7), Told.critical(8), Told.event()));
      outcomes.awaitSettled(3);
      dispatcher.close(Duration.ofSeconds(5));

      assertThat(log.all()).contains("HTTP 400: you sent *** to ***");
      SECRETS.forEach(secret -> assertThat(log.all()).doesNotContain(secret));
    }
  }
}
