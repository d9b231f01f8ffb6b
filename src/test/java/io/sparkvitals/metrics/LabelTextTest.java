package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "daily-etl", "count at Job.scala:12", "Umsätze ☃ 😀", "\\ \" {}"})
  void keepsOrdinaryText(String text) {
    assertThat(LabelText.clean(text)).isEqualTo(text);
  }

  @Test
  void keepsAsManyCharactersAsAreAllowed() {
    String longest = "x".repeat(LabelText.MAX_LENGTH);

    assertThat(LabelText.clean(longest)).isEqualTo(longest);
    assertThat(LabelText.clean("😀".repeat(LabelText.MAX_LENGTH)))
        .isEqualTo("😀".repeat(LabelText.MAX_LENGTH));
  }

  @Test
  void cutsLongText() {
    assertThat(LabelText.clean("x".repeat(121))).isEqualTo("x".repeat(119) + "…");
    assertThat(LabelText.clean("😀".repeat(121))).isEqualTo("😀".repeat(119) + "…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r", "\t", "\0", "\u001b", "\u007f", "\u0085", "\u2028", "\u202e", "\ud800"
      })
  void replacesWhatCannotBeSeen(String bad) {
    assertThat(LabelText.clean("a" + bad + "b")).isEqualTo("a\ufffdb");
  }
}
