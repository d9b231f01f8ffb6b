package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.config.ConfigKey;
import io.sparkvitals.docs.GeneratedSection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code src/docs/alerts.md} shows what people read, made from the bodies that receivers get. */
class AlertSamplesTest {
  private static final String PAGE = "src/docs/alerts.md";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode body(AlertFormat format) throws IOException {
    return JSON.readTree(format.body(Message.of(Told.event())));
  }

  private static void shows(String section, String language, String text) {
    String block = "```" + language + "\n" + text.strip() + "\n```\n";
    assertThat(GeneratedSection.of(PAGE, section).writeIfAsked(block).text())
        .as("%s is out of date: run the tests with -Dvitals.docs.write=true", PAGE)
        .hasValue(block);
  }

  @Test
  void slack() throws IOException {
    List<String> lines = new ArrayList<>();
    for (JsonNode block : body(new SlackFormat()).path("attachments").path(0).path("blocks")) {
      lines.add(
          texts(block, " · ")
              .replaceAll("<[^|>]*\\|([^>]*)>", "$1")
              .replaceAll("\\*(Probable cause)\\*", "$1:")
              .replaceAll("(?m)[*`]|^_|_$", ""));
    }
    shows("slack", "", String.join("\n\n", lines));
  }

  /** The texts of a block, fields with their names before them. */
  private static String texts(JsonNode block, String between) {
    List<String> texts = new ArrayList<>();
    if (block.has("text")) {
      texts.add(block.path("text").path("text").asText());
    }
    block.path("fields").forEach(each -> texts.add(each.path("text").asText().replace("\n", ": ")));
    block.path("elements").forEach(each -> texts.add(each.path("text").asText()));
    return String.join(between, texts);
  }

  @Test
  void teams() throws IOException {
    List<String> lines = new ArrayList<>();
    JsonNode card = body(new TeamsFormat()).path("attachments").path(0).path("content");
    for (JsonNode element : card.path("body")) {
      StringBuilder line = new StringBuilder();
      element.path("inlines").forEach(each -> line.append(each.path("text").asText()));
      List<String> facts = new ArrayList<>();
      element
          .path("facts")
          .forEach(
              each -> facts.add(each.path("title").asText() + ": " + each.path("value").asText()));
      String text = line.toString().replaceAll("^(Probable cause|What to do) ", "$1: ");
      lines.add(text + String.join(" · ", facts));
    }
    List<String> buttons = new ArrayList<>();
    card.path("actions").forEach(each -> buttons.add("[" + each.path("title").asText() + "]"));
    lines.add(String.join(" ", buttons));
    shows("teams", "", String.join("\n", lines));
  }

  @Test
  void pagerDuty() throws IOException {
    AlertFormat format =
        new PagerDutyFormat(
            Told.config("type", "pagerduty", "secretRoutingKey", "0123456789abcdef0123456789abcdef")
                .secret(ConfigKey.CHANNEL_SECRET_ROUTING_KEY)
                .orElseThrow());
    ObjectNode body = (ObjectNode) body(format);
    body.put("routing_key", "…");
    shows("pagerduty", "json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body));
  }
}
