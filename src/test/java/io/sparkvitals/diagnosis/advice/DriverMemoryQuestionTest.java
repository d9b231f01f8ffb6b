package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.diagnosis.advice.Sized.GIB;
import static io.sparkvitals.diagnosis.advice.Sized.MIB;
import static io.sparkvitals.model.ExecutorMetric.JVM_HEAP;
import static io.sparkvitals.model.ExecutorMetric.ON_HEAP_UNIFIED;
import static io.sparkvitals.model.TaskMetric.MEMORY_SPILL_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.FailureReason;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverMemoryQuestionTest {
  private static List<Suggestion> advice(Given given) {
    return new DriverMemoryQuestion().answer(given.snapshot());
  }

  private static Given application(String heap) {
    return Given.application()
        .property("spark.master", "yarn")
        .property("spark.driver.memory", heap);
  }

  private static GivenExecutor driver() {
    return Given.executor("driver").cores(-1);
  }

  @ParameterizedTest
  @CsvSource({"0.86, 3, 1", "0.84, 3, 0", "0.86, 2, 0"})
  void aHeapThatStaysFullAfterCollectionIsRaised(double floor, long collections, int answers) {
    assertThat(advice(application("8g").with(driver().heapFloor(floor, 20, collections))))
        .hasSize(answers);
  }

  @Test
  void theAlertAdvisesTheSameHeap() {
    Given given =
        application("8g").with(driver().heapFloor(0.95, 20, 5).metrics(JVM_HEAP, 8 * GIB));
    String heap = advice(given).get(0).recommendation().settings().get(0);

    // 7.6 GiB survive; with a fifth and a quarter on top that is 11.4 GiB.
    assertThat(heap).isEqualTo("spark.driver.memory=12g");
    assertThat(Judged.of(given, "driver-memory-high").recommendation().settings()).contains(heap);
  }

  private static GivenExecutor idle(long readings, long survived) {
    return driver()
        .metrics(JVM_HEAP, 7 * GIB, ON_HEAP_UNIFIED, 10 * MIB)
        .history(readings, survived);
  }

  @ParameterizedTest
  @CsvSource({"60, 1", "59, 0"})
  void aDriverThatNeedsLittleIsReducedAfterManyReadings(long readings, int answers) {
    List<Suggestion> advice = advice(application("8g").with(idle(readings, GIB)));

    assertThat(advice).hasSize(answers);
    if (answers > 0) {
      assertThat(advice.get(0).recommendation().settings())
          .containsExactly("spark.driver.memory=2g");
      assertThat(advice.get(0).recommendation().gain()).startsWith("6.0 GiB-hours");
      assertThat(advice.get(0).certainty()).isEqualTo(Certainty.MEDIUM);
    }
  }

  @Test
  void lessThanAStepIsLeftAlone() {
    assertThat(advice(application("8g").with(idle(60, 4 * GIB)))).hasSize(1);
    assertThat(advice(application("8g").with(idle(60, 4 * GIB + MIB)))).isEmpty();
  }

  @Test
  void inLocalModeTasksThatRanOutOfHeapRaiseIt() {
    Given given =
        application("8g")
            .property("spark.master", "local[4]")
            .with(driver())
            .with(Given.stage(7).failures(3, FailureReason.OOM, 1, "java.lang.OutOfMemoryError"));

    assertThat(advice(given))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.recommendation().settings())
                    .containsExactly("spark.driver.memory=10g"));
  }

  @Test
  void localModeIsNeverReduced() {
    assertThat(advice(application("8g").property("spark.master", "local[4]").with(idle(60, GIB))))
        .isEmpty();
  }

  @Test
  void nothingIsSaidWhereNothingIsKnown() {
    assertThat(advice(application("8g"))).isEmpty();
    assertThat(advice(application("8g").with(driver()))).isEmpty();
    assertThat(advice(Given.application().with(driver().heapFloor(0.9, 20, 5)))).isEmpty();
    assertThat(
            advice(
                application("8g").with(idle(60, GIB).totals(Given.totals(MEMORY_SPILL_BYTES, 1L)))))
        .isEmpty();
  }
}
