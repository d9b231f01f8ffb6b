package io.sparkvitals.report.text;

import io.sparkvitals.report.Words;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Lines of a text report. Foreign text goes through {@link TextStyle#clean} here, so that no caller
 * can forget it. Not thread-safe.
 */
final class Paper {
  private static final int INDENT = 2;
  private static final int LABEL = 7;

  private final Writer out;
  private final TextStyle style;

  Paper(Writer out, TextStyle style) {
    this.out = out;
    this.style = style;
  }

  TextStyle style() {
    return style;
  }

  Paper blank() throws IOException {
    return ready("");
  }

  /** A line that is fit to be shown as it is. */
  Paper ready(String line) throws IOException {
    out.write(line);
    out.write('\n');
    return this;
  }

  /** An empty line, and a line that names what follows. */
  Paper heading(String text) throws IOException {
    return blank().ready(style.heading(style.clean(text)));
  }

  Paper paragraph(String text) throws IOException {
    return hanging("", text, 0);
  }

  /** A short word in a column of its own, and what it says; nothing where that is empty. */
  Paper entry(String label, String text) throws IOException {
    String clean = style.clean(text);
    if (clean.isEmpty()) {
      return this;
    }
    String first = TextLayout.blanks(INDENT) + TextLayout.padRight(label, LABEL);
    return hanging(first, clean, INDENT + LABEL);
  }

  /** One of several things below an entry. */
  Paper item(String text) throws IOException {
    return hanging(TextLayout.blanks(INDENT + LABEL) + "- ", text, INDENT + LABEL + 2);
  }

  /** Text to copy below an entry: never broken or cut. */
  Paper copyReady(String text) throws IOException {
    return ready(TextLayout.blanks(INDENT + LABEL) + style.clean(text));
  }

  private Paper hanging(String first, String text, int indent) throws IOException {
    List<String> lines = TextLayout.wrap(Words.unbroken(style.clean(text)), style.width() - indent);
    String before = first;
    for (String line : lines) {
      ready(before + line.replace('\u00A0', ' '));
      before = TextLayout.blanks(indent);
    }
    return this;
  }
}
