package io.sparkvitals.diagnosis;

import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_REMOTE_READ_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpillDiagnosisTest {
  private static final long MB = 1_000_000;

  private CauseKind kind(GivenStage stage) {
    return new SpillDiagnosis().explain(Sights.stage(stage)).kind();
  }

  private GivenStage spilling(Object... totals) {
    return Given.stage(7).counts(10, 0, 0, 0).totals(totals);
  }

  @Test
  void largeShufflePartitions() {
    assertThat(kind(spilling(DISK_SPILL_BYTES, 900 * MB, SHUFFLE_REMOTE_READ_BYTES, 6_400 * MB)))
        .isEqualTo(CauseKind.LARGE_PARTITIONS);
  }

  @Test
  void largeSplitsOfTheInput() {
    assertThat(kind(spilling(DISK_SPILL_BYTES, 900 * MB, INPUT_BYTES, 6_400 * MB)))
        .isEqualTo(CauseKind.LARGE_SPLITS);
  }

  @Test
  void partitionsOfUsualSizeNeedMoreMemory() {
    long usual = 10 * (64L << 20);

    assertThat(kind(spilling(DISK_SPILL_BYTES, 900 * MB, SHUFFLE_REMOTE_READ_BYTES, usual - 10)))
        .isEqualTo(CauseKind.SMALL_MEMORY);
    assertThat(kind(spilling(DISK_SPILL_BYTES, 900 * MB, SHUFFLE_REMOTE_READ_BYTES, usual)))
        .isEqualTo(CauseKind.LARGE_PARTITIONS);
  }

  @ParameterizedTest
  @CsvSource({"0, 128 MiB of off-heap memory for each core", "-1, 1 GiB of memory for each core"})
  void tasksOfSqlShareOffHeapMemoryWhereThereIsSome(long sqlExecution, String share) {
    long mib = 1L << 20;
    Given given =
        Given.application()
            .with(Given.executor("4").limits(MemoryLimits.of(0, 4_096 * mib, 512 * mib, 0)));
    GivenStage stage =
        spilling(DISK_SPILL_BYTES, 900 * MB, SHUFFLE_REMOTE_READ_BYTES, 500 * MB).sql(sqlExecution);

    assertThat(new SpillDiagnosis().explain(Sights.stage(given, stage)).sentence())
        .contains("50 MB on average, with " + share + ":");
  }

  @Test
  void aSkewedReadIsSkew() {
    GivenStage even =
        spilling(DISK_SPILL_BYTES, 900 * MB, SHUFFLE_REMOTE_READ_BYTES, 6_400 * MB)
            .distribution(Dimension.SHUFFLE_READ_BYTES, 10, 100 * MB, 499 * MB);
    GivenStage skewed =
        spilling(DISK_SPILL_BYTES, 900 * MB, SHUFFLE_REMOTE_READ_BYTES, 6_400 * MB)
            .distribution(Dimension.SHUFFLE_READ_BYTES, 10, 100 * MB, 500 * MB);

    assertThat(kind(even)).isEqualTo(CauseKind.LARGE_PARTITIONS);
    assertThat(kind(skewed)).isEqualTo(CauseKind.SKEW);
  }

  @Test
  void oneTaskThatSpillsHalfOfItIsSkew() {
    GivenStage stage =
        spilling(DISK_SPILL_BYTES, 900 * MB, SHUFFLE_REMOTE_READ_BYTES, 6_400 * MB)
            .slow(3, "4", 60_000, DISK_SPILL_BYTES, 450 * MB);

    assertThat(kind(stage)).isEqualTo(CauseKind.SKEW);
  }

  @Test
  void anApplicationIsExplainedByTheStageThatSpillsMost() {
    Given given =
        Given.application()
            .with(
                Given.stage(6).totals(DISK_SPILL_BYTES, 10 * MB, INPUT_BYTES, 20 * MB),
                Given.stage(7)
                    .counts(10, 0, 0, 0)
                    .totals(DISK_SPILL_BYTES, 900 * MB, SHUFFLE_REMOTE_READ_BYTES, 6_400 * MB));

    Cause cause = new SpillDiagnosis().explain(Sights.application(given));

    assertThat(cause.sentence()).startsWith("A task of stage 7.0 processes 640 MB on average");
  }
}
