package io.sparkvitals.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageFigure;
import io.sparkvitals.model.StageFigures;
import io.sparkvitals.model.StageKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineBookTest {
  private final BaselineBook book = new BaselineBook();

  private static StageFacts stage(String name) {
    return StageFacts.of(StageKey.of(1, 0), name, 8).facts();
  }

  private static StageFigures figures(double medianMillis) {
    return StageFigures.of(Map.of(StageFigure.MEDIAN_MILLIS, medianMillis));
  }

  private void earlier(double medianMillis) {
    book.addEarlier(Map.of(BaselineBook.signature(stage("count")), figures(medianMillis)));
  }

  @Test
  void earlierRunsCountFromTheThirdOn() {
    earlier(10);
    earlier(30);
    assertThat(book.of(stage("count"))).isNull();

    earlier(20);

    assertThat(book.of(stage("count")).medianMillis()).isEqualTo(20);
    assertThat(book.of(stage("other"))).isNull();
  }

  @Test
  void earlierAndOwnExecutionsCountTogetherAndOnlyOwnAreLeft() {
    earlier(10);
    earlier(10);
    book.add(stage("count"), figures(40));

    assertThat(book.of(stage("count")).runs()).isEqualTo(3);
    assertThat(book.own()).hasSize(1);
    assertThat(book.own().values().iterator().next().get(StageFigure.MEDIAN_MILLIS)).isEqualTo(40);
  }

  @Test
  void numbersAndIdsDoNotMakeAnotherStage() {
    assertThat(BaselineBook.signature(stage("read 2026-11-25 3f2504e0-4f89-41d3-9a0c at A:12")))
        .isEqualTo(BaselineBook.signature(stage("read 2026-11-26 9b2504e0-4f89-41d3-9a0c at A:9")));
    assertThat(BaselineBook.signature(stage("facade"))).hasSize(32).doesNotContain("facade");
    assertThat(BaselineBook.signature(stage("facade")))
        .isNotEqualTo(BaselineBook.signature(stage("decade")));
  }

  @Test
  void signaturesAreBounded() {
    for (int i = 0; i < 1_001; i++) {
      book.addEarlier(Map.of("s" + i, figures(1)));
      book.add(stage("stage" + (char) ('a' + i % 26) + (char) ('a' + i / 26)), figures(1));
    }
    assertThat(book.own().size()).isLessThanOrEqualTo(1_000);
  }
}
