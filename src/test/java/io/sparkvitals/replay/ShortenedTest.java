package io.sparkvitals.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortenedTest {
  private static final String HEAD =
      "{\"Event\":\"SparkListenerTaskEnd\",\"Task Info\":{\"Accumulables\":";
  private static final String TAIL = ",\"Failed\":false},\"Stage ID\":1}";
  private static final String REAL =
      "[{\"ID\":1,\"Name\":\"x\",\"Update\":\"12\",\"Value\":-30,\"Internal\":true,\"Metadata\":null},"
          + "{\"ID\":2,\"Update\":[1,{\"a\":[]}],\"Internal\":false}]";

  private final Shortened shortened = new Shortened();

  private boolean take(String line) {
    byte[] bytes = ("..." + line + "...").getBytes(StandardCharsets.UTF_8);
    return shortened.take(bytes, 3, bytes.length - 6);
  }

  private String line() {
    return new String(shortened.line(), 0, shortened.length(), StandardCharsets.UTF_8);
  }

  @Test
  void leavesTheAccumulablesOut() {
    assertThat(take(HEAD + REAL + TAIL)).isTrue();
    assertThat(line()).isEqualTo(HEAD + "[]" + TAIL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"ID\":01,\"Name\":\"long enough\"}]",
        "[{\"ID\":1.5,\"Name\":\"long enough\"}]",
        "[{\"ID\":1,\"Name\":\"an \\\" escape\"}]",
        "[{\"ID\":1,\"Name\":\"a\u0001control\"}]",
        "[{\"ID\":1,\"Name\":\"not ascii: \u00e9\"}]",
        "[{\"ID\":1 ,\"Name\":\"white space\"}]",
        "[{\"ID\":1,}]\"Name\":\"comma\"",
        "[{\"ID\":tru,\"Name\":\"a word\"}]",
        "[{\"ID\":1}\"Name\":\"no comma\"]",
        "[{ID:1,\"Name\":\"no quotes\"}]",
        "[1,2,3,4,5,6,7,8,9",
        "[\"open to the end",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
      })
  void leavesALineAloneWhereThereIsAnyDoubt(String array) {
    assertThat(take(HEAD + array + TAIL)).isFalse();
  }

  @Test
  void leavesOtherEventsAlone() {
    assertThat(take(HEAD.replace("TaskEnd", "StageCompleted") + REAL + TAIL)).isFalse();
    assertThat(take("{\"Event\":\"SparkListenerTaskEnd\"}")).isFalse();
  }

  /** Whatever happens to a line: the short one is JSON if and only if the long one is. */
  @Test
  void theRestIsJsonIfAndOnlyIfTheWholeLineIs() {
    Random random = new Random(3);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = (HEAD + REAL + TAIL).getBytes(StandardCharsets.US_ASCII);
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) (' ' + random.nextInt(95));
      }
      if (shortened.take(bytes, 0, bytes.length)) {
        taken++;
        assertThat(isJson(shortened.line(), shortened.length()))
            .as(new String(bytes, StandardCharsets.US_ASCII))
            .isEqualTo(isJson(bytes, bytes.length));
      }
    }
    assertThat(taken).isGreaterThan(1_000);
  }

  private static boolean isJson(byte[] bytes, int length) {
    try (var json = new ObjectMapper().createParser(bytes, 0, length)) {
      while (json.nextToken() != null) {
        // Only whether it can be read counts.
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
