package io.sparkvitals.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileInputTest {
  private static final String HOSTILE = "a\"} 1\nfake_metric 2\r\\\u001b[31m" + "x".repeat(500);

  @Test
  void textOfAUserCannotMakeSeriesOfItsOwn() {
    StageFacts facts =
        StageFacts.of(StageKey.of(1, 0), HOSTILE, 1).job(null, null, HOSTILE).facts();
    StageSnapshot stage =
        StageSnapshot.of(facts, StageStatus.ACTIVE, Snapshots.spread(1, 1)).snapshot();
    ExecutorSnapshot executor = Snapshots.executor(HOSTILE, 1).snapshot();
    Page page = Page.of(app(HOSTILE, List.of(executor), List.of(stage)));

    assertThat(page.series().keySet())
        .allMatch(each -> each.startsWith("sparkvitals_"))
        .allMatch(each -> each.length() < 900);
    assertThat(page.text()).doesNotContain("\r", "\u001b");
  }

  @Test
  void emptyTextIsNoLabel() {
    StageFacts facts = StageFacts.of(StageKey.of(1, 0), "", 1).job(null, null, "").facts();
    StageSnapshot stage =
        StageSnapshot.of(facts, StageStatus.ACTIVE, Snapshots.spread(1, 1)).snapshot();
    Page page = Page.of(app("", List.of(), List.of(stage)));

    assertThat(page.labels("sparkvitals_stage_info"))
        .containsExactly("{app_id=\"app-1\",stage_attempt=\"0\",stage_id=\"1\"}");
  }

  @Test
  void executorsThatLookTheSameDoNotBreakThePage() {
    ExecutorSnapshot first = Snapshots.executor("x".repeat(200) + "1", 1).snapshot();
    ExecutorSnapshot second = Snapshots.executor("x".repeat(200) + "2", 2).snapshot();
    Page page = Page.of(app("etl", List.of(first, second), List.of()));

    assertThat(page.labels("sparkvitals_executor_tasks_active")).hasSize(1);
  }

  @Test
  void counterThatAClockMadeNegativeDoesNotBreakThePage() {
    Work work =
        Work.of(TaskBreakdown.EMPTY, TaskTotals.ZERO).coreTime(CoreTime.of(-5_000, -1)).work();
    Page page = Page.of(ApplicationSnapshot.of(Snapshots.facts(), work, Snapshots.NOW).snapshot());

    assertThat(page.value("sparkvitals_core_allocated_seconds_total")).isZero();
  }

  private static ApplicationSnapshot app(
      String name, List<ExecutorSnapshot> executors, List<StageSnapshot> stages) {
    Work work = Work.of(TaskBreakdown.EMPTY, TaskTotals.ZERO).work();
    ApplicationFacts facts = ApplicationFacts.UNKNOWN.identity("app-1", name, 0);
    return ApplicationSnapshot.of(facts, work, Snapshots.NOW)
        .executors(executors)
        .stages(stages)
        .snapshot();
  }
}
