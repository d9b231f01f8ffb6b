package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Measure;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Slack's incoming webhooks: Block Kit in a coloured attachment, below 10,000 characters. */
final class SlackFormat implements AlertFormat {
  private static final int MAX_LINE = 400;
  private static final int MAX_BLOCKS_TEXT = 9_000;
  private static final int MAX_FIELD = 200;
  private static final int MAX_CONTEXT = 800;
  private static final int MAX_FULL = 6_000;
  private static final int MAX_SHORT = 160;
  private static final int MAX_SECTION = 2_900;
  private static final int MAX_EVIDENCE = 2_000;
  private static final String RESOLVED_COLOUR = "#2e9e5b";
  private static final String INFO_COLOUR = "#3b82c4";

  @Override
  public String integration() {
    return "slack";
  }

  @Override
  public boolean grouped() {
    return true;
  }

  @Override
  public boolean takes(Notification.Kind kind) {
    return kind != Notification.Kind.EVENT_OVER;
  }

  /** Slack allows one message a second for each webhook. */
  @Override
  public long gapMillis() {
    return 1_000;
  }

  @Override
  public byte[] body(Message message) {
    ObjectNode post = Json.object();
    post.put("text", SlackText.escaped(Wording.line(message), MAX_LINE));
    ObjectNode attachment = post.putArray("attachments").addObject();
    attachment.put("color", colour(message));
    SlackBlocks blocks = new SlackBlocks(attachment.putArray("blocks"), MAX_BLOCKS_TEXT);
    blocks.header(Wording.headline(message));
    int room = blocks.left() - MAX_CONTEXT;
    if (message.kind() != Message.Kind.ALERTS) {
      words(blocks.part(room), message);
    } else if (message.notifications().size() == 1) {
      alone(blocks.part(room), message.first());
    } else {
      group(blocks.part(room), message);
    }
    context(blocks, message);
    return Json.bytes(post);
  }

  private static String colour(Message message) {
    if (message.closes()) {
      return RESOLVED_COLOUR;
    }
    switch (message.severity()) {
      case CRITICAL:
        return "#d9292b";
      case WARNING:
        return "#d9822b";
      default:
        return INFO_COLOUR;
    }
  }

  private static void words(SlackBlocks blocks, Message message) {
    SlackText text = blocks.text(MAX_LINE);
    application(text, message.application().id(), Wording.application(message));
    blocks.section(text);
    blocks.list(message.lines(), MAX_LINE);
  }

  private static void group(SlackBlocks blocks, Message message) {
    SlackText where = blocks.text(MAX_LINE);
    application(where, message.application().id(), Wording.application(message));
    blocks.section(where);
    List<Notification> full = Wording.inFull(message);
    String advised = "";
    for (Notification each : full) {
      SlackBlocks part = blocks.part(MAX_FULL / full.size());
      blocks.divider();
      SlackText what = part.text(part.left() / 2);
      what.markup("*").value(Wording.status(each)).markup("* ");
      part.section(what(what, each));
      if (!each.kind().closes()) {
        Finding finding = each.alert().finding();
        part.section(evidence(part.text(part.left() / 2), finding));
        if (!Wording.advice(each).equals(advised)) {
          part.section(advice(part.text(part.left()), finding.recommendation()));
        }
        advised = Wording.advice(each);
      }
    }
    blocks.list(Wording.inShort(message), MAX_SHORT);
  }

  private static void alone(SlackBlocks blocks, Notification notification) {
    SlackText text = blocks.text(MAX_SECTION);
    application(text, notification.applicationId(), Wording.application(notification));
    blocks.section(what(text.markup("\n"), notification));
    fields(blocks, notification);
    Finding finding = notification.alert().finding();
    if (!notification.kind().closes()) {
      blocks.section(evidence(blocks.text(MAX_EVIDENCE), finding));
      blocks.section(advice(blocks.text(MAX_SECTION), finding.recommendation()));
    }
  }

  private static void application(SlackText text, @Nullable String id, String name) {
    text.markup("*").value(name).markup("*");
    if (id != null && !id.isEmpty()) {
      text.markup(" `").value(Texts.line(id, MAX_FIELD).replace('`', '\'')).markup("`");
    }
  }

  private static SlackText what(SlackText text, Notification notification) {
    text.value(Wording.summary(notification));
    String cause = notification.alert().finding().cause();
    if (!cause.isEmpty() && !notification.kind().closes()) {
      text.markup("\n*Probable cause* ").value(cause);
    }
    String caveat = Wording.caveat(notification);
    if (!caveat.isEmpty()) {
      text.markup("\n_").value(caveat).markup("_");
    }
    return text;
  }

  private static void fields(SlackBlocks blocks, Notification notification) {
    Alert alert = notification.alert();
    List<SlackText> fields = new ArrayList<>();
    fields.add(field("Severity", alert.severity().label()));
    fields.add(field("Since", Wording.since(notification)));
    alert.finding().measure().ifPresent(measure -> measured(fields, measure));
    fields.add(field("Rule", alert.ruleId()));
    String user = notification.application().user();
    if (user != null) {
      fields.add(field("User", user));
    }
    blocks.fields(fields);
  }

  private static void measured(List<SlackText> fields, Measure measure) {
    fields.add(field("Value", measure.valueText()));
    fields.add(field("Threshold", measure.thresholdText()));
    if (!measure.samplesText().isEmpty()) {
      fields.add(field("Sample", measure.samplesText()));
    }
  }

  private static SlackText field(String name, String value) {
    return new SlackText(MAX_FIELD).markup("*" + name + "*\n").value(value);
  }

  private static SlackText evidence(SlackText text, Finding finding) {
    for (String line : finding.evidence()) {
      text.markup(text.isEmpty() ? "*Evidence*\n• " : "\n• ").value(line);
    }
    return text;
  }

  private static SlackText advice(SlackText text, Recommendation recommendation) {
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

  private static void context(SlackBlocks blocks, Message message) {
    SlackText text = blocks.text(MAX_CONTEXT);
    for (Map.Entry<String, String> link : message.links().entrySet()) {
      String url = link.getValue().replace("&", "&amp;");
      String separator = text.isEmpty() ? "" : " · ";
      text.markup(separator + "<" + url + "|" + link.getKey() + ">");
    }
    blocks.context(text);
  }
}
