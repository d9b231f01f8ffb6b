package io.sparkvitals.diagnosis;

import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.Sight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcDiagnosisTest {
  private CauseKind kind(GivenExecutor executor) {
    return new GcDiagnosis().explain(Sights.executor(executor)).kind();
  }

  @Test
  void aHeapThatStaysFullIsALiveSet() {
    assertThat(kind(Given.executor("4").heapFloor(0.701, 12))).isEqualTo(CauseKind.LIVE_SET);
    assertThat(kind(Given.executor("4").heapFloor(0.699, 12))).isEqualTo(CauseKind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"500, 500, LIVE_SET", "501, 499, ALLOCATION", "0, 0, UNKNOWN"})
  void theGenerationThatTakesTheTimeTellsTheCause(long young, long old, CauseKind kind) {
    assertThat(
            kind(
                Given.executor("4")
                    .metrics(
                        ExecutorMetric.MINOR_GC_MILLIS,
                        young,
                        ExecutorMetric.MAJOR_GC_MILLIS,
                        old)))
        .isEqualTo(kind);
  }

  @Test
  void showsTheWorstExecutorsOfAStage() {
    Given given =
        Given.application()
            .with(
                Given.executor("4")
                    .window(
                        Given.totals(GC_TIME_MILLIS, 340, RUN_TIME_MILLIS, 1_000),
                        TaskCounts.ZERO));
    Cause cause =
        new GcDiagnosis()
            .explain(
                Sight.stage(
                    given.snapshot(),
                    Given.stage(7).totals(GC_TIME_MILLIS, 300, RUN_TIME_MILLIS, 1_000).snapshot()));

    assertThat(cause.evidence())
        .contains("executor 4 (host-4): GC 34 % in the last 10 min")
        .anyMatch(line -> line.contains("GC 30 %"));
  }

  @Test
  void namesNoStageThatRanForLessThanASecond() {
    Given given =
        Given.application()
            .with(
                Given.stage(7).totals(GC_TIME_MILLIS, 5_000, RUN_TIME_MILLIS, 999),
                Given.stage(8).totals(GC_TIME_MILLIS, 300, RUN_TIME_MILLIS, 1_000));

    assertThat(new GcDiagnosis().explain(Sights.application(given)).evidence())
        .noneMatch(line -> line.startsWith("stage 7.0"))
        .anyMatch(line -> line.startsWith("stage 8.0") && line.endsWith("GC 30 % of 1 s run time"));
  }
}
