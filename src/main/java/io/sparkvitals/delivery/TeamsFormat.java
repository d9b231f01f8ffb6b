package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Microsoft Teams' Workflows: an Adaptive Card. Teams refuses more than 28 KB by its own way to
 * count, after the webhook has accepted it; a body here is smaller than 18 KB.
 */
final class TeamsFormat implements AlertFormat {
  private static final int MAX_CARD_BYTES = 13_500;
  private static final int MAX_ACTION_BYTES = 3_000;
  private static final int MAX_FULL_BYTES = 9_000;
  private static final int MAX_TITLE = 150;
  private static final int MAX_TEXT = 900;
  private static final int MAX_LINE = 300;
  private static final int MAX_LINES = 12;
  private static final int MAX_SHORT = 160;

  @Override
  public String integration() {
    return "teams";
  }

  @Override
  public boolean grouped() {
    return true;
  }

  @Override
  public boolean takes(Notification.Kind kind) {
    return kind != Notification.Kind.EVENT_OVER;
  }

  @Override
  public long gapMillis() {
    return 2_000;
  }

  @Override
  public byte[] body(Message message) {
    ObjectNode post = Json.object().put("type", "message");
    ObjectNode attachment = post.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    ObjectNode content = attachment.putObject("content");
    content.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    content.put("type", "AdaptiveCard");
    content.put("version", "1.4");
    content.put("fallbackText", Texts.line(Wording.line(message), MAX_TITLE));
    content.putObject("msteams").put("width", "full");
    TeamsCard card = new TeamsCard(content.putArray("body"), MAX_CARD_BYTES);
    card.title(Texts.line(Wording.headline(message), MAX_TITLE), colour(message));
    card.subtle(application(message));
    if (message.kind() != Message.Kind.ALERTS) {
      card.list(cut(message.lines(), message.lines().size(), MAX_LINE));
    } else if (message.notifications().size() == 1) {
      alone(card, message.first());
    } else {
      group(card, message);
    }
    actions(content.putArray("actions"), message.links());
    return Json.bytes(post);
  }

  private static String colour(Message message) {
    if (message.closes()) {
      return "Good";
    }
    switch (message.severity()) {
      case CRITICAL:
        return "Attention";
      case WARNING:
        return "Warning";
      default:
        return "Accent";
    }
  }

  private static String application(Message message) {
    String name = Wording.application(message);
    String id = Texts.line(message.application().id(), MAX_TITLE);
    String user = Texts.line(message.application().user(), MAX_TITLE);
    return name
        + (id.equals(name) || id.isEmpty() ? "" : " · " + id)
        + (user.isEmpty() ? "" : " · " + user);
  }

  private static void alone(TeamsCard card, Notification notification) {
    Finding finding = notification.alert().finding();
    card.paragraph("", text(Wording.summary(notification)));
    card.facts(facts(notification));
    if (!notification.kind().closes()) {
      card.paragraph("Probable cause", text(finding.cause()));
      if (!finding.evidence().isEmpty()) {
        card.heading("Evidence");
        card.list(cut(finding.evidence(), MAX_LINES, MAX_LINE));
      }
      advice(card, finding.recommendation());
    }
    card.subtle(Wording.caveat(notification));
  }

  private static Map<String, String> facts(Notification notification) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Severity", notification.alert().severity().label());
    facts.put("Since", Wording.since(notification));
    String measure = Wording.measure(notification.alert().finding());
    if (!measure.isEmpty()) {
      facts.put("Measured", Texts.line(measure, MAX_LINE));
    }
    facts.put("Rule", notification.alert().ruleId());
    return facts;
  }

  private static void advice(TeamsCard card, Recommendation advice) {
    card.paragraph("What to do", text(advice.text()));
    card.code(cut(advice.confLines(), MAX_LINES, MAX_LINE));
    for (String line : Wording.consequences(advice)) {
      card.paragraph("", text(line));
    }
  }

  private static void group(TeamsCard card, Message message) {
    List<Notification> full = Wording.inFull(message);
    String advised = "";
    for (Notification each : full) {
      TeamsCard part = card.part(MAX_FULL_BYTES / full.size());
      part.separated(Wording.status(each), Texts.line(Wording.summary(each), MAX_LINE));
      if (!each.kind().closes()) {
        Finding finding = each.alert().finding();
        part.paragraph("Probable cause", Texts.line(finding.cause(), MAX_LINE));
        if (!Wording.advice(each).equals(advised)) {
          part.paragraph("What to do", Texts.line(finding.recommendation().text(), MAX_LINE));
          part.code(cut(finding.recommendation().confLines(), MAX_LINES, MAX_LINE));
        }
        advised = Wording.advice(each);
      }
    }
    List<String> others = Wording.inShort(message);
    card.list(cut(others, others.size(), MAX_SHORT));
  }

  private static String text(String text) {
    return Texts.cut(text, MAX_TEXT);
  }

  private static List<String> cut(List<String> lines, int maxLines, int maxLine) {
    List<String> cut = new ArrayList<>();
    for (String line : lines.subList(0, Math.min(maxLines, lines.size()))) {
      cut.add(Texts.line(line, maxLine));
    }
    return cut;
  }

  private static void actions(ArrayNode actions, Map<String, String> links) {
    int left = MAX_ACTION_BYTES;
    for (Map.Entry<String, String> link : links.entrySet()) {
      ObjectNode action = Json.object().put("type", "Action.OpenUrl");
      action.put("title", link.getKey()).put("url", link.getValue());
      int bytes = Json.bytes(action).length + 1;
      if (bytes <= left) {
        left -= bytes;
        actions.add(action);
      }
    }
  }
}
