package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.alerts.Story;
import io.sparkvitals.rules.Given;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What channels send over HTTP, and what they make of the answers. */
class ChannelRequestsTest {
  private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

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

  private String url() {
    return server.url("/services/T0KEN?key=S3CRET").toString();
  }

  private RecordedRequest sent(AlertChannel channel, Notification notification)
      throws InterruptedException {
    server.enqueue(new MockResponse().setResponseCode(200).setBody("ok"));
    assertThat(channel.deliver(Message.of(notification), transport).delivered()).isTrue();
    return server.takeRequest();
  }

  @Test
  void slackIsPostedToItsSecretUrl() throws Exception {
    RecordedRequest request =
        sent(Told.channel("type", "slack", "secretUrl", url()), Told.firing());

    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getPath()).isEqualTo("/services/T0KEN?key=S3CRET");
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("User-Agent")).isEqualTo("spark-vitals");
    assertThat(request.getBody().readByteArray())
        .isEqualTo(new SlackFormat().body(Message.of(Told.firing())));
  }

  @Test
  void pagerDutyIsPostedToItsApi() throws Exception {
    AlertChannel channel =
        Told.channel(
            "type",
            "pagerduty",
            "secretRoutingKey",
            ROUTING_KEY,
            "url",
            server.url("/").toString());
    RecordedRequest request = sent(channel, Told.firing());
    JsonNode body = new ObjectMapper().readTree(request.getBody().readUtf8());

    assertThat(request.getPath()).isEqualTo("/v2/enqueue");
    assertThat(body.path("routing_key").asText()).isEqualTo(ROUTING_KEY);
    assertThat(body.path("event_action").asText()).isEqualTo("trigger");
  }

  @Test
  void aWebhookGetsItsHeadersAndToken() throws Exception {
    AlertChannel channel =
        Told.channel(
            "type",
            "webhook",
            "url",
            server.url("/hook").toString(),
            "header.X-Team",
            "data",
            "secretHeader.X-Api-Key",
            "k3y",
            "secretToken",
            "t0ken");
    RecordedRequest request = sent(channel, Told.firing());

    assertThat(request.getHeader("X-Team")).isEqualTo("data");
    assertThat(request.getHeader("X-Api-Key")).isEqualTo("k3y");
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer t0ken");
    assertThat(request.getHeader("webhook-signature")).isNull();
  }

  @Test
  void aWebhookGetsBasicAuthentication() throws Exception {
    AlertChannel channel =
        Told.channel("type", "webhook", "url", url(), "user", "ann", "secretPassword", "pa:ss");

    assertThat(sent(channel, Told.firing()).getHeader("Authorization"))
        .isEqualTo("Basic YW5uOnBhOnNz");
  }

  @Test
  void aSignatureIsOverIdTimeAndBody() throws Exception {
    String key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    AlertChannel channel =
        Told.channel("type", "webhook", "url", url(), "secretSigningKey", "whsec_" + key);
    RecordedRequest request = sent(channel, Told.firing());
    byte[] body = request.getBody().readByteArray();

    String id = request.getHeader("webhook-id");
    assertThat(id).isEqualTo(Told.firing().id());
    assertThat(request.getHeader("webhook-timestamp")).isEqualTo("1795383600");
    assertThat(request.getHeader("webhook-signature"))
        .isEqualTo("v1," + SignatureTest.hmac(key, id + ".1795383600.", body));
  }

  @Test
  void aSecretInAFileIsReadAtEachRequest(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("url"), server.url("/old").toString() + "\n");
    AlertChannel channel = Told.channel("type", "slack", "secretUrlFile", file.toString());
    Files.writeString(file, server.url("/new").toString());

    assertThat(sent(channel, Told.firing()).getPath()).isEqualTo("/new");
  }

  @Test
  void aSecretThatIsGoneIsTriedAgainLater(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("url"), url());
    AlertChannel channel = Told.channel("type", "slack", "secretUrlFile", file.toString());
    Files.delete(file);

    Answer answer = channel.deliver(Message.of(Told.firing()), transport);

    assertThat(answer.retryable()).isTrue();
    assertThat(answer.toString()).contains("spark.vitals.channel.ops.secretUrlFile");
  }

  @Test
  void aRequestTakesNoLongerThanItsTimeout() {
    AlertChannel channel = Told.channel("type", "webhook", "url", url(), "timeout", "1s");
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));

    assertThat(channel.deliver(Message.of(Told.firing()), transport).statusClass())
        .isEqualTo("timeout");
  }

  @Test
  void anAnswerThatEchoesSecretsIsCleaned() {
    AlertChannel channel =
        Told.channel(
            "type",
            "webhook",
            "secretUrl",
            url(),
            "secretToken",
            "t0kenvalue",
            "secretHeader.X-Api-Key",
            "apikeyvalue");
    server.enqueue(
        new MockResponse()
            .setResponseCode(401)
            .setBody("bad t0kenvalue apikeyvalue at " + url() + " /services/T0KEN?key=S3CRET"));

    assertThat(channel.deliver(Message.of(Told.firing()), transport).toString())
        .isEqualTo("HTTP 401: bad *** *** at *** ***");
  }

  @Test
  void aRoutingKeyInAnAnswerIsCleaned() {
    AlertChannel channel =
        Told.channel("type", "pagerduty", "secretRoutingKey", ROUTING_KEY, "url", url());
    server.enqueue(new MockResponse().setResponseCode(400).setBody("no such " + ROUTING_KEY));

    assertThat(channel.deliver(Message.of(Told.firing()), transport).toString())
        .isEqualTo("HTTP 400: no such ***");
  }

  @Test
  void bytesOfABodyAreUtf8() throws Exception {
    Notification notification =
        new Story().told(0, Story.app(Story.skew(7, 6).named("größe 😀", null))).get(0);
    RecordedRequest request = sent(Told.channel("type", "webhook", "url", url()), notification);

    String body = new String(request.getBody().readByteArray(), StandardCharsets.UTF_8);
    assertThat(new ObjectMapper().readTree(body).at("/alerts/0/sparkvitals/subject").asText())
        .isEqualTo("stage 7.0 (größe 😀)");
  }
}
