package io.sparkvitals.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkUnitsTest {
  @ParameterizedTest
  @CsvSource({
    "100ms, 100",
    "10s, 10000",
    "10, 10000",
    "2m, 120000",
    "2min, 120000",
    "1h, 3600000",
    "1d, 86400000",
    "' 5 S ', 5000",
    "0s, 0"
  })
  void readsDuration(String text, long millis) {
    assertThat(SparkUnits.millis(text)).hasValue(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100",
    "100b, 100",
    "1k, 1024",
    "1kb, 1024",
    "64m, 67108864",
    "1g, 1073741824",
    "1GB, 1073741824",
    "2t, 2199023255552",
    "1p, 1125899906842624"
  })
  void readsSize(String text, long bytes) {
    assertThat(SparkUnits.bytes(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "-1s",
        "1.5h",
        "10 parsecs",
        "1g",
        "9999999999999999999s",
        "1000000000000d"
      })
  void refusesWhatIsNoDuration(String text) {
    assertThat(SparkUnits.millis(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "-1g", "1.5g", "1gib", "9223372036854775807", "100000p"})
  void refusesWhatIsNoSize(String text) {
    assertThat(SparkUnits.bytes(text)).isEmpty();
  }
}
