package io.sparkvitals.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.report.Words;
import org.junit.jupiter.api.Test;

class TextLayoutTest {

  @Test
  void countsWideCharactersAsTwoColumnsAndMarksAsNone() {
    assertThat(TextLayout.width("abc")).isEqualTo(3);
    assertThat(TextLayout.width("漢字")).isEqualTo(4);
    assertThat(TextLayout.width("\uD83D\uDE00")).isEqualTo(2);
    assertThat(TextLayout.width("e\u0301")).isEqualTo(1);
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(TextLayout.cut("abcdef", 6, "…")).isEqualTo("abcdef");
    assertThat(TextLayout.cut("abcdef", 5, "…")).isEqualTo("abcd…");
    assertThat(TextLayout.cut("漢字漢字", 6, "…")).isEqualTo("漢字…");
    assertThat(TextLayout.cut("\uD83D\uDE00\uD83D\uDE00", 3, "…")).isEqualTo("\uD83D\uDE00…");
  }

  @Test
  void padsToColumns() {
    assertThat(TextLayout.padRight("漢", 4)).isEqualTo("漢  ");
    assertThat(TextLayout.padLeft("12", 4)).isEqualTo("  12");
    assertThat(TextLayout.padLeft("12345", 4)).isEqualTo("12345");
  }

  @Test
  void wrapsAtBlanks() {
    assertThat(TextLayout.wrap("one two three four", 9))
        .containsExactly("one two", "three", "four");
  }

  @Test
  void keepsNumbersWithTheirUnits() {
    assertThat(TextLayout.wrap(Words.unbroken("ran for 12 min now"), 11))
        .containsExactly("ran for", "12\u00A0min now");
    assertThat(Words.unbroken("3 tasks, app-1 s, 1,200 h, 3.5 GiB/s"))
        .isEqualTo("3 tasks, app-1 s, 1,200\u00A0h, 3.5 GiB/s");
  }

  @Test
  void breaksWordsThatAreWiderThanALine() {
    assertThat(TextLayout.wrap("a 1234567890 b", 4)).containsExactly("a", "1234", "5678", "90 b");
  }

  @Test
  void wrapsNothingToAnEmptyLine() {
    assertThat(TextLayout.wrap("", 10)).containsExactly("");
  }
}
