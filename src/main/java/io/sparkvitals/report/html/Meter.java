package io.sparkvitals.report.html;

import io.sparkvitals.report.Figures;
import java.io.IOException;

/** A bar that shows a part of a whole beside the figure itself. */
final class Meter {
  private Meter() {}

  /** {@code type} is the class of the bar, such as that of a value beyond its limit. */
  static void write(Html html, double part, double whole, String type) throws IOException {
    html.open("svg", "class", "meter", "width", "100%", "height", "6", "aria-hidden", "true");
    html.leaf("rect", "class", "whole", "width", "100%", "height", "6");
    html.leaf(
        "rect",
        "class",
        ("fill " + type).trim(),
        "width",
        Figures.share(part, whole),
        "height",
        "6");
    html.close();
  }
}
