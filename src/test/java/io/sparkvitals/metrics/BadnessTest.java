package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageSpread;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BadnessTest {
  private static final StageSpread EVEN = Snapshots.spread(1_000, 1_000);

  @Test
  void skewIsMeasuredAgainstFive() {
    assertThat(badness(Snapshots.spread(10_000, 1_000), Map.of())).isEqualTo(2);
  }

  @Test
  void spillIsMeasuredAgainstAFifth() {
    assertThat(
            badness(EVEN, Map.of(TaskMetric.INPUT_BYTES, 100L, TaskMetric.DISK_SPILL_BYTES, 80L)))
        .isCloseTo(4, within(1e-9));
  }

  @Test
  void garbageCollectionIsMeasuredAgainstATenth() {
    assertThat(badness(EVEN, Map.of(TaskMetric.GC_TIME_MILLIS, 30_000L)))
        .isCloseTo(5, within(1e-9));
  }

  @Test
  void failuresAreMeasuredAgainstATwentieth() {
    TaskBreakdown.Accumulator tasks = new TaskBreakdown.Accumulator();
    TaskSample task = new TaskSample().reset(1, 0).place("1", "h", Locality.ANY);
    tasks.end(task, false);
    tasks.end(task.failed(FailureReason.UNKNOWN, ""), false);

    assertThat(Badness.of(stage(EVEN, tasks.breakdown(), Map.of()))).isCloseTo(10, within(1e-9));
  }

  @Test
  void ratiosOfAFewShortTasksDoNotCount() {
    Map<TaskMetric, Long> totals =
        Map.of(TaskMetric.RUN_TIME_MILLIS, 9_999L, TaskMetric.GC_TIME_MILLIS, 9_999L);

    assertThat(Badness.of(stage(Snapshots.spread(90_000, 1), TaskBreakdown.EMPTY, totals)))
        .isZero();
  }

  private static double badness(StageSpread spread, Map<TaskMetric, Long> values) {
    Map<TaskMetric, Long> totals = new HashMap<>(values);
    totals.put(TaskMetric.RUN_TIME_MILLIS, 60_000L);
    return Badness.of(stage(spread, TaskBreakdown.EMPTY, totals));
  }

  private static StageSnapshot stage(
      StageSpread spread, TaskBreakdown tasks, Map<TaskMetric, Long> totals) {
    StageFacts facts = StageFacts.of(StageKey.of(1, 0), "s", 1).facts();
    return StageSnapshot.of(facts, StageStatus.COMPLETE, spread)
        .tasks(tasks, Snapshots.totals(totals))
        .snapshot();
  }
}
