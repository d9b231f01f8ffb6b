package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_REMOTE_READ_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionSizesTest {
  private static List<Suggestion> advice(GivenStage stage) {
    Given given =
        Given.application()
            .property("spark.master", "yarn")
            .with(stage.settled(1))
            .with(Given.executor("1"), Given.executor("2"));
    return new PartitionSizes().answer(given.snapshot());
  }

  private static GivenStage tasks(int tasks, double median) {
    return Given.stage(7).tasks(tasks).durations(tasks, median, 300);
  }

  @Test
  void twoThousandTinyTasksAreTooMany() {
    assertThat(advice(tasks(2_000, 200))).hasSize(1);
    assertThat(advice(tasks(1_999, 200))).isEmpty();
    assertThat(advice(tasks(2_000, 201))).isEmpty();
  }

  @Test
  void tasksOfFourMebibytesAreNotTiny() {
    long bytes = 2_000L * (4 << 20);

    assertThat(advice(tasks(2_000, 100).totals(SHUFFLE_REMOTE_READ_BYTES, bytes))).isEmpty();
    assertThat(advice(tasks(2_000, 100).totals(SHUFFLE_REMOTE_READ_BYTES, bytes - 1))).hasSize(1);
  }

  private static GivenStage spilling(long read, long spilled, long longest) {
    return Given.stage(7)
        .tasks(10)
        .durations(10, 20_000, longest)
        .totals(SHUFFLE_REMOTE_READ_BYTES, read, DISK_SPILL_BYTES, spilled);
  }

  @Test
  void largePartitionsThatSpillAreTooFew() {
    long large = 10L * (200 << 20);

    assertThat(advice(spilling(large + 10, 1_000_000_000, 59_999))).hasSize(1);
    assertThat(advice(spilling(large, 1_000_000_000, 59_999))).isEmpty();
    assertThat(advice(spilling(large + 10, 999_999_999, 59_999))).isEmpty();
  }

  @Test
  void morePartitionsAreNotAdvisedWhereOneTaskStandsOut() {
    assertThat(advice(spilling(10L * (300 << 20), 1_000_000_000, 60_000))).isEmpty();
  }

  private static GivenStage few(int tasks, double median, long longest, long bytes) {
    return Given.stage(7)
        .tasks(tasks)
        .durations(tasks, median, longest)
        .submitted(Given.NOW - 2 * longest)
        .totals(SHUFFLE_REMOTE_READ_BYTES, bytes);
  }

  @Test
  void fewerLongTasksThanCoresAreTooFew() {
    long enough = 7 * (2L << 20);

    assertThat(advice(few(7, 60_000, 100_000, enough)))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.finding())
                  .isEqualTo("7 tasks of 60 s on 8 cores: 1 core has nothing to do.");
              assertThat(each.recommendation().text())
                  .startsWith("Make two or three partitions for each core: 24.");
            });
    assertThat(advice(few(8, 60_000, 100_000, 2 * enough))).isEmpty();
    assertThat(advice(few(7, 59_999, 100_000, enough))).isEmpty();
    assertThat(advice(few(7, 60_000, 100_000, enough - 1))).isEmpty();
    assertThat(advice(few(7, 60_000, 180_000, enough))).isEmpty();
    assertThat(advice(few(7, 60_000, 179_999, enough))).hasSize(1);
  }

  @Test
  void tinyTasksCostTheTimeInWhichTheyHeldCoresAndDidNotRun() {
    assertThat(advice(tasks(2_000, 100).totals(RUN_TIME_MILLIS, 150_000)))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.evidence().get(1)).startsWith("they ran for 3 min of the 3 min");
              assertThat(each.savedCoreMillis()).hasValue(50_000 * 1_968.0 / 2_000);
            });
    assertThat(advice(tasks(2_000, 100).totals(RUN_TIME_MILLIS, 200_001)))
        .singleElement()
        .satisfies(each -> assertThat(each.savedCoreMillis()).hasValue(0));
  }
}
