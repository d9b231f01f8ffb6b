package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Measure;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Texts;
import java.util.Map;

/**
 * Slack's incoming webhooks: Block Kit in a coloured attachment.
 *
 * <p>Slack takes 150 characters in a header, 3,000 in a section and 2,000 in a field, and fails at
 * some 13,000 in all; the parts here sum up to less than 10,000.
 */
final class SlackFormat implements AlertFormat {
  private static final int MAX_HEADER = 150;
  private static final int MAX_LINE = 400;
  private static final int MAX_SECTION = 2_900;
  private static final int MAX_FIELD = 200;
  private static final int MAX_CONTEXT = 1_500;
  private static final String RESOLVED_COLOUR = "#2e9e5b";

  @Override
  public String integration() {
    return "slack";
  }

  @Override
  public boolean grouped() {
    return true;
  }

  @Override
  public boolean keepsIncidents() {
    return false;
  }

  @Override
  public byte[] body(Message message) {
    Notification notification = message.first();
    ObjectNode post = Json.object();
    post.put("text", SlackText.escaped(Wording.line(notification), MAX_LINE));
    ObjectNode attachment = post.putArray("attachments").addObject();
    attachment.put("color", colour(notification));
    ArrayNode blocks = attachment.putArray("blocks");
    header(blocks.addObject(), Wording.headline(notification));
    section(blocks, what(notification));
    fields(blocks, notification);
    Finding finding = notification.alert().finding();
    if (!notification.kind().closes()) {
      section(blocks, evidence(finding));
      section(blocks, advice(finding.recommendation()));
    }
    context(blocks, notification);
    return Json.bytes(post);
  }

  private static String colour(Notification notification) {
    if (notification.kind().closes()) {
      return RESOLVED_COLOUR;
    }
    switch (notification.alert().severity()) {
      case CRITICAL:
        return "#d9292b";
      case WARNING:
        return "#d9822b";
      default:
        return "#3b82c4";
    }
  }

  /** Plain text needs no escaping. */
  private static void header(ObjectNode block, String text) {
    ObjectNode content = block.put("type", "header").putObject("text");
    content.put("type", "plain_text");
    content.put("text", Texts.line(text, MAX_HEADER));
    content.put("emoji", false);
  }

  private static SlackText what(Notification notification) {
    SlackText text = new SlackText(MAX_SECTION);
    text.markup("*").value(Wording.application(notification)).markup("*");
    if (!notification.applicationId().isEmpty()) {
      text.markup(" `").value(notification.applicationId().replace('`', '\'')).markup("`");
    }
    text.markup("\n").value(Wording.summary(notification));
    String cause = notification.alert().finding().cause();
    if (!cause.isEmpty() && !notification.kind().closes()) {
      text.markup("\n*Probable cause* ").value(cause);
    }
    if (notification.incomplete()) {
      text.markup("\n_").value(Wording.caveat(notification)).markup("_");
    }
    return text;
  }

  private static void fields(ArrayNode blocks, Notification notification) {
    Alert alert = notification.alert();
    ObjectNode block = blocks.addObject().put("type", "section");
    ArrayNode fields = block.putArray("fields");
    field(fields, "Severity", alert.severity().label());
    field(fields, "Since", Wording.since(notification));
    alert.finding().measure().ifPresent(measure -> measured(fields, measure));
    field(fields, "Rule", alert.ruleId());
    String user = notification.application().user();
    if (user != null) {
      field(fields, "User", user);
    }
  }

  private static void measured(ArrayNode fields, Measure measure) {
    field(fields, "Value", measure.valueText());
    field(fields, "Threshold", measure.thresholdText());
    if (!measure.samplesText().isEmpty()) {
      field(fields, "Sample", measure.samplesText());
    }
  }

  private static void field(ArrayNode fields, String name, String value) {
    fields.add(mrkdwn(new SlackText(MAX_FIELD).markup("*" + name + "*\n").value(value).toString()));
  }

  private static SlackText evidence(Finding finding) {
    SlackText text = new SlackText(MAX_SECTION);
    for (String line : finding.evidence()) {
      text.markup(text.toString().isEmpty() ? "*Evidence*\n• " : "\n• ").value(line);
    }
    return text;
  }

  private static SlackText advice(Recommendation recommendation) {
    SlackText text = new SlackText(MAX_SECTION);
    if (recommendation.text().isEmpty()) {
      return text;
    }
    text.markup("*What to do*\n").value(recommendation.text());
    if (!recommendation.settings().isEmpty()) {
      text.markup("\n").code(Wording.settings(recommendation));
    }
    for (String line : Wording.consequences(recommendation)) {
      text.markup("\n").value(line);
    }
    return text;
  }

  private static void section(ArrayNode blocks, SlackText text) {
    String markup = text.toString();
    if (!markup.isEmpty()) {
      blocks.addObject().put("type", "section").set("text", mrkdwn(markup));
    }
  }

  private static void context(ArrayNode blocks, Notification notification) {
    SlackText text = new SlackText(MAX_CONTEXT);
    for (Map.Entry<String, String> link : notification.links().entrySet()) {
      String url = link.getValue().replace("&", "&amp;");
      String separator = text.toString().isEmpty() ? "" : " · ";
      text.markup(separator + "<" + url + "|" + link.getKey() + ">");
    }
    if (!text.toString().isEmpty()) {
      ObjectNode block = blocks.addObject().put("type", "context");
      block.putArray("elements").add(mrkdwn(text.toString()));
    }
  }

  /** Verbatim, so that Slack makes no links and no mentions of what stands in values. */
  private static ObjectNode mrkdwn(String text) {
    return Json.object().put("type", "mrkdwn").put("verbatim", true).put("text", text);
  }
}
