package io.sparkvitals.metrics;

import static io.sparkvitals.metrics.Snapshots.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ExecutorSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutorSelectionTest {
  private static final int FULL = SeriesCount.most(Catalogue.EXECUTORS, false);
  private static final int BASIC = SeriesCount.most(Catalogue.EXECUTORS, true);

  @Test
  void fewExecutorsHaveFullDetail() {
    ExecutorSelection selection = auto(withDriver(200));

    assertThat(selection.basicOnly()).isFalse();
    assertThat(selection.shown()).hasSize(201);
    assertThat(selection.suppressed()).isZero();
  }

  @Test
  void moreExecutorsHaveBasicDetail() {
    ExecutorSelection selection = auto(withDriver(201));

    assertThat(selection.basicOnly()).isTrue();
    assertThat(selection.shown()).hasSize(202);
    assertThat(selection.suppressed()).isEqualTo(202 * (FULL - BASIC));
  }

  @Test
  void ofManyExecutorsThoseWithTheMostHeapAreShown() {
    ExecutorSelection selection = auto(withDriver(1_001));

    assertThat(selection.basicOnly()).isTrue();
    assertThat(selection.shown()).hasSize(100);
    assertThat(ids(selection)).startsWith("driver", "1001", "1000").endsWith("903");
    assertThat(selection.suppressed()).isEqualTo(1_002 * FULL - 100 * BASIC);
  }

  @Test
  void thousandExecutorsAreAllShownWhereNoProcessTreeIsReported() {
    List<ExecutorSnapshot> executors = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      executors.add(Snapshots.silentExecutor(Integer.toString(i)));
    }

    assertThat(auto(executors).shown()).hasSize(1_000);
  }

  @Test
  void asManyAreShownAsThereIsRoomFor() {
    ExposureLimits limits = ExposureLimits.of(2_000, 0, ExecutorDetail.AUTO);
    ExecutorSelection selection = select(withDriver(150), limits);

    assertThat(selection.basicOnly()).isTrue();
    assertThat(selection.shown()).hasSize(limits.executorSeries() / BASIC);
    assertThat(ids(selection)).startsWith("driver");
  }

  @Test
  void detailIsAsAskedFor() {
    ExecutorSelection full =
        select(withDriver(250), ExposureLimits.of(100_000, 0, ExecutorDetail.FULL));
    ExecutorSelection basic = select(withDriver(3), limits(ExecutorDetail.BASIC));
    ExecutorSelection off = select(withDriver(3), limits(ExecutorDetail.OFF));

    assertThat(full.basicOnly()).isFalse();
    assertThat(full.shown()).hasSize(251);
    assertThat(basic.basicOnly()).isTrue();
    assertThat(basic.suppressed()).isZero();
    assertThat(off.shown()).isEmpty();
    assertThat(off.suppressed()).isZero();
  }

  @Test
  void removedExecutorStaysTwoMinutes() {
    List<ExecutorSnapshot> executors =
        List.of(
            Snapshots.removed("1", NOW - ExecutorSelection.KEEP_REMOVED_MILLIS),
            Snapshots.removed("2", NOW - ExecutorSelection.KEEP_REMOVED_MILLIS + 1));

    assertThat(ids(auto(executors))).containsExactly("2");
  }

  @Test
  void removedExecutorsDoNotCountForTheDetail() {
    List<ExecutorSnapshot> executors = withDriver(200);
    executors.add(Snapshots.removed("900", NOW - 1_000));

    assertThat(auto(executors).basicOnly()).isFalse();
  }

  @Test
  void basicDetailLeavesOutTheRest() {
    Page page = Page.of(Snapshots.app(withDriver(1), List.of()), limits(ExecutorDetail.BASIC));

    assertThat(page.labels("sparkvitals_executor_jvm_memory_used_bytes"))
        .hasSize(2)
        .allMatch(labels -> labels.contains("area=\"heap\""));
    assertThat(page.labels("sparkvitals_executor_tasks_completed_total"))
        .hasSize(2)
        .allMatch(labels -> labels.contains("outcome=\"failed\""));
    assertThat(page.families()).doesNotContain("sparkvitals_executor_cores");
  }

  private static List<ExecutorSnapshot> withDriver(int executors) {
    List<ExecutorSnapshot> all = new ArrayList<>(Snapshots.executors(executors));
    all.add(Snapshots.executor("driver", 1).snapshot());
    return all;
  }

  private static List<String> ids(ExecutorSelection selection) {
    return selection.shown().stream().map(ExecutorSnapshot::id).toList();
  }

  private static ExecutorSelection auto(List<ExecutorSnapshot> executors) {
    return select(executors, limits(ExecutorDetail.AUTO));
  }

  private static ExposureLimits limits(ExecutorDetail detail) {
    return ExposureLimits.of(20_000, 200, detail);
  }

  private static ExecutorSelection select(List<ExecutorSnapshot> executors, ExposureLimits limits) {
    return ExecutorSelection.of(Snapshots.app(executors, List.of()), limits);
  }
}
