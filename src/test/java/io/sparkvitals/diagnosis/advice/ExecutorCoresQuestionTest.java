package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.diagnosis.advice.Sized.GIB;
import static io.sparkvitals.diagnosis.advice.Sized.USABLE;
import static io.sparkvitals.model.ExecutorMetric.JVM_HEAP;
import static io.sparkvitals.model.ExecutorMetric.MINOR_GC_MILLIS;
import static io.sparkvitals.model.ExecutorMetric.ON_HEAP_UNIFIED;
import static io.sparkvitals.model.ExecutorMetric.TREE_PYTHON_RSS;
import static io.sparkvitals.model.TaskMetric.CPU_TIME_NANOS;
import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.FETCH_WAIT_MILLIS;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutorCoresQuestionTest {
  private static List<Suggestion> advice(GivenExecutor executor) {
    return new ExecutorCoresQuestion().answer(Sized.application().with(executor).snapshot());
  }

  private static GivenExecutor waiting(long runMillis, double cpu, long fetchMillis, long spilled) {
    return Sized.executor(1)
        .counts(20, 0, 0)
        .lived(runMillis, 0.9)
        .totals(
            Given.totals(
                RUN_TIME_MILLIS,
                runMillis,
                CPU_TIME_NANOS,
                Math.round(runMillis * cpu * 1e6),
                FETCH_WAIT_MILLIS,
                fetchMillis,
                DISK_SPILL_BYTES,
                spilled));
  }

  @Test
  void tasksThatWaitMayBeMore() {
    Suggestion advice = advice(waiting(300_000, 0.3, 0, 0)).get(0);

    assertThat(advice.certainty()).isEqualTo(Certainty.LOW);
    assertThat(advice.recommendation().settings()).containsExactly("spark.executor.cores=6");
    assertThat(advice.finding()).contains("90 %", "30 %");
  }

  @ParameterizedTest
  @CsvSource({
    "300000, 0.499, 0, 0, 1",
    "299999, 0.499, 0, 0, 0",
    "300000, 0.501, 0, 0, 0",
    "300000, 0.3, 59999, 0, 1",
    "300000, 0.3, 60000, 0, 0",
    "300000, 0.3, 0, 1, 0"
  })
  void onlyLongWaitsForOtherThingsCount(
      long run, double cpu, long fetch, long spilled, int answers) {
    assertThat(advice(waiting(run, cpu, fetch, spilled))).hasSize(answers);
  }

  @ParameterizedTest
  @CsvSource({"0.81, 1", "0.79, 0"})
  void idleCoresHaveRoomAsTheyAre(double busy, int answers) {
    assertThat(advice(waiting(300_000, 0.3, 0, 0).lived(300_000, busy))).hasSize(answers);
  }

  @ParameterizedTest
  @CsvSource({"20, 1", "19, 0"})
  void twentyTasksAreNeeded(long tasks, int answers) {
    assertThat(advice(waiting(300_000, 0.3, 0, 0).counts(tasks, 0, 0))).hasSize(answers);
  }

  @ParameterizedTest
  @CsvSource({"0.49, 1", "0.51, 0"})
  void moreTasksNeedMemory(double unified, int answers) {
    long used = Math.round(unified * USABLE);
    assertThat(
            advice(waiting(300_000, 0.3, 0, 0).metrics(JVM_HEAP, 15 * GIB, ON_HEAP_UNIFIED, used)))
        .hasSize(answers);
  }

  @Test
  void pythonsCpuTimeIsNotKnown() {
    assertThat(
            advice(
                waiting(300_000, 0.3, 0, 0)
                    .metrics(JVM_HEAP, 15 * GIB, ON_HEAP_UNIFIED, GIB, TREE_PYTHON_RSS, 1)))
        .isEmpty();
  }

  @Test
  void garbageFasterThanItIsCollectedHalvesTheCoresOfAPlan() {
    GivenExecutor crowded =
        Sized.executor(1)
            .counts(20, 0, 0)
            .totals(Given.totals(RUN_TIME_MILLIS, 60_000, GC_TIME_MILLIS, 6_000))
            .metrics(JVM_HEAP, GIB, ON_HEAP_UNIFIED, GIB, MINOR_GC_MILLIS, 6_000);

    assertThat(RightSizing.of(Sized.application().with(crowded).snapshot()).cores()).isEqualTo(2);
    assertThat(advice(crowded)).isEmpty();
  }

  @Test
  void healthyExecutorsKeepTheirCores() {
    assertThat(advice(Sized.executor(1))).isEmpty();
    assertThat(RightSizing.of(Sized.application().with(Sized.executors(3)).snapshot()).cores())
        .isEqualTo(4);
  }
}
