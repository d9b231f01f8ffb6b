package io.sparkvitals.metrics;

import static io.sparkvitals.metrics.Snapshots.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StageSelectionTest {
  @Test
  void showsAllWhileTheyAreFew() {
    StageSnapshot young = active(99, 1_000);
    List<StageSnapshot> stages = with(Snapshots.finishedStages(9), young);

    assertThat(shown(stages, 10)).hasSize(10).contains(99);
    assertThat(selection(stages, 10).suppressed()).isZero();
  }

  @Test
  void neverShowsMoreThanTheLimit() {
    List<StageSnapshot> stages =
        IntStream.range(0, 50).mapToObj(i -> active(i, 60_000 + i)).toList();

    assertThat(shown(stages, 10)).hasSize(10);
    assertThat(selection(stages, 10).suppressed()).isEqualTo(40 * ExposureLimits.SERIES_PER_STAGE);
    assertThat(shown(stages, 0)).isEmpty();
  }

  @Test
  void activeStagesComeFirstOnceTheyAreOldEnough() {
    List<StageSnapshot> stages =
        with(Snapshots.finishedStages(20), active(90, 15_001), active(91, 15_000));

    assertThat(shown(stages, 5)).contains(90).doesNotContain(91);
  }

  @Test
  void worstFinishedStagesComeNext() {
    List<StageSnapshot> stages =
        with(Snapshots.finishedStages(200), spilling(900, 3_600_000), active(90, 20_000));

    assertThat(shown(stages, 2)).containsExactlyInAnyOrder(90, 900);
  }

  @Test
  void worstOnesTakeNoMoreThanTheirShare() {
    List<StageSnapshot> stages = new ArrayList<>(Snapshots.finishedStages(100));
    IntStream.range(0, 100).forEach(i -> stages.add(spilling(1_000 + i, 3_600_000)));

    assertThat(shown(stages, 80).stream().filter(id -> id >= 1_000)).hasSize(StageSelection.WORST);
  }

  @Test
  void finishedStageStaysTwoMinutesWhereThereIsRoom() {
    List<StageSnapshot> stages = new ArrayList<>();
    IntStream.range(0, 20).forEach(i -> stages.add(active(i, 1_000)));
    stages.add(finished(100, StageSelection.RECENT_MILLIS - 1));
    stages.add(finished(101, StageSelection.RECENT_MILLIS));

    assertThat(shown(stages, 10)).contains(100).doesNotContain(101);
  }

  @Test
  void newestFinishedStagesFillTheRest() {
    assertThat(shown(Snapshots.finishedStages(300), 3)).containsExactlyInAnyOrder(299, 298, 297);
  }

  @Test
  void attemptsOfAStageAreShownApart() {
    StageSnapshot first = stage(StageKey.of(7, 0));
    StageSnapshot second = stage(StageKey.of(7, 1));

    assertThat(selection(List.of(first, second), 10).shown()).hasSize(2);
  }

  private static List<StageSnapshot> with(List<StageSnapshot> stages, StageSnapshot... more) {
    List<StageSnapshot> all = new ArrayList<>(stages);
    all.addAll(List.of(more));
    return all;
  }

  private static List<Integer> shown(List<StageSnapshot> stages, int limit) {
    return selection(stages, limit).shown().stream().map(each -> each.key().stageId()).toList();
  }

  private static StageSelection selection(List<StageSnapshot> stages, int limit) {
    return StageSelection.of(Snapshots.app(List.of(), stages), limit);
  }

  private static StageSnapshot active(int id, long ageMillis) {
    return Snapshots.stage(StageKey.of(id, 0), StageStatus.ACTIVE, NOW - ageMillis, 0).snapshot();
  }

  private static StageSnapshot stage(StageKey key) {
    return Snapshots.stage(key, StageStatus.COMPLETE, NOW - 2_000, NOW - 1_000).snapshot();
  }

  private static StageSnapshot finished(int id, long agoMillis) {
    return Snapshots.stage(
            StageKey.of(id, 0), StageStatus.COMPLETE, NOW - agoMillis - 500, NOW - agoMillis)
        .tasks(TaskBreakdown.EMPTY, TaskTotals.ZERO)
        .snapshot();
  }

  private static StageSnapshot spilling(int id, long agoMillis) {
    TaskTotals totals =
        Snapshots.totals(
            Map.of(
                TaskMetric.RUN_TIME_MILLIS, 60_000L,
                TaskMetric.INPUT_BYTES, 1_000L,
                TaskMetric.DISK_SPILL_BYTES, 900L));
    return Snapshots.stage(
            StageKey.of(id, 0), StageStatus.COMPLETE, NOW - agoMillis - 500, NOW - agoMillis)
        .tasks(TaskBreakdown.EMPTY, totals)
        .snapshot();
  }
}
