package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskTotalsTest {
  private final TaskTotals.Accumulator sums = new TaskTotals.Accumulator();

  @Test
  void theOneMaximumIsTheLastMetric() {
    TaskMetric[] metrics = TaskMetric.values();
    for (TaskMetric each : metrics) {
      boolean last = each == metrics[metrics.length - 1];
      assertThat(each.fold() == TaskMetric.Fold.MAX).as(each.name()).isEqualTo(last);
    }
  }

  @Test
  void ratiosAreAbsentWithoutRunTime() {
    assertThat(sums.totals().gcRatio()).isEmpty();
    assertThat(sums.totals().cpuRatio()).isEmpty();
    assertThat(sums.totals().fetchWaitRatio()).isEmpty();
    assertThat(sums.totals().spillRatio()).isEmpty();
  }

  @Test
  void cpuRatioComparesNanosecondsWithMilliseconds() {
    sums.add(TaskMetric.RUN_TIME_MILLIS, 200);
    sums.add(TaskMetric.CPU_TIME_NANOS, 50_000_000);

    assertThat(sums.totals().cpuRatio()).hasValue(0.25);
  }

  @Test
  void spillRatioUsesMemoryBytesOnlyWhereDiskIsZero() {
    sums.add(TaskMetric.INPUT_BYTES, 600);
    sums.add(TaskMetric.SHUFFLE_REMOTE_READ_BYTES, 200);
    sums.add(TaskMetric.SHUFFLE_LOCAL_READ_BYTES, 200);
    sums.add(TaskMetric.MEMORY_SPILL_BYTES, 900);
    assertThat(sums.totals().spillRatio()).hasValue(0.9);

    sums.add(TaskMetric.DISK_SPILL_BYTES, 300);
    assertThat(sums.totals().spillRatio()).hasValue(0.3);
  }

  @Test
  void spillRatioFallsBackToWhatWasWritten() {
    sums.add(TaskMetric.OUTPUT_BYTES, 100);
    sums.add(TaskMetric.SHUFFLE_WRITE_BYTES, 300);
    sums.add(TaskMetric.DISK_SPILL_BYTES, 200);

    assertThat(sums.totals().spillRatio()).hasValue(0.5);
  }

  @Test
  void differencesLeaveTheMaximumOut() {
    sums.add(TaskMetric.RUN_TIME_MILLIS, 100);
    sums.add(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES, 7);
    TaskTotals before = sums.totals();
    sums.add(TaskMetric.RUN_TIME_MILLIS, 50);
    sums.add(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES, 9);

    TaskTotals since = sums.totals().since(before);
    assertThat(since.get(TaskMetric.RUN_TIME_MILLIS)).isEqualTo(50);
    assertThat(since.get(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES)).isZero();
    assertThat(sums.totals().get(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES)).isEqualTo(9);
  }
}
