package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.alerts.Story;
import io.sparkvitals.alerts.Words;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.config.Secret;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits of receivers hold whatever strangers write into names, errors and groups. */
class HostileValuesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] PIECES = {
    "<!channel>",
    "&",
    "<&>",
    "`",
    "```",
    "*_~",
    "😀",
    "\ud83d",
    "\udc00",
    "\u0000",
    "\n",
    "\t",
    "\u202e",
    "é",
    "[x](http://evil)",
    "<at>all</at>",
    "\"",
    "\\",
    "x",
    "{{DATE(0)}}",
    "\u2028"
  };

  /** The tracker cuts what Spark says of a failure. */
  private static final int MAX_FAILURE = 1_000;

  private static final List<Message> MESSAGES =
      IntStream.range(0, 40).mapToObj(HostileValuesTest::message).toList();

  /** Messages of all kinds, from a seed each, so that a failure can be repeated. */
  static List<Message> messages() {
    return MESSAGES;
  }

  private static Message message(int seed) {
    Random random = new Random(seed);
    int number = 1 + random.nextInt(seed % 3 == 0 ? 1 : 60);
    Given given = Given.application();
    for (int i = 1; i <= number; i++) {
      if (seed % 2 == 0) {
        given.with(Given.job(i, Texts.cut(text(random), MAX_FAILURE), 1));
      } else {
        given.with(Story.skew(i, 6).named(text(random), text(random)));
      }
    }
    List<Notification> told = new Story().told(0, given.revision(1));
    if (seed % 5 != 4) {
      String rule = told.get(0).alert().ruleId();
      return Message.of(told.stream().filter(each -> each.alert().ruleId().equals(rule)).toList());
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < number * 5; i++) {
      lines.add(text(random));
    }
    return Words.of(Message.Kind.DIGEST, Story.app().snapshot(), text(random), lines);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(10) == 0 ? 20_000 : random.nextInt(400);
    boolean one = random.nextBoolean();
    String same = PIECES[random.nextInt(PIECES.length)];
    for (int i = 0; i < pieces; i++) {
      text.append(one ? same : PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static List<String> texts(JsonNode body) {
    List<String> texts = new ArrayList<>();
    for (JsonNode text : body.findValues("text")) {
      if (text.isTextual()) {
        texts.add(text.asText());
      }
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("messages")
  void slackTakesIt(Message message) throws IOException {
    JsonNode body = JSON.readTree(new SlackFormat().body(message));

    assertThat(texts(body)).allMatch(text -> !text.isEmpty() && text.length() <= 3_000);
    assertThat(texts(body).stream().mapToInt(String::length).sum()).isLessThan(10_000);
    JsonNode blocks = body.at("/attachments/0/blocks");
    assertThat(blocks.size()).isLessThanOrEqualTo(50);
    for (JsonNode block : blocks) {
      if (block.path("type").asText().equals("header")) {
        assertThat(block.at("/text/text").asText().length()).isLessThanOrEqualTo(150);
      }
      assertThat(block.path("fields").size()).isLessThanOrEqualTo(10);
      block.path("fields").forEach(f -> assertThat(f.path("text").asText()).hasSizeLessThan(2_001));
    }
    assertThat(body.findValues("text").stream().filter(JsonNode::isObject))
        .filteredOn(text -> text.path("type").asText().equals("mrkdwn"))
        .allMatch(text -> !text.path("text").asText().contains("<!"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void teamsTakesIt(Message message) throws IOException {
    byte[] bytes = new TeamsFormat().body(message);
    JsonNode body = JSON.readTree(bytes);

    assertThat(bytes.length).isLessThan(18_000);
    // Markup is read in text blocks and facts only.
    assertThat(body.findValuesAsText("type")).doesNotContain("TextBlock");
    assertThat(texts(body)).isNotEmpty().doesNotContain("");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void machinesTakeIt(Message message) throws IOException {
    if (message.kind() != Message.Kind.ALERTS) {
      return;
    }
    Message one = Message.of(message.first());
    JsonNode genie = JSON.readTree(new OpsgenieFormat().body(one));
    byte[] duty = new PagerDutyFormat(key()).body(one);
    JsonNode alert = new OpenAlerts(AlertmanagerTimes.STANDARD).update(one.first(), 0).get(0);

    assertThat(genie.path("message").asText()).isNotEmpty().hasSizeLessThanOrEqualTo(130);
    assertThat(genie.path("description").asText()).hasSizeLessThanOrEqualTo(15_000);
    assertThat(genie.path("entity").asText()).hasSizeLessThanOrEqualTo(512);
    assertThat(genie.path("details").toString()).hasSizeLessThan(8_000);
    assertThat(duty.length).isLessThan(512_000);
    assertThat(JSON.readTree(duty).at("/payload/summary").asText().length())
        .isLessThanOrEqualTo(1_024);
    alert.path("labels").forEach(label -> assertThat(label.asText()).hasSizeLessThan(301));
    assertThat(JSON.readTree(new WebhookFormat("ops").body(one)).path("alerts")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theLogTakesIt(Message message) {
    assertThat(LogChannel.entry(message).lines()).hasSizeLessThan(400);
    assertThat(LogChannel.entry(message).lines().skip(1)).allMatch(line -> line.startsWith("  "));
  }

  private static Secret key() {
    return Told.config("type", "pagerduty", "secretRoutingKey", "0123456789abcdef0123456789abcdef")
        .secret(ConfigKey.CHANNEL_SECRET_ROUTING_KEY)
        .orElseThrow();
  }
}
