package io.sparkvitals.diagnosis;

import static io.sparkvitals.model.TaskMetric.CPU_TIME_NANOS;
import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.FETCH_WAIT_MILLIS;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import org.junit.jupiter.api.Test;

class RegressionDiagnosisTest {
  private CauseKind kind(Object... totals) {
    return new RegressionDiagnosis()
        .explain(
            Sights.stage(
                Given.stage(7).durations(20, 9_800, 12_000).baseline(4_100, 7).totals(totals)))
        .kind();
  }

  @Test
  void tellsWhereTheTimeGoes() {
    assertThat(kind(RUN_TIME_MILLIS, 1_000, GC_TIME_MILLIS, 250)).isEqualTo(CauseKind.GC);
    assertThat(kind(RUN_TIME_MILLIS, 1_000, FETCH_WAIT_MILLIS, 300))
        .isEqualTo(CauseKind.FETCH_WAIT);
    assertThat(kind(RUN_TIME_MILLIS, 1_000, INPUT_BYTES, 1_000, DISK_SPILL_BYTES, 200))
        .isEqualTo(CauseKind.SPILL);
    assertThat(kind(RUN_TIME_MILLIS, 1_000, CPU_TIME_NANOS, 700_000_000L))
        .isEqualTo(CauseKind.COMPUTATION);
    assertThat(kind(RUN_TIME_MILLIS, 1_000, CPU_TIME_NANOS, 699_000_000L))
        .isEqualTo(CauseKind.WAITING);
    assertThat(kind()).isEqualTo(CauseKind.UNKNOWN);
  }

  @Test
  void saysAgainstWhat() {
    Cause cause =
        new RegressionDiagnosis()
            .explain(Sights.stage(Given.stage(7).durations(20, 9_800, 12_000).baseline(4_100, 7)));

    assertThat(cause.evidence())
        .contains("median task 9.8 s against 4.1 s, the median of 7 earlier runs");
  }
}
