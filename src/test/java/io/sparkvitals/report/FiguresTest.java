package io.sparkvitals.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "640, 640 ms",
    "4200, 4.2 s",
    "59400, 59 s",
    "60000, 1 min",
    "684000, 11 min 24 s",
    "3599900, 60 min",
    "3600000, 1 h",
    "11040000, 3 h 4 min",
    "86400000, 1 d",
    "190800000, 2 d 5 h"
  })
  void durationIsInTheTwoUnitsThatCount(double millis, String text) {
    assertThat(Figures.duration(millis)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100, 0%",
    "1, 3, 33.33%",
    "1, 2, 50%",
    "1, 10, 10%",
    "100, 100, 100%",
    "-5, 100, 0%",
    "500, 100, 100%",
    "5, 0, 0%"
  })
  void shareStaysWithinTheDrawing(double part, double whole, String text) {
    assertThat(Figures.share(part, whole)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1500, 1.5 core-seconds",
    "90000, 1.5 core-minutes",
    "12240000, 3.4 core-hours",
    "123456000000, '34,293 core-hours'"
  })
  void coreTimeIsInTheUnitThatFits(double millis, String text) {
    assertThat(Figures.coreTime(millis)).isEqualTo(text);
  }

  @Test
  void shareThatIsSmallIsNoZero() {
    assertThat(Figures.percentOf(1, 100_000)).isEqualTo("< 0.1 %");
    assertThat(Figures.percentOf(0, 100_000)).isEqualTo("0 %");
    assertThat(Figures.percentOf(1, 2)).isEqualTo("50 %");
    assertThat(Figures.percentOf(1, 0)).isEqualTo("0 %");
  }

  @Test
  void signLiesWithinTheDrawing() {
    assertThat(Figures.inward(0, 16)).isEqualTo("0");
    assertThat(Figures.inward(0.5, 16)).isEqualTo("-8");
    assertThat(Figures.inward(1, 16)).isEqualTo("-16");
  }

  @Test
  void unknownFigureIsNoZero() {
    assertThat(Figures.percent(OptionalDouble.empty())).isEqualTo("–");
    assertThat(Figures.factor(OptionalDouble.empty())).isEqualTo("–");
  }
}
