package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final TimeAxis AXIS = TimeAxis.of(1_000, 401_000);

  @Test
  void spansThatTouchAreOnePart() {
    List<Span> spans = List.of(Span.of(1_000, 50_000), Span.of(40_000, 90_500));
    List<Span> parts = Coverage.of(AXIS, spans).parts();

    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).from()).isEqualTo(1_000);
    assertThat(parts.get(0).to()).isEqualTo(91_000);
  }

  @Test
  void gapStaysAGap() {
    List<Span> spans = List.of(Span.of(1_000, 50_000), Span.of(200_000, 900_000), Span.UNKNOWN);

    assertThat(Coverage.of(AXIS, spans).parts()).hasSize(2);
  }

  @Test
  void manySpansAreFewParts() {
    List<Span> spans =
        LongStream.range(0, 100_000).mapToObj(i -> Span.of(1_000 + 4 * i, 1_001 + 4 * i)).toList();

    assertThat(Coverage.of(AXIS, spans).parts()).hasSizeLessThanOrEqualTo(200);
  }
}
