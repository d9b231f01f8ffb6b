package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.alerts.Story;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.Secret;
import io.sparkvitals.rules.Given;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bodies that receivers get, against files. Run with {@code -Dvitals.docs.write=true} to write
 * the files anew, and read the difference.
 */
class AlertFormatsTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("basedir", ""), "src/test/resources/io/sparkvitals/delivery");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

  private static AlertFormat format(String name) throws IOException {
    return switch (name.substring(0, name.indexOf('-'))) {
      case "slack" -> new SlackFormat();
      case "teams" -> new TeamsFormat();
      case "opsgenie" -> new OpsgenieFormat();
      case "webhook" -> new WebhookFormat("ops");
      default -> new PagerDutyFormat(routingKey());
    };
  }

  private static Secret routingKey() {
    return Told.config("type", "pagerduty", "secretRoutingKey", ROUTING_KEY)
        .secret(ConfigKey.CHANNEL_SECRET_ROUTING_KEY)
        .orElseThrow();
  }

  private static Message message(String name) {
    return switch (name.substring(name.indexOf('-') + 1)) {
      case "firing" -> Message.of(Told.firing());
      case "resolved" -> Message.of(Told.resolved());
      case "event" -> Message.of(Told.event());
      case "group" -> Told.group(12);
      case "digest" -> Told.digest();
      default -> Told.summary();
    };
  }

  private static JsonNode body(String name) throws IOException {
    return JSON.readTree(format(name).body(message(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slack-firing",
        "slack-resolved",
        "slack-event",
        "slack-group",
        "slack-digest",
        "slack-summary",
        "teams-firing",
        "teams-resolved",
        "teams-event",
        "teams-group",
        "teams-digest",
        "teams-summary",
        "opsgenie-firing",
        "opsgenie-resolved",
        "opsgenie-event",
        "pagerduty-firing",
        "pagerduty-resolved",
        "pagerduty-event",
        "webhook-firing",
        "webhook-resolved",
        "webhook-event",
      })
  void isWhatTheReceiverGets(String name) throws IOException {
    Path golden = GOLDEN.resolve(name + ".json");
    JsonNode body = body(name);
    if (Boolean.getBoolean("vitals.docs.write")) {
      Files.writeString(golden, JSON.writeValueAsString(body) + "\n");
    }

    assertThat(body).isEqualTo(JSON.readTree(Files.readString(golden)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log-firing", "log-group", "log-digest", "log-summary"})
  void theLogSaysItInLines(String name) throws IOException {
    Path golden = GOLDEN.resolve(name + ".txt");
    String entry = LogChannel.entry(message(name)).replace(System.lineSeparator(), "\n") + "\n";
    if (Boolean.getBoolean("vitals.docs.write")) {
      Files.writeString(golden, entry);
    }

    assertThat(entry).isEqualTo(Files.readString(golden));
  }

  @Test
  void slackNeverSeesMentionsOrLinksOfStrangers() throws IOException {
    String body =
        new String(new SlackFormat().body(Message.of(Told.firing())), StandardCharsets.UTF_8);

    assertThat(body).contains("&lt;!channel&gt;").doesNotContain("<!channel>");
  }

  @Test
  void pagerDutyTakesTheKeyOfAnAlertToTriggerRepeatAndResolve() throws IOException {
    JsonNode trigger = body("pagerduty-firing");
    JsonNode resolve = body("pagerduty-resolved");

    assertThat(trigger.path("dedup_key")).isEqualTo(resolve.path("dedup_key"));
    assertThat(trigger.path("dedup_key").asText().length()).isLessThanOrEqualTo(255);
    assertThat(trigger.path("event_action").asText()).isEqualTo("trigger");
    assertThat(resolve.path("event_action").asText()).isEqualTo("resolve");
    assertThat(resolve.has("payload")).isFalse();
  }

  @Test
  void pagerDutySummariesAreCut() throws IOException {
    Notification notification =
        new Story()
            .told(0, Given.application().with(Given.job(3, "x".repeat(50_000), 1)).revision(1))
            .get(0);
    byte[] body = format("pagerduty-").body(Message.of(notification));

    assertThat(JSON.readTree(body).at("/payload/summary").asText().length())
        .isLessThanOrEqualTo(1_024);
    assertThat(body.length).isLessThan(512_000);
  }

  @Test
  void aWebhookLabelNeverHoldsTheValue() throws IOException {
    JsonNode labels = body("webhook-firing").at("/alerts/0/labels");

    assertThat(labels.toString()).doesNotContain("9.8");
    assertThat(labels.path("alertname").asText()).isEqualTo("task-skew-high");
    assertThat(labels.path("stage_id").asText()).isEqualTo("7");
  }

  @Test
  void aWebhookBodyIsSmall() throws IOException {
    assertThat(new WebhookFormat("ops").body(Message.of(Told.firing())).length).isLessThan(20_000);
  }
}
