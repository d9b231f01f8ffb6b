package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_REMOTE_READ_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowTasksTest {
  private static List<Suggestion> advice(int tasks, long longest, TaskMetric read) {
    Given given =
        Given.application()
            .property("spark.master", "yarn")
            .with(
                Given.stage(7)
                    .tasks(tasks)
                    .durations(tasks, 1_000, longest)
                    .submitted(Given.NOW - longest - 1_000)
                    .slow(3, "1", longest, read, 900_000_000)
                    .settled(1))
            .with(Given.executor("1"), Given.executor("2"));
    return new SlowTasks().answer(given.snapshot());
  }

  @Test
  void aHotKeyIsNeverAnsweredWithMorePartitions() {
    assertThat(advice(20, 60_000, SHUFFLE_REMOTE_READ_BYTES))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.finding()).contains("Data skew");
              assertThat(each.recommendation().settings().toString())
                  .contains("skewedPartitionFactor")
                  .doesNotContain("shuffle.partitions", "advisoryPartitionSize");
            });
  }

  @Test
  void oneLargeFileIsAnsweredWithAFormatThatCanBeSplit() {
    assertThat(advice(4, 60_000, INPUT_BYTES))
        .singleElement()
        .satisfies(each -> assertThat(each.recommendation().text()).contains("can be split"));
  }

  @Test
  void fewerTasksThanCoresAreNoSkew() {
    assertThat(advice(7, 60_000, SHUFFLE_REMOTE_READ_BYTES)).isEmpty();
    assertThat(advice(8, 60_000, SHUFFLE_REMOTE_READ_BYTES)).hasSize(1);
  }

  @Test
  void whatSavesLessThanTenSecondsIsNotAdvised() {
    assertThat(advice(20, 11_499, SHUFFLE_REMOTE_READ_BYTES)).isEmpty();
    assertThat(advice(20, 11_500, SHUFFLE_REMOTE_READ_BYTES)).hasSize(1);
  }
}
