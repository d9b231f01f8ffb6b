package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {
  @ParameterizedTest
  @CsvSource({
    "1.8.0_292 (Private Build), 8",
    "17.0.12, 17",
    "21, 21",
    "25-ea, 25",
    "'', 0",
    "java, 0",
    "123456, 0"
  })
  void readsTheFeatureReleaseOfJava(String version, int feature) {
    assertThat(Versions.java(version)).isEqualTo(feature);
  }

  @ParameterizedTest
  @CsvSource({"3.5.9, true", "3.4.0-amzn-1, true", "4.0.0, true", "3.3.4, false", "2.4.8, false"})
  void tellsWhetherSparkIsFrom34(String version, boolean from) {
    assertThat(Versions.sparkFrom(version, 3, 4, !from)).isEqualTo(from);
    assertThat(Versions.sparkKnown(version)).isTrue();
  }

  @Test
  void saysOfAnUnknownVersionWhatTheCallerWants() {
    assertThat(Versions.sparkFrom(null, 3, 4, true)).isTrue();
    assertThat(Versions.sparkFrom("custom", 3, 4, false)).isFalse();
    assertThat(Versions.sparkKnown("custom")).isFalse();
    assertThat(Versions.java(null)).isZero();
  }
}
