package io.sparkvitals.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskTotals;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule task-failure-rate-high. */
class TaskFailureRateHighTest {
  private String severity(long succeeded, long failed, long killed) {
    TaskCounts counts = Given.counts(succeeded, failed, killed, 0);
    String stage =
        Judged.severities(
            Given.application().with(Given.stage(7).counts(succeeded, failed, killed, 0)),
            "task-failure-rate-high");
    String application =
        Judged.severities(
            Given.application().happened(TaskTotals.ZERO, counts), "task-failure-rate-high");
    assertThat(application).isEqualTo(stage);
    return stage;
  }

  @Test
  void isCriticalAboveFivePercent() {
    assertThat(severity(95, 5, 0)).isEmpty();
    assertThat(severity(94, 5, 0)).isEqualTo("critical");
  }

  @Test
  void needsTwentyFinishedTasks() {
    assertThat(severity(16, 3, 0)).isEmpty();
    assertThat(severity(17, 3, 0)).isEqualTo("critical");
  }

  @Test
  void needsThreeFailures() {
    assertThat(severity(18, 2, 0)).isEmpty();
    assertThat(severity(17, 3, 0)).isEqualTo("critical");
  }

  @Test
  void killedTasksAreNoFailuresAndNotFinished() {
    assertThat(severity(16, 3, 100)).isEmpty();
    assertThat(severity(100, 0, 100)).isEmpty();
  }
}
