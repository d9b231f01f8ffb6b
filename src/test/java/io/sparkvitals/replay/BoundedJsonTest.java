package io.sparkvitals.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedJsonTest {
  private static String through(String json) throws IOException {
    StringBuilder passed = new StringBuilder();
    try (Reader bounded = new BoundedJson(new StringReader(json))) {
      char[] some = new char[777];
      for (int read = bounded.read(some); read >= 0; read = bounded.read(some)) {
        passed.append(some, 0, read);
      }
    }
    return passed.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"a\":\"b\",\"c\":[1,-2.5e+7,true,null]}",
        "{\"a \\\" \\\\\":\"\\\\\\\"\\u00e9 \\n\"}",
        "no json \" at all \\",
      })
  void whatIsShortPassesAsItIs(String json) throws IOException {
    assertThat(through(json)).isEqualTo(json);
    assertThat(through(json.repeat(5_000))).isEqualTo(json.repeat(5_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\\\"", "\\\\", "\\u00e9", "é", "\\n"})
  void aLongTextIsCutBetweenTwoCharacters(String character) throws IOException {
    String kept = character.repeat(Limits.TEXT + 1);

    assertThat(through("[\"" + character.repeat(250_000) + "\",\"" + character + "\"]"))
        .isEqualTo("[\"" + kept + "\",\"" + character + "\"]");
    assertThat(through("{\"" + character.repeat(250_000) + "\":1}"))
        .isEqualTo("{\"" + kept + "\":1}");
  }

  @Test
  void aLongNumberKeepsItsPointAndItsExponent() throws IOException {
    String digits = "7".repeat(50_000);
    String kept = "7".repeat(Limits.DIGITS);

    assertThat(through("[" + digits + "." + digits + "e-" + digits + ",8]"))
        .isEqualTo("[" + kept + "." + kept + "e-" + kept + ",8]");
  }

  @Test
  void whatMakesALongTextNoJsonPasses() throws IOException {
    assertThat(through("\"" + "x".repeat(200_000) + "\n\"")).endsWith("x\n\"");
  }
}
