package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colours of both themes, by the contrast that WCAG asks of text. */
class StylesheetTest {
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
  private static final double LEAST = 4.5;

  private final String css = Stylesheet.standard().text();

  @ParameterizedTest
  @CsvSource({
    "ink, paper",
    "ink, soft",
    "muted, paper",
    "muted, soft",
    "accent, paper",
    "critical, paper",
    "warning, paper",
    "warning, warning-soft",
    "ink, warning-soft",
    "info, paper",
    "good, paper",
    "on-bar, bar",
    "on-gc, gc",
    "on-idle, idle",
    "on-bar, failed"
  })
  void textStandsOutInBothThemes(String text, String ground) {
    Map<String, String> light = colours(css.substring(0, css.indexOf("prefers-color-scheme")));
    Map<String, String> dark = new HashMap<>(light);
    dark.putAll(colours(css.substring(css.indexOf("prefers-color-scheme"))));

    assertThat(contrast(light.get(text), light.get(ground))).isGreaterThanOrEqualTo(LEAST);
    assertThat(contrast(dark.get(text), dark.get(ground))).isGreaterThanOrEqualTo(LEAST);
  }

  private static Map<String, String> colours(String css) {
    Map<String, String> colours = new HashMap<>();
    Matcher matcher = COLOUR.matcher(css);
    while (matcher.find()) {
      colours.put(matcher.group(1), matcher.group(2));
    }
    return colours;
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String rgb) {
    return 0.2126 * linear(rgb, 0) + 0.7152 * linear(rgb, 2) + 0.0722 * linear(rgb, 4);
  }

  private static double linear(String rgb, int at) {
    double value = Integer.parseInt(rgb.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
