package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Given;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OkHttpTransportTest {
  private final OkHttpTransport transport = new OkHttpTransport(() -> Given.NOW);
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    transport.close();
    server.shutdown();
  }

  private Answer answer(MockResponse response) {
    server.enqueue(response);
    return send(server.url("/hook"), 5_000);
  }

  private Answer send(HttpUrl url, long timeoutMillis) {
    RequestBody body = RequestBody.create(new byte[] {'{', '}'}, MediaType.get("application/json"));
    return transport.send(new Request.Builder().url(url).post(body).build(), timeoutMillis);
  }

  @Test
  void anyStatusOfSuccessIsADelivery() {
    assertThat(answer(new MockResponse().setResponseCode(200)).delivered()).isTrue();
    assertThat(answer(new MockResponse().setResponseCode(202)).delivered()).isTrue();
    assertThat(answer(new MockResponse().setResponseCode(204)).statusClass()).isEqualTo("2xx");
  }

  @Test
  void aRefusalBringsTheBeginningOfItsBodyOnOneLine() {
    Answer answer =
        answer(
            new MockResponse()
                .setResponseCode(400)
                .setBody("invalid\npayload " + "x".repeat(5_000)));

    assertThat(answer.statusClass()).isEqualTo("4xx");
    assertThat(answer.toString()).startsWith("HTTP 400: invalid payload xxx").hasSize(10 + 200);
  }

  @Test
  void readsTheSecondsToWait() {
    Answer answer = answer(new MockResponse().setResponseCode(429).setHeader("Retry-After", "17"));

    assertThat(answer.statusClass()).isEqualTo("429");
    assertThat(answer.retryAfterMillis()).isEqualTo(17_000);
  }

  @Test
  void readsTheTimeToWaitFor() {
    assertThat(
            answer(
                    new MockResponse()
                        .setResponseCode(503)
                        .setHeader("Retry-After", "Sun, 22 Nov 2026 21:41:30 GMT"))
                .retryAfterMillis())
        .isEqualTo(90_000);
    assertThat(
            answer(
                    new MockResponse()
                        .setResponseCode(503)
                        .setHeader("Retry-After", "Sun, 22 Nov 2020 21:41:30 GMT"))
                .retryAfterMillis())
        .isZero();
  }

  @Test
  void passesOverAWaitThatMakesNoSense() {
    for (String value : new String[] {"soon", "-5", "99999999999999999999"}) {
      assertThat(
              answer(new MockResponse().setResponseCode(429).setHeader("Retry-After", value))
                  .retryAfterMillis())
          .as(value)
          .isEqualTo(-1);
    }
  }

  @Test
  @Timeout(60) // against a hang
  void aServerThatHangsIsATimeout() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    Answer answer = send(server.url("/hook"), 200);

    assertThat(answer.statusClass()).isEqualTo("timeout");
    assertThat(answer.retryable()).isTrue();
  }

  @Test
  @Timeout(60) // against a hang
  void aBodyThatNeverEndsIsBoundedToo() {
    server.enqueue(
        new MockResponse()
            .setResponseCode(400)
            .setBody("x".repeat(900))
            .throttleBody(1, 1, TimeUnit.SECONDS));
    Answer answer = send(server.url("/hook"), 1_500);

    assertThat(answer.statusClass()).isEqualTo("4xx");
  }

  @Test
  void aBrokenConnectionHasNoStatus() {
    Answer answer =
        answer(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));

    assertThat(answer.statusClass()).isEqualTo("network");
    assertThat(answer.retryable()).isTrue();
    assertThat(answer.pausesChannel()).isTrue();
  }

  @Test
  void aClosedPortIsNamedWithoutItsAddress() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Answer answer = send(HttpUrl.get("http://127.0.0.1:" + port + "/T0KEN"), 3_000);

    assertThat(answer).hasToString("no connection");
  }

  @Test
  void anUnknownHostIsNamedWithoutItsName() {
    Answer answer = send(HttpUrl.get("http://t0ken.invalid/"), 3_000);

    assertThat(answer.statusClass()).isIn("network", "timeout");
    assertThat(answer.toString()).doesNotContain("t0ken");
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (MockWebServer other = new MockWebServer()) {
      other.start();
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        Answer answer =
            answer(
                new MockResponse()
                    .setResponseCode(status)
                    .setHeader("Location", other.url("/elsewhere")));

        assertThat(answer.statusClass()).isEqualTo("3xx");
        assertThat(answer.retryable()).isFalse();
        assertThat(answer.toString()).contains("redirects are not followed");
      }
      assertThat(other.getRequestCount()).isZero();
    }
  }

  @Test
  void whatIsBeingSentCanBeGivenUp()
      throws InterruptedException, ExecutionException, TimeoutException {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(() -> send(server.url("/hook"), 30_000));
    server.takeRequest();

    transport.cancel();

    assertThat(answer.get(5, TimeUnit.SECONDS).delivered()).isFalse();
  }

  @Test
  void leavesNoThreadThatKeepsTheJvmAlive() {
    answer(new MockResponse());

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(
            thread ->
                thread.getName().startsWith("Ok") || thread.getName().startsWith("spark-vitals"))
        .filteredOn(thread -> !thread.getName().contains("MockWebServer"))
        .allMatch(Thread::isDaemon);
  }
}
