package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeAxisTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 0, 2 ms, 4 ms, 6 ms",
        "4200 | 0, 1 s, 2 s, 3 s, 4 s",
        "41000 | 0, 10 s, 20 s, 30 s, 40 s",
        "260000 | 0, 1 min, 2 min, 3 min, 4 min",
        "1947000 | 0, 10 min, 20 min, 30 min",
        "9000000 | 0, 0.5 h, 1 h, 1.5 h, 2 h, 2.5 h",
        "200000000 | 0, 12 h, 24 h, 36 h, 48 h",
        "1300000000 | 0, 5 d, 10 d, 15 d"
      })
  void ticksStandAtRoundTimes(long length, String labels) {
    TimeAxis axis = TimeAxis.of(1_000_000, 1_000_000 + length);

    assertThat(axis.ticks().stream().map(TimeAxis.Tick::label).collect(Collectors.joining(", ")))
        .isEqualTo(labels);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 9, 999, 59_999, 3_600_001, 86_400_000L * 4_000, Long.MAX_VALUE / 4})
  void ticksAreFew(long length) {
    assertThat(TimeAxis.of(0, length).ticks()).hasSizeBetween(1, 7);
  }

  @Test
  void lastLabelStaysWithinTheDrawing() {
    TimeAxis axis = TimeAxis.of(0, 60_000);

    assertThat(axis.ticks().get(0).anchor()).isEqualTo("start");
    assertThat(axis.ticks().get(1).anchor()).isEqualTo("middle");
    assertThat(axis.ticks().get(axis.ticks().size() - 1).anchor()).isEqualTo("end");
  }

  @Test
  void timesOutsideStandAtTheEnds() {
    TimeAxis axis = TimeAxis.of(1_000, 2_000);

    assertThat(axis.at(0)).isEqualTo("0%");
    assertThat(axis.at(9_000)).isEqualTo("100%");
    assertThat(axis.width(500, 1_250)).isEqualTo("25%");
    assertThat(axis.width(1_900, 9_000)).isEqualTo("10%");
  }

  @Test
  void axisWithoutLengthIsOneMillisecondLong() {
    assertThat(TimeAxis.of(5, 5).length()).isEqualTo(1);
    assertThat(TimeAxis.of(5, 3).length()).isEqualTo(1);
  }
}
