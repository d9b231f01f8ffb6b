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
import java.util.ArrayList;
import java.util.List;
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
      case "webhook" -> new WebhookFormat("ops");
      default -> new PagerDutyFormat(routingKey());
    };
  }

  private static Secret routingKey() {
    return Told.config("type", "pagerduty", "secretRoutingKey", ROUTING_KEY)
        .secret(ConfigKey.CHANNEL_SECRET_ROUTING_KEY)
        .orElseThrow();
  }

  private static Notification notification(String name) {
    return switch (name.substring(name.indexOf('-') + 1)) {
      case "firing" -> Told.firing();
      case "resolved" -> Told.resolved();
      default -> Told.event();
    };
  }

  private static JsonNode body(String name) throws IOException {
    return JSON.readTree(format(name).body(Message.of(notification(name))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slack-firing",
        "slack-resolved",
        "slack-event",
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

  @Test
  void theLogSaysItInLines() throws IOException {
    Path golden = GOLDEN.resolve("log-firing.txt");
    String entry = LogChannel.entry(Told.firing()).replace(System.lineSeparator(), "\n") + "\n";
    if (Boolean.getBoolean("vitals.docs.write")) {
      Files.writeString(golden, entry);
    }

    assertThat(entry).isEqualTo(Files.readString(golden));
  }

  @Test
  void slackStaysWithinItsLimits() throws IOException {
    String longName = "<&>".repeat(2_000);
    Notification notification =
        new Story()
            .told(
                0,
                Given.application()
                    .with(Given.job(3, longName, 1), Given.job(4, "x".repeat(50_000), 1))
                    .with(Given.stage(7).named(longName, longName).failed(longName, 1))
                    .revision(1))
            .get(0);
    JsonNode body = JSON.readTree(new SlackFormat().body(Message.of(notification)));

    List<String> texts = new ArrayList<>();
    int sum = 0;
    for (JsonNode text : body.findValues("text")) {
      if (text.isTextual()) {
        texts.add(text.asText());
        sum += text.asText().length();
      }
    }
    assertThat(texts).allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(3_000));
    assertThat(sum).isLessThan(10_000);
    JsonNode blocks = body.at("/attachments/0/blocks");
    assertThat(blocks.size()).isLessThanOrEqualTo(50);
    assertThat(blocks.at("/0/text/text").asText().length()).isLessThanOrEqualTo(150);
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
