package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sparkvitals.rules.Texts;
import java.util.List;

/**
 * Blocks of a Slack message, and how many characters may still be added to them. Slack takes 150
 * characters in a header, 3,000 in a section, 2,000 in a field and 50 blocks, and fails at some
 * 13,000 characters in all. Not thread-safe.
 */
final class SlackBlocks {
  private static final int MAX_HEADER = 150;
  private static final int MAX_SECTION = 2_900;

  /** Room for the words that say how many lines are left out. */
  private static final int REST = 30;

  private final ArrayNode blocks;
  private int left;

  SlackBlocks(ArrayNode blocks, int maxChars) {
    this.blocks = blocks;
    this.left = maxChars;
  }

  /** A part of the same message with so many characters of its own. */
  SlackBlocks part(int maxChars) {
    int own = Math.min(left, maxChars);
    left -= own;
    return new SlackBlocks(blocks, own);
  }

  /** A text of at most so many characters that fits here. */
  SlackText text(int max) {
    return new SlackText(Math.max(0, Math.min(Math.min(max, MAX_SECTION), left)));
  }

  int left() {
    return left;
  }

  /** Plain text needs no escaping. */
  void header(String text) {
    String line = Texts.line(text, Math.min(MAX_HEADER, left));
    ObjectNode content = blocks.addObject().put("type", "header").putObject("text");
    content.put("type", "plain_text");
    content.put("text", line);
    content.put("emoji", false);
    left -= line.length();
  }

  /** Nothing for an empty text. */
  void section(SlackText text) {
    if (!text.isEmpty()) {
      blocks.addObject().put("type", "section").set("text", mrkdwn(text));
    }
  }

  void fields(List<SlackText> texts) {
    ArrayNode fields = blocks.addObject().put("type", "section").putArray("fields");
    texts.forEach(text -> fields.add(mrkdwn(text)));
  }

  void context(SlackText text) {
    if (!text.isEmpty()) {
      blocks.addObject().put("type", "context").putArray("elements").add(mrkdwn(text));
    }
  }

  /** Lines with bullets in as many sections as there is room for, and how many are left out. */
  void list(List<String> lines, int maxLine) {
    StringBuilder section = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = "• " + SlackText.escaped(lines.get(i), maxLine);
      if (section.length() + line.length() + REST > left) {
        line(section, "and " + (lines.size() - i) + " more");
        break;
      }
      if (section.length() + line.length() >= MAX_SECTION) {
        section(new SlackText(section.length()).markup(section.toString()));
        section.setLength(0);
      }
      line(section, line);
    }
    section(new SlackText(section.length()).markup(section.toString()));
  }

  private static void line(StringBuilder section, String line) {
    section.append(section.length() == 0 ? "" : "\n").append(line);
  }

  void divider() {
    blocks.addObject().put("type", "divider");
  }

  /** Verbatim, so that Slack makes no links and no mentions of what stands in values. */
  private ObjectNode mrkdwn(SlackText text) {
    left -= text.toString().length();
    return Json.object().put("type", "mrkdwn").put("verbatim", true).put("text", text.toString());
  }
}
