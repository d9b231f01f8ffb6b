package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
  private final StringWriter out = new StringWriter();
  private final Html html = new Html(out);

  @Test
  void textCannotBecomeMarkup() throws IOException {
    html.element("p", "\"><script>alert('1')</script>&amp;");

    assertThat(out)
        .hasToString("<p>&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;</p>");
  }

  @Test
  void attributeCannotBreakOut() throws IOException {
    html.element("p", "", "title", "a\" onclick=\"alert(1)");

    assertThat(out).hasToString("<p title=\"a&quot; onclick=&quot;alert(1)\"></p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000", "\u001b", "\r", "\u007f", "\u0085", "\u202e", "\u2066", "\ud800", "\uffff"
      })
  void characterThatIsNoTextIsReplaced(String character) throws IOException {
    html.text("a" + character + "b");

    assertThat(out).hasToString("a\ufffdb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"naïve", "日本", "שלום", "👩‍💻", "tab\tand\nline", "𝒳"})
  void textOfTheWorldStays(String text) throws IOException {
    html.text(text);

    assertThat(out).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "style, color:red",
    "STYLE, color:red",
    "onload, alert(1)",
    "src, x.png",
    "href, https://example.org",
    "href, javascript:alert(1)",
    "xlink:href, data:x"
  })
  void attributeThatRunsOrFetchesCannotBeWritten(String name, String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> html.open("a", name, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"script", "iframe", "img", "link", "form", "object"})
  void elementThatRunsOrFetchesCannotBeWritten(String tag) {
    assertThatIllegalArgumentException().isThrownBy(() -> html.open(tag));
  }

  @Test
  void emptyElementOfHtmlIsNotClosedByItself() {
    assertThatIllegalArgumentException().isThrownBy(() -> html.leaf("td"));
  }
}
