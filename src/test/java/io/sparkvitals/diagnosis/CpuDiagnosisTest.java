package io.sparkvitals.diagnosis;

import static io.sparkvitals.model.TaskMetric.CPU_TIME_NANOS;
import static io.sparkvitals.model.TaskMetric.FETCH_WAIT_MILLIS;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_WRITE_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import org.junit.jupiter.api.Test;

class CpuDiagnosisTest {
  private static final long MB = 1_000_000;

  private CauseKind kind(long cpu, long fetch, long gc, long write) {
    return kind(Given.application(), cpu, fetch, gc, write);
  }

  private CauseKind kind(Given given, long cpu, long fetch, long gc, long write) {
    given.happened(
        Given.totals(
            RUN_TIME_MILLIS,
            1_000,
            CPU_TIME_NANOS,
            cpu * MB,
            FETCH_WAIT_MILLIS,
            fetch,
            GC_TIME_MILLIS,
            gc,
            SHUFFLE_WRITE_NANOS,
            write * MB),
        TaskCounts.ZERO);
    return new CpuDiagnosis().explain(Sights.application(given)).kind();
  }

  @Test
  void theGreatestPartOfTheRestIsTheCause() {
    assertThat(kind(300, 400, 100, 100)).isEqualTo(CauseKind.FETCH_WAIT);
    assertThat(kind(300, 100, 400, 100)).isEqualTo(CauseKind.GC);
    assertThat(kind(300, 100, 100, 400)).isEqualTo(CauseKind.SHUFFLE_WRITE);
    assertThat(kind(300, 100, 100, 100)).isEqualTo(CauseKind.WAITING);
  }

  @Test
  void cyclesOfACollectorBesideTasksKeepNoneWaiting() {
    assertThat(kind(Sights.withZgc(), 300, 100, 400, 100)).isEqualTo(CauseKind.WAITING);
    assertThat(kind(Sights.withZgc(), 300, 400, 900, 100)).isEqualTo(CauseKind.FETCH_WAIT);
  }
}
