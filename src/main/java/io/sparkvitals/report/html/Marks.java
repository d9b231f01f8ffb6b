package io.sparkvitals.report.html;

import io.sparkvitals.rules.Severity;
import java.io.IOException;
import java.util.Optional;

/** The signs that stand for a severity, told apart by shape and by words, not by colour alone. */
final class Marks {
  private Marks() {}

  /**
   * Writes what the drawings of the page use: signs, the hatching, and the grid of the timeline.
   */
  static void define(Html html, Optional<TimeAxis> axis) throws IOException {
    html.open("svg", "class", "defs", "width", "0", "height", "0", "aria-hidden", "true");
    html.open("defs").line();
    symbol(html, Severity.CRITICAL, "M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M8 4v5M8 11.2v.6");
    symbol(html, Severity.WARNING, "M8 1.2 15.4 14.6H.6z", "M8 6v4M8 12v.6");
    symbol(html, Severity.INFO, "M8 .8a7.2 7.2 0 1 0 .01 0z", "M8 7.2v4.6M8 4.2v.6");
    html.open(
        "pattern", "id", "hatch", "width", "6", "height", "6", "patternUnits", "userSpaceOnUse");
    html.leaf("path", "class", "hatch", "d", "M-1 1l2-2M0 6l6-6M5 7l2-2").close();
    html.line();
    if (axis.isPresent()) {
      html.open("g", "id", "grid");
      for (TimeAxis.Tick tick : axis.get().ticks()) {
        html.leaf(
            "line", "class", "grid", "x1", tick.at(), "x2", tick.at(), "y1", "0", "y2", "100%");
      }
      html.close();
    }
    html.close(2).line();
  }

  private static void symbol(Html html, Severity severity, String shape, String sign)
      throws IOException {
    html.open("symbol", "id", "mark-" + severity.label(), "viewBox", "0 0 16 16");
    html.leaf("path", "class", "shape", "d", shape);
    html.leaf("path", "class", "sign", "d", sign).close().line();
  }

  /** Sign and name of a severity. */
  static void badge(Html html, Severity severity) throws IOException {
    html.open("span", "class", "badge " + severity.label());
    sign(html, severity);
    html.text(severity.label()).close();
  }

  /** The sign alone; what it means must stand beside it. */
  static void sign(Html html, Severity severity) throws IOException {
    html.open("svg", "class", "sign", "width", "14", "height", "14", "aria-hidden", "true");
    html.leaf("use", "href", "#mark-" + severity.label()).close();
  }
}
