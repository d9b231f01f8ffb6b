package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
  private final RetryPolicy longest = new RetryPolicy(() -> 1.0);

  @ParameterizedTest
  @CsvSource({"1, 2000", "2, 8000", "3, 32000", "4, 128000"})
  void waitsGrow(int tries, long most) {
    assertThat(longest.waitMillis(Answer.of(500, -1, ""), tries, 0)).hasValue(most);
    assertThat(new RetryPolicy(() -> 0.25).waitMillis(Answer.of(500, -1, ""), tries, 0))
        .hasValue(most / 4);
  }

  @Test
  void givesUpAfterFiveTries() {
    assertThat(longest.waitMillis(Answer.of(500, -1, ""), 5, 0)).isEmpty();
  }

  @Test
  void givesUpAfterFifteenMinutes() {
    long age = 15 * 60_000 - 2_000;

    assertThat(longest.waitMillis(Answer.of(500, -1, ""), 1, age)).hasValue(2_000);
    assertThat(longest.waitMillis(Answer.of(500, -1, ""), 1, age + 1)).isEmpty();
  }

  @Test
  void waitsAsLongAsTheReceiverAsksUpToFiveMinutes() {
    assertThat(longest.waitMillis(Answer.of(429, 17_000, ""), 1, 0)).hasValue(17_000);
    assertThat(longest.waitMillis(Answer.of(503, 0, ""), 3, 0)).hasValue(0);
    assertThat(longest.waitMillis(Answer.of(429, 300_000, ""), 1, 0)).hasValue(300_000);
    assertThat(longest.waitMillis(Answer.of(429, 86_400_000, ""), 1, 0)).hasValue(300_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void triesAgainWhereThatMayHelp(int status) {
    assertThat(longest.waitMillis(Answer.of(status, -1, ""), 1, 0)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404, 410, 413, 422})
  void givesUpWhereItDoesNot(int status) {
    assertThat(longest.waitMillis(Answer.of(status, -1, ""), 1, 0)).isEmpty();
  }

  @Test
  void triesAgainWithoutAnAnswer() {
    assertThat(longest.waitMillis(Answer.none(false, "no connection"), 1, 0)).isPresent();
    assertThat(longest.waitMillis(Answer.impossible("no URL"), 1, 0)).isEmpty();
  }
}
