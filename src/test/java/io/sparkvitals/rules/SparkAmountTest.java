package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkAmountTest {
  @ParameterizedTest
  @CsvSource({
    "4g, 4294967296",
    "4GB, 4294967296",
    "4gib, 4294967296",
    "512m, 536870912",
    "1024, 1073741824",
    "100b, 100",
    "2k, 2048",
    "' 1t ', 1099511627776",
    "1p, 1125899906842624",
    "-1, -1048576",
  })
  void readsSizesAsSparkDoes(String text, long bytes) {
    assertThat(SparkAmount.bytes(text, Sizes.MIB)).hasValue(bytes);
  }

  @ParameterizedTest
  @CsvSource({"''", "g", "four", "4x", "1.5g", "1 g", "9000000000000p"})
  void refusesWhatSparkRefuses(String text) {
    assertThat(SparkAmount.bytes(text, Sizes.MIB)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1500us, 1",
    "20ms, 20",
    "10s, 10000",
    "2m, 120000",
    "2min, 120000",
    "1h, 3600000",
    "1d, 86400000",
    "7, 7000"
  })
  void readsTimesAsSparkDoes(String text, long millis) {
    assertThat(SparkAmount.millis(text, 1_000)).hasValue(millis);
  }

  @ParameterizedTest
  @CsvSource({"''", "s", "1.5h", "10 s", "1g", "1w"})
  void refusesWhatIsNoTime(String text) {
    assertThat(SparkAmount.millis(text, 1_000)).isEmpty();
  }

  @Test
  void aUnitMayBeNeeded() {
    assertThat(SparkAmount.bytes("128", 0)).isEmpty();
    assertThat(SparkAmount.bytes("128m", 0)).hasValue(128 * Sizes.MIB);
  }

  @Test
  void aBareNumberHasNoUnit() {
    assertThat(SparkAmount.bare(" 128 ")).isTrue();
    assertThat(SparkAmount.bare("128m")).isFalse();
    assertThat(SparkAmount.bare("-1")).isFalse();
  }
}
