package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Given;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Teams, Opsgenie and PagerDuty are sent, and what becomes of their answers in time. */
class ReceiverRequestsTest {
  private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

  private final MockWebServer server = new MockWebServer();
  private final OkHttpTransport transport = new OkHttpTransport(() -> Given.NOW);
  private final ManualTime time = new ManualTime();
  private final Outcomes outcomes = new Outcomes();

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
    return server.url("/").toString();
  }

  private Dispatcher dispatcher(AlertChannel... channels) {
    return new Dispatcher(List.of(channels), 2_000, transport, time.timing(), outcomes);
  }

  private void answers(int... statuses) {
    for (int status : statuses) {
      server.enqueue(new MockResponse().setResponseCode(status));
    }
  }

  private AlertChannel opsgenie() {
    return Told.channel("type", "opsgenie", "secretApiKey", "g3nie", "url", url());
  }

  private AlertChannel pagerDuty() {
    return Told.channel("type", "pagerduty", "secretRoutingKey", ROUTING_KEY, "url", url());
  }

  @Test
  void opsgenieIsOpenedAndClosedByItsAlias() throws Exception {
    answers(202, 202);
    dispatcher(opsgenie()).send(Told.each(Told.warning(7), Told.over(7)));
    outcomes.awaitSettled(2);

    RecordedRequest open = server.takeRequest();
    RecordedRequest close = server.takeRequest();
    JsonNode body = new ObjectMapper().readTree(open.getBody().readUtf8());
    assertThat(open.getPath()).isEqualTo("/v2/alerts");
    assertThat(open.getHeader("Authorization")).isEqualTo("GenieKey g3nie");
    assertThat(close.getPath())
        .isEqualTo("/v2/alerts/" + body.path("alias").asText() + "/close?identifierType=alias");
  }

  @Test
  void opsgenieIsDeprecatedAndThatIsSaid() {
    StringBuilder said = new StringBuilder();
    List<AlertChannel> channels =
        new Channels(() -> Given.NOW, AlertLog.slf4j())
            .of(List.of(Told.config("type", "opsgenie", "secretApiKey", "k")), said::append);

    assertThat(channels).hasSize(1);
    assertThat(said)
        .hasToString(
            "spark.vitals.channel.ops.type = opsgenie is deprecated: Opsgenie itself ends on"
                + " 2027-04-05");
  }

  @Test
  void teamsGetsOneMessageInTwoSeconds() throws Exception {
    answers(202, 202, 202);
    AlertChannel teams = Told.channel("type", "teams", "secretUrl", url());
    dispatcher(teams).send(Told.each(Told.warning(1), Told.warning(2), Told.warning(3)));

    outcomes.awaitSettled(3);
    assertThat(time.elapsedMillis()).isEqualTo(4_000);
    assertThat(server.takeRequest().getBody().readByteArray())
        .isEqualTo(new TeamsFormat().body(Message.of(Told.warning(1))));
  }

  @Test
  void pagerDutyIsLeftAloneForHalfAMinuteWhenItSaysTooMany() {
    answers(429, 429, 202, 202);
    dispatcher(pagerDuty()).send(Told.each(Told.warning(1), Told.over(1)));

    assertThat(outcomes.awaitSettled(2)).containsOnly("pagerduty delivered");
    assertThat(time.elapsedMillis()).isEqualTo(60_000);
  }

  @Test
  void aWaitThatPagerDutyNamesItselfCounts() {
    server.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", "7"));
    server.enqueue(
        new MockResponse()
            .setResponseCode(429)
            .setHeader("Retry-After", "Sun, 22 Nov 2026 21:40:20 GMT"));
    answers(202);
    dispatcher(pagerDuty()).send(Told.each(Told.warning(1)));

    outcomes.awaitSettled(1);
    // The transport's clock stands still: the date is 20 s ahead of it.
    assertThat(time.elapsedMillis()).isEqualTo(27_000);
  }

  @Test
  void whoOpensIncidentsIsNotToldThatOneIsExplained() {
    for (AlertChannel channel : List.of(pagerDuty(), opsgenie())) {
      assertThat(channel.wants(Told.warning(1))).isTrue();
      assertThat(channel.wants(Told.event())).isTrue();
    }
    for (AlertFormat format : List.of(new OpsgenieFormat(), new TeamsFormat(), new SlackFormat())) {
      assertThat(format.takes(Notification.Kind.EXPLAINED)).isEqualTo(format.grouped());
      assertThat(format.takes(Notification.Kind.REPEATED)).isTrue();
      assertThat(format.takes(Notification.Kind.ESCALATED)).isTrue();
    }
  }

  @Test
  void aReceiverThatIsGoneIsAskedOnce() {
    answers(410);
    Dispatcher dispatcher = dispatcher(Told.channel("type", "slack", "secretUrl", url()));
    dispatcher.send(Told.each(Told.warning(1), Told.warning(2), Told.critical(3)));

    assertThat(outcomes.awaitSettled(3)).contains("slack failed", "slack dropped");
    dispatcher.close(Duration.ofSeconds(1));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aSlowAnswerThatSaysYesIsADelivery() {
    server.enqueue(new MockResponse().setBody("ok").setBodyDelay(3, TimeUnit.SECONDS));
    dispatcher(Told.channel("type", "slack", "secretUrl", url())).send(Told.each(Told.warning(1)));

    assertThat(outcomes.awaitSettled(1)).containsExactly("slack delivered");
  }

  @Test
  void aBurstOfAThousandThroughAServerThatStumblesIsNotLost() {
    AlertChannel webhook = Told.channel("type", "webhook", "url", url());
    for (int i = 0; i < 1_050; i++) {
      server.enqueue(
          i % 21 == 0
              ? new MockResponse().setResponseCode(i % 2 == 0 ? 503 : 429)
              : new MockResponse());
    }
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AT_START));
    Notification warning = Told.warning(1);
    Notification over = Told.over(1);
    Dispatcher dispatcher = dispatcher(webhook);
    for (int i = 0; i < 500; i++) {
      dispatcher.send(Told.each(warning, over));
    }

    assertThat(outcomes.awaitSettled(1_000)).hasSize(1_000).containsOnly("webhook delivered");
    assertThat(server.getRequestCount()).isEqualTo(1_050);
  }
}
