package io.sparkvitals.report.html;

import io.sparkvitals.report.Words;
import io.sparkvitals.rules.Recommendation;
import io.sparkvitals.rules.Texts;
import java.io.IOException;
import java.util.List;

/** What shows that something is wrong, and what to do: the same for alerts and for advice. */
final class Remedy {
  private static final int MAX_TEXT = 2_000;

  private Remedy() {}

  static void part(Html html, String title) throws IOException {
    html.element("h4", title);
  }

  static void fact(Html html, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      html.open("div").element("dt", name).element("dd", Words.unbroken(value)).close();
    }
  }

  static void evidence(Html html, List<String> lines) throws IOException {
    if (!lines.isEmpty()) {
      part(html, "Evidence");
      html.open("ul", "class", "evidence");
      for (String line : lines) {
        html.element("li", Words.unbroken(cut(line)));
      }
      html.close().line();
    }
  }

  static void advice(Html html, Recommendation advice) throws IOException {
    if (advice.text().isEmpty() && advice.settings().isEmpty()) {
      return;
    }
    part(html, "What to do");
    if (!advice.text().isEmpty()) {
      html.element("p", Words.unbroken(cut(advice.text())));
    }
    if (!advice.settings().isEmpty()) {
      settings(html, advice.confLines());
    }
    html.open("dl", "class", "outlook");
    fact(html, "Gain", cut(advice.gain()));
    fact(html, "Risk", cut(advice.risk()));
    html.close().line();
  }

  /** In one block that is selected at once; a line that is too long is wrapped with an indent. */
  private static void settings(Html html, List<String> lines) throws IOException {
    html.open(
        "pre",
        "class",
        "settings",
        "tabindex",
        "0",
        "role",
        "group",
        "aria-label",
        "Settings to copy");
    for (int i = 0; i < lines.size(); i++) {
      html.text(i == 0 ? "" : "\n").element("span", lines.get(i));
    }
    html.close();
  }

  static String cut(String text) {
    return Texts.cut(text, MAX_TEXT);
  }
}
