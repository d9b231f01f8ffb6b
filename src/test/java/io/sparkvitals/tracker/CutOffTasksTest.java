package io.sparkvitals.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.FailureReason;
import org.junit.jupiter.api.Test;

/** How many tasks a lost executor cut off, in whichever order Spark tells of both. */
class CutOffTasksTest {
  private static final String WORDS = "worker lost";

  private final Story story = new Story().executor("1", 2, 0).job(1, 1).submit(1, 0, 4, 0);

  private void removed() {
    story.tracker.executorRemoved("1", Story.at(10), WORDS);
  }

  private void ended(long id, FailureReason reason) {
    story.end(1, id, 1, 10, task -> task.failed(reason, WORDS));
  }

  private long cutOff() {
    ExecutorLoss loss = story.snapshot().executors().get(0).loss();
    assertThat(loss).isNotNull();
    return loss.runningTasks();
  }

  @Test
  void tasksThatEndAfterTheRemovalCount() {
    long one = story.start(1, 1);
    long two = story.start(1, 1);
    removed();
    ended(one, FailureReason.EXECUTOR_LOST);
    ended(two, FailureReason.EXECUTOR_LOST_NOT_APP);

    assertThat(cutOff()).isEqualTo(2);
  }

  @Test
  void tasksThatEndedForItBeforeTheRemovalCountToo() {
    long one = story.start(1, 1);
    long two = story.start(1, 1);
    ended(one, FailureReason.EXECUTOR_LOST);
    removed();
    ended(two, FailureReason.EXECUTOR_LOST);

    assertThat(cutOff()).isEqualTo(2);
  }

  @Test
  void tasksThatFailedForAnotherReasonDoNot() {
    long one = story.start(1, 1);
    ended(one, FailureReason.EXCEPTION);
    removed();

    assertThat(cutOff()).isZero();
  }
}
