package io.sparkvitals.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Elements of an Adaptive Card that stay within a number of bytes together: what does not fit is
 * left out. Foreign text stands in text runs, which know no markup. Not thread-safe.
 */
final class TeamsCard {
  /** Room for the words that say how many lines are left out. */
  private static final int REST = 200;

  private final ArrayNode elements;
  private int left;

  TeamsCard(ArrayNode elements, int maxBytes) {
    this.elements = elements;
    this.left = maxBytes;
  }

  /** A part of the same card with so many bytes of its own. */
  TeamsCard part(int maxBytes) {
    int own = Math.min(left, maxBytes);
    left -= own;
    return new TeamsCard(elements, own);
  }

  int left() {
    return left;
  }

  /** Whether the element fitted. */
  private boolean add(ObjectNode element) {
    int bytes = Json.bytes(element).length + 1;
    if (bytes > left) {
      return false;
    }
    left -= bytes;
    elements.add(element);
    return true;
  }

  private static ObjectNode run(String text) {
    return Json.object().put("type", "TextRun").put("text", text);
  }

  private static ObjectNode block(ObjectNode... runs) {
    ObjectNode block = Json.object().put("type", "RichTextBlock");
    ArrayNode inlines = block.putArray("inlines");
    for (ObjectNode run : runs) {
      inlines.add(run);
    }
    return block;
  }

  TeamsCard title(String text, String colour) {
    add(block(run(text).put("size", "Large").put("weight", "Bolder").put("color", colour)));
    return this;
  }

  TeamsCard subtle(String text) {
    if (!text.isEmpty()) {
      add(block(run(text).put("isSubtle", true)).put("spacing", "None"));
    }
    return this;
  }

  /** A heading of our own before the text; nothing where the text is empty. */
  TeamsCard paragraph(String heading, String text) {
    if (!text.isEmpty()) {
      add(
          heading.isEmpty()
              ? block(run(text))
              : block(run(heading + " ").put("weight", "Bolder"), run(text)));
    }
    return this;
  }

  TeamsCard heading(String text) {
    add(block(run(text).put("weight", "Bolder")));
    return this;
  }

  /** Lines to be copied. */
  TeamsCard code(List<String> lines) {
    for (String line : lines) {
      add(block(run(line).put("fontType", "Monospace")).put("spacing", "None"));
    }
    return this;
  }

  /** Lines with bullets, as many as fit, and how many are left out. */
  TeamsCard list(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isEmpty()) {
        continue;
      }
      ObjectNode line = block(run("• " + lines.get(i))).put("spacing", "None");
      if (Json.bytes(line).length + REST > left || !add(line)) {
        add(block(run("and " + (lines.size() - i) + " more")).put("spacing", "None"));
        break;
      }
    }
    return this;
  }

  /** Names and values of our own: they are shown as markup. */
  TeamsCard facts(Map<String, String> facts) {
    ObjectNode set = Json.object().put("type", "FactSet");
    ArrayNode array = set.putArray("facts");
    facts.forEach((title, value) -> array.addObject().put("title", title).put("value", value));
    add(set);
    return this;
  }

  /** A line between what stands before and after. */
  TeamsCard separated(String heading, String text) {
    add(
        block(run(heading + " ").put("weight", "Bolder"), run(text))
            .put("separator", true)
            .put("spacing", "Medium"));
    return this;
  }
}
