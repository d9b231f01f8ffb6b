package io.sparkvitals.diagnosis;

import static io.sparkvitals.model.TaskMetric.CPU_TIME_NANOS;
import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.FETCH_WAIT_MILLIS;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.StageFigure;
import io.sparkvitals.model.StageFigures;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegressionDiagnosisTest {
  private CauseKind kind(Object... totals) {
    return kind(Given.application(), totals);
  }

  private CauseKind kind(Given given, Object... totals) {
    return new RegressionDiagnosis()
        .explain(
            Sights.stage(
                given,
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
  void cyclesOfACollectorBesideTasksTakeNoTime() {
    assertThat(kind(Sights.withZgc(), RUN_TIME_MILLIS, 1_000, GC_TIME_MILLIS, 950))
        .isEqualTo(kind(RUN_TIME_MILLIS, 1_000));
  }

  @Test
  void saysAgainstWhat() {
    Cause cause =
        new RegressionDiagnosis()
            .explain(Sights.stage(Given.stage(7).durations(20, 9_800, 12_000).baseline(4_100, 7)));

    assertThat(cause.evidence())
        .contains("median task 9.8 s against 4.1 s, the median of 7 earlier runs");
  }

  private static Baseline before(double gc, double cpu, double readBytes) {
    return Baseline.of(
        StageFigures.of(
            Map.of(
                StageFigure.MEDIAN_MILLIS, 4_000.0,
                StageFigure.GC_RATIO, gc,
                StageFigure.FETCH_WAIT_RATIO, 0.0,
                StageFigure.CPU_RATIO, cpu,
                StageFigure.SPILL_BYTES, 0.0,
                StageFigure.INPUT_BYTES, readBytes,
                StageFigure.SHUFFLE_READ_BYTES, 0.0)),
        5);
  }

  private static Cause now(Baseline before, Object... totals) {
    return new RegressionDiagnosis()
        .explain(
            Sights.stage(
                Given.stage(7).durations(10, 10_000, 12_000).baseline(before).totals(totals)));
  }

  @Test
  void saysWhetherTheDataGrew() {
    Cause grown = now(before(0, 1, 100e6), RUN_TIME_MILLIS, 100_000, INPUT_BYTES, 1_500_000_000L);
    assertThat(grown.kind()).isEqualTo(CauseKind.DATA);
    assertThat(grown.sentence())
        .isEqualTo("Tasks read 1.5x the data of before (150 MB against 100 MB): the input grew.");

    Cause less = now(before(0, 1, 100e6), RUN_TIME_MILLIS, 100_000, INPUT_BYTES, 1_490_000_000L);
    assertThat(less.kind()).isEqualTo(CauseKind.WAITING);
  }

  @Test
  void namesThePartThatGrewOverTheSameData() {
    Object[] same = {RUN_TIME_MILLIS, 100_000, INPUT_BYTES, 1_000_000_000L};
    assertThat(now(before(0.05, 0.9, 100e6), with(same, GC_TIME_MILLIS, 32_000)).sentence())
        .isEqualTo("The data did not grow; GC went from 5 % to 32 % of task run time.");
    assertThat(now(before(0.05, 0.9, 100e6), with(same, GC_TIME_MILLIS, 31_000)).kind())
        .isEqualTo(CauseKind.WAITING);
    assertThat(now(before(0, 0.5, 100e6), with(same, CPU_TIME_NANOS, 50_000_000_000L)).kind())
        .isEqualTo(CauseKind.COMPUTATION);
    assertThat(now(before(0, 0.5, 100e6), with(same, FETCH_WAIT_MILLIS, 30_000)).kind())
        .isEqualTo(CauseKind.FETCH_WAIT);
    assertThat(now(before(0, 0.5, 100e6), with(same, DISK_SPILL_BYTES, 11_000_000L)).kind())
        .isEqualTo(CauseKind.SPILL);
  }

  private static Object[] with(Object[] totals, Object metric, Object value) {
    Object[] all = Arrays.copyOf(totals, totals.length + 2);
    all[totals.length] = metric;
    all[totals.length + 1] = value;
    return all;
  }
}
