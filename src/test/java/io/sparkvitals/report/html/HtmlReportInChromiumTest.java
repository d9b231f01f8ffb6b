package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a real browser takes it. */
class HtmlReportInChromiumTest {
  private static final String PLANTED =
      "\"><script>window.planted = 1</script><img src=x onerror='window.planted = 1'>"
          + "x".repeat(300)
          + " </style><svg onload='window.planted = 1'>";

  private static final String ADD_SCRIPT =
      "var s = document.createElement('script'); s.text = 'window.planted = 1';"
          + " document.body.append(s)";

  private static final String ADD_PICTURE =
      "var i = document.createElement('img'); i.src = 'https://example.org/x.png';"
          + " document.body.append(i)";

  private static Chromium chromium;
  private static Path retail;
  private static Path hostile;
  private static Path huge;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    chromium = Chromium.start(dir);
    retail = write(dir.resolve("retail.html"), RetailRun.replayed());
    hostile = write(dir.resolve("hostile.html"), Crowd.of(PLANTED, 6, 8));
    huge = write(dir.resolve("huge.html"), Crowd.of("save at Job.scala:12", 100, 200));
  }

  @AfterAll
  static void end() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static Path write(Path page, Report report) throws IOException {
    try (OutputStream out = Files.newOutputStream(page)) {
      HtmlReport.write(report, out);
    }
    return page;
  }

  @Test
  void showsThePageWithoutAComplaint() throws Exception {
    chromium.screen(1280, 900, false).open(retail, "");

    assertThat(texts("h1")).containsExactly("retail-nightly");
    assertThat(texts("h2")).contains("Alerts", "Timeline", "Troubled stages", "Jobs");
    assertThat(chromium.complaints()).isEmpty();
    assertThat(chromium.fetched()).containsExactly(retail.toUri().toString());
  }

  private static List<String> texts(String selector) throws Exception {
    String script = "[...document.querySelectorAll('" + selector + "')].map(e => e.textContent)";
    return StreamSupport.stream(chromium.evaluate(script).spliterator(), false)
        .map(each -> each.asText())
        .toList();
  }

  @Test
  void takesItsOwnStyle() throws Exception {
    chromium.screen(1280, 900, false).open(retail, "");
    String light = background();
    chromium.screen(1280, 900, true);

    assertThat(light).isEqualTo("rgb(255, 255, 255)");
    assertThat(background()).isNotEqualTo(light);
  }

  private static String background() throws Exception {
    return chromium.evaluate("getComputedStyle(document.body).backgroundColor").asText();
  }

  @Test
  void plantedScriptsDoNotRun() throws Exception {
    chromium.screen(1280, 900, false).open(hostile, "");

    assertThat(chromium.evaluate("typeof window.planted").asText()).isEqualTo("undefined");
    assertThat(chromium.evaluate("document.querySelectorAll('script, img').length").asInt())
        .isZero();
    assertThat(chromium.evaluate("document.styleSheets.length").asInt()).isEqualTo(1);
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void policyIsInForce() throws Exception {
    chromium.screen(1280, 900, false).open(retail, "");
    chromium.evaluate(ADD_SCRIPT);
    chromium.evaluate(ADD_PICTURE);

    assertThat(chromium.evaluate("typeof window.planted").asText()).isEqualTo("undefined");
    assertThat(chromium.complaints())
        .anyMatch(each -> each.contains("Content Security Policy") && each.contains("script"))
        .anyMatch(each -> each.contains("Content Security Policy") && each.contains("x.png"));
  }

  @ParameterizedTest
  @CsvSource({"320", "390", "600", "768", "1024", "1280"})
  void nothingIsWiderThanTheScreen(int width) throws Exception {
    for (Path page : List.of(retail, hostile, huge)) {
      chromium.screen(width, 844, false).open(page, "");
      chromium.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");

      assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
          .as("%s at %d pixels: %s", page.getFileName(), width, tooWide())
          .isLessThanOrEqualTo(chromium.evaluate("document.documentElement.clientWidth").asInt());
    }
  }

  /** What stands out on the right. */
  private static String tooWide() throws Exception {
    return chromium
        .evaluate(
            "[...document.querySelectorAll('body *')]"
                + ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
                + ".slice(0, 5).map(e => e.tagName + '.' + e.getAttribute('class')).join(' ')")
        .asText();
  }

  @Test
  void linkToAFoldedAlertShowsIt() throws Exception {
    String folded =
        chromium
            .screen(1280, 900, false)
            .open(retail, "")
            .evaluate("document.querySelector('details.alert:not([open])').id")
            .asText();
    int before = height(folded);
    chromium.open(retail, "#" + folded);

    assertThat(height(folded)).isGreaterThan(before + 50);
  }

  private static int height(String id) throws Exception {
    return chromium.evaluate("document.getElementById('" + id + "').offsetHeight").asInt();
  }

  @Test
  void printShowsWhatIsFolded() throws Exception {
    chromium.screen(794, 1123, true).open(retail, "");
    String script =
        "[...document.querySelectorAll('details.alert pre')].filter(e => e.checkVisibility({"
            + "contentVisibilityAuto: true, checkVisibilityCSS: true})).length";
    int onScreen = chromium.evaluate(script).asInt();
    chromium.paper();

    assertThat(chromium.evaluate(script).asInt())
        .isGreaterThan(onScreen)
        .isEqualTo(
            chromium.evaluate("document.querySelectorAll('details.alert pre').length").asInt());
    assertThat(background()).as("paper is white, whatever the theme").isIn("rgb(255, 255, 255)");
  }
}
