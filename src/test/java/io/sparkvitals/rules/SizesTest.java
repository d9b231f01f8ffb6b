package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "1228.8, 1280m", // 1g x 1.2
    "2457.6, 2560m", // 2g x 1.2
    "3686.4, 3840m", // 3g x 1.2
    "4096, 4g",
    "4097, 5g",
    "9830.4, 10g", // 8g x 1.2
    "1024, 1g",
  })
  void roundsMemoryUpToGibOrQuartersBelowFour(double mib, String setting) {
    assertThat(Sizes.memorySetting(mib * Sizes.MIB)).isEqualTo(setting);
  }

  @ParameterizedTest
  @CsvSource({
    "4g, 4294967296",
    "4GB, 4294967296",
    "4gib, 4294967296",
    "512m, 536870912",
    "1024, 1073741824",
    "100b, 100",
    "2k, 2048",
  })
  void readsSizesAsSparkDoes(String text, long bytes) {
    assertThat(Sizes.parseSpark(text, Sizes.MIB)).hasValue(bytes);
  }

  @ParameterizedTest
  @CsvSource({"''", "g", "four", "4x", "-1g", "1.5g"})
  void refusesWhatSparkRefuses(String text) {
    assertThat(Sizes.parseSpark(text, Sizes.MIB)).isEmpty();
  }
}
