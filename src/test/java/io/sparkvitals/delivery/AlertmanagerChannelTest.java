package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.rules.Given;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertmanagerChannelTest {
  private final ObjectMapper json = new ObjectMapper();
  private final MockWebServer one = new MockWebServer();
  private final MockWebServer two = new MockWebServer();
  private final OkHttpTransport transport = new OkHttpTransport(() -> Given.NOW);
  private final Outcomes outcomes = new Outcomes();

  @BeforeEach
  void start() throws IOException {
    one.start();
    two.start();
  }

  @AfterEach
  void stop() throws IOException {
    transport.close();
    one.shutdown();
    two.shutdown();
  }

  private List<AlertChannel> channels() {
    String[] settings = {
      "type", "alertmanager", "url", one.url("/am/") + ", " + two.url("/"), "secretToken", "t0ken"
    };
    return new Channels(() -> Given.NOW, AlertLog.slf4j())
        .of(
            List.of(Told.config(settings)),
            problem -> {
              throw new AssertionError(problem);
            });
  }

  @Test
  void everyReplicaIsAChannelOfItsOwn() throws Exception {
    List<AlertChannel> channels = channels();
    one.enqueue(new MockResponse());
    two.enqueue(new MockResponse());
    for (AlertChannel each : channels) {
      assertThat(each.deliver(Message.of(Told.firing()), transport).delivered()).isTrue();
    }

    RecordedRequest request = one.takeRequest();
    JsonNode alert = json.readTree(request.getBody().readUtf8()).get(0);
    assertThat(channels).extracting(AlertChannel::name).containsExactly("ops-1", "ops-2");
    assertThat(request.getPath()).isEqualTo("/am/api/v2/alerts");
    assertThat(two.takeRequest().getPath()).isEqualTo("/api/v2/alerts");
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer t0ken");
    assertThat(alert.at("/labels/alertname").asText()).isEqualTo("task-skew-high");
    assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
    assertThat(alert.path("startsAt").asText()).isEqualTo("2026-11-22T21:40:00Z");
    assertThat(alert.path("endsAt").asText()).isEqualTo("2026-11-22T21:44:00Z");
    assertThat(alert.path("generatorURL").asText()).startsWith("http://driver:4040/");
  }

  @Test
  void oneReplicaThatFailsDoesNotStopTheOther() throws Exception {
    for (int i = 0; i < 5; i++) {
      one.enqueue(new MockResponse().setResponseCode(500));
    }
    two.enqueue(new MockResponse());
    ManualTime time = new ManualTime();
    Dispatcher dispatcher = new Dispatcher(channels(), 10, transport, time.timing(), outcomes);
    dispatcher.send(Told.each(Told.event()));

    assertThat(outcomes.awaitSettled(2))
        .containsExactlyInAnyOrder("alertmanager delivered", "alertmanager failed");
    dispatcher.close(Duration.ZERO);
    assertThat(two.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aRenewalComesInBatchesOfAllThatIsOpen() throws Exception {
    AlertChannel channel = channels().get(0);
    assertThat(channel.renew(transport)).isEmpty();
    for (int stage = 1; stage <= 120; stage++) {
      one.enqueue(new MockResponse());
      channel.deliver(Message.of(Told.warning(stage)), transport);
      one.takeRequest();
    }
    one.enqueue(new MockResponse());
    one.enqueue(new MockResponse().setResponseCode(400).setBody("bad label"));
    one.enqueue(new MockResponse());

    assertThat(channel.renew(transport))
        .hasValueSatisfying(a -> assertThat(a.delivered()).isFalse());
    assertThat(json.readTree(one.takeRequest().getBody().readUtf8())).hasSize(50);
    assertThat(json.readTree(one.takeRequest().getBody().readUtf8())).hasSize(50);
    assertThat(json.readTree(one.takeRequest().getBody().readUtf8())).hasSize(20);
  }

  @Test
  void anEventNeedsNoEnd() {
    assertThat(channels().get(0).wants(Told.event())).isTrue();
    assertThat(channels().get(0).grouped()).isFalse();
    assertThat(channels().get(0).renewalMillis()).isEqualTo(60_000);
  }
}
