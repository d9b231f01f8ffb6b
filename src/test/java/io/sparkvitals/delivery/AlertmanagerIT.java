package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.alerts.Story;
import io.sparkvitals.config.ChannelConfig;
import io.sparkvitals.rules.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts in real Alertmanagers; Debian's package is {@code prometheus-alertmanager}. */
class AlertmanagerIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path dir;

  private Path config(String webhook) throws IOException, InterruptedException {
    Path file =
        Files.writeString(
            dir.resolve("alertmanager.yml"),
            """
            route:
              receiver: people
              group_by: [alertname, app_id]
              group_wait: 1s
              group_interval: 5s
            receivers:
              - name: people
                webhook_configs:
                  - url: "%s"
                    send_resolved: true
            """
                .formatted(webhook));
    Path said = dir.resolve("amtool.log");
    Process amtool =
        AlertmanagerReplica.run(List.of("amtool", "check-config", file.toString()), said);
    assertThat(amtool.waitFor()).as(Files.readString(said)).isZero();
    return file;
  }

  private static JsonNode body(MockWebServer server) throws IOException, InterruptedException {
    RecordedRequest request = server.takeRequest(40, TimeUnit.SECONDS);
    assertThat(request).as("a notification").isNotNull();
    return JSON.readTree(request.getBody().readUtf8());
  }

  private static Dispatcher dispatcher(AlertmanagerReplica... replicas) {
    StringBuilder urls = new StringBuilder();
    for (AlertmanagerReplica each : replicas) {
      urls.append(urls.isEmpty() ? "" : ", ").append(each.url());
    }
    ChannelConfig config = Told.config("type", "alertmanager", "url", urls.toString());
    List<AlertChannel> channels =
        new Channels(System::currentTimeMillis, AlertLog.slf4j())
            .of(
                List.of(config),
                problem -> {
                  throw new AssertionError(problem);
                });
    return new Dispatcher(
        channels,
        100,
        new OkHttpTransport(System::currentTimeMillis),
        Timing.of(System::currentTimeMillis, () -> 0.5),
        DeliveryListener.NONE);
  }

  @Test
  void bothReplicasGetItAndPeopleAreToldOnceThatItFiresAndOnceThatItIsOver() throws Exception {
    try (MockWebServer people = new MockWebServer()) {
      people.start();
      for (int i = 0; i < 10; i++) {
        people.enqueue(new MockResponse());
      }
      Path config = config(people.url("/people").toString());
      try (AlertmanagerReplica one = AlertmanagerReplica.start(dir, config);
          AlertmanagerReplica two = AlertmanagerReplica.start(dir, config, one)) {
        one.awaitPeers(2);
        two.awaitPeers(2);
        tellBoth(people, one, two);
      }
      assertThat(people.getRequestCount()).isEqualTo(2);
    }
  }

  private static void tellBoth(
      MockWebServer people, AlertmanagerReplica one, AlertmanagerReplica two) throws Exception {
    long now = (System.currentTimeMillis() - Given.NOW) / 1_000;
    Story story = new Story();
    List<Notification> fired = story.told(now - 100, Story.app(Story.skew(7, 6)));
    List<Notification> over = story.told(now - 5, Story.app());
    Dispatcher dispatcher = dispatcher(one, two);
    try {
      dispatcher.send(Told.each(fired.get(0)));
      dispatcher.send(Told.each(fired.get(0)));
      for (AlertmanagerReplica replica : List.of(one, two)) {
        JsonNode alerts = replica.awaitAlerts("alert", found -> !found.isEmpty());
        assertThat(alerts).hasSize(1);
        assertLabels(alerts.get(0), fired.get(0));
      }
      JsonNode firing = body(people);
      assertThat(firing.path("status").asText()).isEqualTo("firing");
      assertThat(firing.path("alerts")).hasSize(1);
      assertTheOtherReplicaIsSilent(people);

      dispatcher.send(Told.each(over.get(0)));
      for (AlertmanagerReplica replica : List.of(one, two)) {
        replica.awaitAlerts("end of the alert", JsonNode::isEmpty);
      }
      assertThat(body(people).path("status").asText()).isEqualTo("resolved");
      assertTheOtherReplicaIsSilent(people);
    } finally {
      dispatcher.close(Duration.ofSeconds(5));
    }
  }

  /** It waits a second for the first one, and would have told people by then. */
  private static void assertTheOtherReplicaIsSilent(MockWebServer people)
      throws InterruptedException {
    assertThat(people.takeRequest(4, TimeUnit.SECONDS)).isNull();
  }

  private static void assertLabels(JsonNode alert, Notification notification) {
    assertThat(alert.at("/labels/alertname").asText()).isEqualTo("task-skew-high");
    assertThat(alert.at("/labels/app_name").asText()).isEqualTo("daily-etl");
    assertThat(alert.at("/labels/severity").asText()).isEqualTo("warning");
    assertThat(alert.at("/labels/stage_id").asText()).isEqualTo("7");
    assertThat(alert.at("/annotations/description").asText())
        .isEqualTo(Wording.summary(notification));
    assertThat(alert.at("/annotations/recommendation").asText()).isNotEmpty();
    assertThat(alert.path("generatorURL").asText()).startsWith("http://driver:4040/");
    assertThat(alert.at("/status/state").asText()).isEqualTo("active");
  }

  @Test
  void anAlertLastsWhileItsSenderLivesAndEndsByItselfAfterThat() throws Exception {
    Path config = config("http://127.0.0.1:1/nobody");
    try (AlertmanagerReplica replica = AlertmanagerReplica.start(dir, config)) {
      Process sender = sender(replica.url());
      try {
        JsonNode alert = replica.awaitAlerts("alert", found -> !found.isEmpty()).get(0);
        String ends = alert.path("endsAt").asText();
        replica.awaitAlerts(
            "later end",
            found -> !found.isEmpty() && found.get(0).path("endsAt").asText().compareTo(ends) > 0);
        assertThat(sender.isAlive()).isTrue();
      } finally {
        // SIGKILL: the sender cannot say goodbye.
        sender.destroyForcibly().waitFor();
      }
      replica.awaitAlerts("end of the alert", JsonNode::isEmpty);
    }
  }

  private Process sender(String url) {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return AlertmanagerReplica.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes,
            AlertmanagerSender.class.getName(),
            url),
        dir.resolve("sender.log"));
  }
}
