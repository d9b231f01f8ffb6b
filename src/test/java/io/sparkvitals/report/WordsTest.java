package io.sparkvitals.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Given;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void collectionSaysNothingBelowASecondOfRunTime() {
    assertThat(
            Words.gcRatio(
                Given.totals(TaskMetric.RUN_TIME_MILLIS, 20, TaskMetric.GC_TIME_MILLIS, 27)))
        .isEmpty();
    assertThat(
            Words.gcRatio(
                Given.totals(TaskMetric.RUN_TIME_MILLIS, 1_000, TaskMetric.GC_TIME_MILLIS, 100)))
        .hasValue(0.1);
  }

  @Test
  void lostExecutorSaysWhenBeforeItSaysWhy() {
    Run run = Run.started().executor("1", 4, 1).removed("1", 4.5, "something odd");

    assertThat(ExecutorWords.end(run.tracker.snapshot().executors().get(0), " after 3.5 s"))
        .isEqualTo("lost after 3.5 s, reason unknown");
  }
}
