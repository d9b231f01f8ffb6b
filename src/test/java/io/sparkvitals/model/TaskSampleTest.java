package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskSampleTest {
  private static final long LAUNCHED = 1_700_000_000_000L;

  /** A task of ten seconds that has told of so many milliseconds of work. */
  private static TaskSample task(long runMillis) {
    return new TaskSample()
        .reset(1, 0)
        .task(1, 0, 0, false)
        .times(LAUNCHED, LAUNCHED + 10_000)
        .set(TaskMetric.RUN_TIME_MILLIS, runMillis);
  }

  private static long delay(TaskSample task, long fetchedFromMillis) {
    task.waited(fetchedFromMillis);
    return task.get(TaskMetric.SCHEDULER_DELAY_MILLIS);
  }

  @Test
  void whatATaskDidNotWorkItWaited() {
    TaskSample task =
        task(6_000)
            .ended(TaskOutcome.SUCCEEDED)
            .set(TaskMetric.DESERIALIZE_TIME_MILLIS, 500)
            .set(TaskMetric.RESULT_SERIALIZE_TIME_MILLIS, 100);

    assertThat(delay(task, LAUNCHED + 9_000)).isEqualTo(2_400);
    assertThat(task.get(TaskMetric.GETTING_RESULT_TIME_MILLIS)).isEqualTo(1_000);
  }

  @Test
  void clocksThatDifferMakeNoNegativeDelay() {
    assertThat(delay(task(11_000).ended(TaskOutcome.SUCCEEDED), 0)).isZero();
  }

  @Test
  void aTaskThatFailedBeforeItToldAnythingDidNotWaitForAllOfItsLife() {
    assertThat(delay(task(0).failed(FailureReason.EXECUTOR_LOST), 0)).isZero();
    assertThat(delay(task(1).failed(FailureReason.EXECUTOR_LOST), 0)).isEqualTo(9_999);
    assertThat(delay(task(0).ended(TaskOutcome.SUCCEEDED), 0)).isEqualTo(10_000);
  }
}
