package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "RATIO, 0.234, 23 %",
    "RATIO, 0.0949, 9.5 %",
    "RATIO, 0.05, 5 %",
    "RATIO, 1, 100 %",
    "FACTOR, 8.31, 8.3x",
    "FACTOR, 5, 5x",
    "FACTOR, 123.4, 123x",
    "BYTES, 4200000000, 4.2 GB",
    "BYTES, 50000000000, 50 GB",
    "BYTES, 999, 999 B",
    "BYTES, 999999, 1 MB",
    "SECONDS, 0.25, 250 ms",
    "SECONDS, 4.1, 4.1 s",
    "SECONDS, 119, 119 s",
    "SECONDS, 660, 11 min",
    "SECONDS, 9000, 2.5 h",
    "COUNT, 1234, '1,234'",
  })
  void writesForPeople(Unit unit, double value, String text) {
    assertThat(unit.format(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "RATIO, 0.10, 0.10",
    "RATIO, 85%, 0.85",
    "RATIO, 85 %, 0.85",
    "FACTOR, 5x, 5",
    "FACTOR, 2, 2",
    "BYTES, 50 GB, 50e9",
    "BYTES, 100MB, 100e6",
    "BYTES, 2 GiB, 2147483648",
    "BYTES, 2g, 2147483648",
    "BYTES, 12, 12",
    "SECONDS, 90s, 90",
    "SECONDS, 10m, 600",
    "SECONDS, 10 min, 600",
    "SECONDS, 500ms, 0.5",
    "SECONDS, 1h, 3600",
    "SECONDS, 0, 0",
    "COUNT, 20, 20",
  })
  void readsWhatPeopleWrite(Unit unit, String text, double value) {
    assertThat(unit.parse(text).orElseThrow()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "RATIO, abc",
    "RATIO, -0.1",
    "RATIO, 10 GB",
    "BYTES, 5 %",
    "BYTES, 5 XB",
    "SECONDS, 5 parsecs",
    "COUNT, 5s",
    "COUNT, NaN",
    "COUNT, ''",
    "COUNT, 1e5",
    "COUNT, 1234567890123456789",
  })
  void refusesWhatItCannotRead(Unit unit, String text) {
    assertThat(unit.parse(text)).isEmpty();
  }

  @Test
  void sizesOfMemoryArePowersOfTwo() {
    assertThat(Sizes.binary(8L << 30)).isEqualTo("8 GiB");
    assertThat(Sizes.binary(1_600L << 20)).isEqualTo("1.6 GiB");
  }
}
