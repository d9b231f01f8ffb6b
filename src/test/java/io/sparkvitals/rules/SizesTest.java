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
}
