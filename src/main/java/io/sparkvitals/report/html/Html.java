package io.sparkvitals.report.html;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Writes markup that is HTML and well-formed XML alike, and escapes every text and attribute.
 *
 * <p>What could run code or fetch anything cannot be written: no style or event attributes, no
 * scripts, and links only within the page. Not thread-safe.
 */
final class Html {
  private static final Set<String> LEAVES =
      setOf("meta", "br", "rect", "line", "path", "circle", "use");
  private static final Set<String> FORBIDDEN =
      setOf("script", "iframe", "object", "embed", "link", "base", "form", "img", "image");
  private static final char REPLACEMENT = '\uFFFD';
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private final Writer out;
  private final Deque<String> open = new ArrayDeque<>();

  Html(Writer out) {
    this.out = out;
  }

  /** Opens an element with pairs of attribute names and values. */
  Html open(String tag, String... attributes) throws IOException {
    start(tag, attributes);
    out.write('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() throws IOException {
    out.write("</");
    out.write(open.pop());
    out.write('>');
    return this;
  }

  /** Closes the last so many elements. */
  Html close(int number) throws IOException {
    for (int i = 0; i < number; i++) {
      close();
    }
    return this;
  }

  /** A whole element that holds text, or nothing. */
  Html element(String tag, String text, String... attributes) throws IOException {
    return open(tag, attributes).text(text).close();
  }

  /** An element without content: a void one of HTML, or a shape of SVG. */
  Html leaf(String tag, String... attributes) throws IOException {
    if (!LEAVES.contains(tag)) {
      throw new IllegalArgumentException("<" + tag + "/> is no element of its own in HTML");
    }
    start(tag, attributes);
    out.write("/>");
    return this;
  }

  Html text(String text) throws IOException {
    escape(text);
    return this;
  }

  /** A line break in the source, so that the page can be read and compared by lines. */
  Html line() throws IOException {
    out.write('\n');
    return this;
  }

  /** The declaration of the document's type. */
  Html doctype() throws IOException {
    out.write("<!DOCTYPE html>\n");
    return this;
  }

  /** The page's own style sheet, which is the only text that is not escaped. */
  Html style(Stylesheet sheet) throws IOException {
    out.write("<style>");
    out.write(sheet.text());
    out.write("</style>\n");
    return this;
  }

  private void start(String tag, String... attributes) throws IOException {
    if (FORBIDDEN.contains(tag)) {
      throw new IllegalArgumentException("no <" + tag + "> in a report");
    }
    out.write('<');
    out.write(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      attribute(attributes[i], attributes[i + 1]);
    }
  }

  private void attribute(String name, String value) throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean leaves = lower.endsWith("href") && !value.startsWith("#");
    if (lower.equals("style") || lower.startsWith("on") || lower.equals("src") || leaves) {
      throw new IllegalArgumentException("no " + name + "=" + value + " in a report");
    }
    out.write(' ');
    out.write(name);
    out.write("=\"");
    escape(value);
    out.write('"');
  }

  private void escape(String text) throws IOException {
    if (plain(text)) {
      out.write(text);
      return;
    }
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      escape(point);
    }
  }

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') {
        return false;
      }
    }
    return true;
  }

  private void escape(int point) throws IOException {
    switch (point) {
      case '&':
        out.write("&amp;");
        break;
      case '<':
        out.write("&lt;");
        break;
      case '>':
        out.write("&gt;");
        break;
      case '"':
        out.write("&quot;");
        break;
      case '\'':
        out.write("&#39;");
        break;
      default:
        write(visible(point) ? point : REPLACEMENT);
    }
  }

  private void write(int point) throws IOException {
    if (Character.isBmpCodePoint(point)) {
      out.write(point);
    } else {
      out.write(Character.toChars(point));
    }
  }

  /** False for what XML forbids, and for what changes the order or the look of other text. */
  private static boolean visible(int point) {
    if (point == '\n' || point == '\t') {
      return true;
    }
    int type = Character.getType(point);
    boolean joiner = point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
    return type != Character.CONTROL
        && (type != Character.FORMAT || joiner)
        && type != Character.SURROGATE
        && (point & 0xFFFE) != 0xFFFE;
  }

  private static Set<String> setOf(String... names) {
    return Collections.unmodifiableSet(new HashSet<>(Arrays.asList(names)));
  }
}
