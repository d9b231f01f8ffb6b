package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlackTextTest {
  @Test
  void escapesWhatSlackReadsAsMarkup() {
    assertThat(SlackText.escaped("<!channel> a & b", 100)).isEqualTo("&lt;!channel&gt; a &amp; b");
  }

  @Test
  void neverCutsAnEscapeInTwo() {
    assertThat(SlackText.escaped("ab<<<<", 10)).isEqualTo("ab&lt;…");
    assertThat(SlackText.escaped("ab<<", 10)).isEqualTo("ab&lt;&lt;");
  }

  @Test
  void neverCutsACharacterInTwo() {
    assertThat(SlackText.escaped("a😀😀", 4)).isEqualTo("a😀…");
    assertThat(SlackText.escaped("a😀😀", 5)).isEqualTo("a😀😀");
  }

  @Test
  void staysWithinItsLimit() {
    for (int max = 1; max < 40; max++) {
      assertThat(SlackText.escaped("<a&b>😀 some longer text & more", max).length())
          .isLessThanOrEqualTo(max);
    }
  }

  @Test
  void ownMarkupIsWholeOrMissing() {
    assertThat(new SlackText(8).value("abcd").markup("*bold*").toString()).isEqualTo("abcd");
  }

  @Test
  void codeCannotBeLeft() {
    assertThat(new SlackText(100).code("a ``` b").toString()).isEqualTo("```\na ''' b\n```");
  }
}
