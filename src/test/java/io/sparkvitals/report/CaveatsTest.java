package io.sparkvitals.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.Losses;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.Work;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CaveatsTest {

  private static List<String> of(Losses losses) {
    Work work = Work.of(TaskBreakdown.EMPTY, TaskTotals.ZERO).work();
    ApplicationSnapshot snapshot =
        ApplicationSnapshot.of(ApplicationFacts.UNKNOWN, work, Run.T0).losses(losses).snapshot();
    return Caveats.of(Report.live(snapshot, List.of()));
  }

  @Test
  void areNoneWhereEverythingWasSeen() {
    assertThat(Caveats.of(Run.started().end(60, 0).replayed(new InputFacts.Counter()))).isEmpty();
  }

  @Test
  void tellWhatOfTheLogWasNotUsed() {
    InputFacts.Counter input = new InputFacts.Counter();
    input.truncated = true;
    input.malformedLines = 1_200;
    input.unusableEvents = 1;
    input.unknownEvents = 7;
    input.cutValues = 3;

    assertThat(Caveats.of(Run.started().replayed(input)))
        .containsExactly(
            "The log breaks off: what came after its last whole line is not in the figures.",
            "1,200 lines of the log are no events and were skipped.",
            "1 event of the log could not be used, for something in it is missing or of a wrong"
                + " type.",
            "3 values of the log, such as long texts and lists, were too long and are not kept"
                + " whole.");
  }

  @Test
  void tellThatTasksRunOnWhileZgcCollects() {
    ApplicationFacts facts =
        ApplicationFacts.UNKNOWN.environment(
            Map.of("spark.executor.extraJavaOptions", "-XX:+UseZGC"));
    Work work = Work.of(TaskBreakdown.EMPTY, TaskTotals.ZERO).work();
    ApplicationSnapshot snapshot = ApplicationSnapshot.of(facts, work, Run.T0).snapshot();

    assertThat(Caveats.of(Report.live(snapshot, List.of())))
        .containsExactly(
            "The collector (ZGC or Shenandoah) runs beside tasks: GC figures are those of whole"
                + " cycles, in which tasks run on.");
  }

  @Test
  void tellWhatSparkDropped() {
    assertThat(of(Losses.of(Map.of("shared", 3L, "appStatus", 4L), Map.of(), 0)))
        .containsExactly(
            "Spark dropped 7 events before the agent saw them: every figure may be low.");
  }

  @Test
  void tellWhatIsOnlyInTheTotals() {
    assertThat(of(Losses.of(Map.of(), Map.of("stages", 1_234L, "jobs", 1L, "blocks", 0L), 0)))
        .containsExactly(
            "Too many to keep, so the oldest are in the totals only: 1 job and 1,234 stage"
                + " attempts.");
  }

  @Test
  void tellOfStagesThatMayHaveBeenSkippedUnseen() {
    assertThat(of(Losses.of(Map.of(), Map.of("skippedStages", 12L, "stageIds", 0L), 0)))
        .containsExactly(
            "Jobs named 12 more stages than are followed; which of them were skipped is not"
                + " known.");
  }

  @Test
  void nameStagesWhoseTasksWereNotAllSeen() {
    Run run = Run.started();
    for (int stage = 0; stage < 7; stage++) {
      run.submit(stage, "count", 2, 1)
          .task(stage, "1", 2, 3, task -> {})
          .complete(stage, "count", 2, 9);
    }

    assertThat(Caveats.of(run.live()))
        .containsExactly(
            "Not all tasks of 7 stage attempts (0.0, 1.0, 2.0, 3.0, 4.0 and others) were seen to end:"
                + " their figures may be low.");
  }

  @Test
  void nameTheOneStageWhoseTasksWereNotAllSeen() {
    Run run = Run.started().submit(3, "count", 2, 1).task(3, "1", 2, 3, task -> {});

    assertThat(Caveats.of(run.complete(3, "count", 2, 9).live()))
        .containsExactly("Not all tasks of stage 3.0 were seen to end: its figures may be low.");
  }

  @Test
  void tellTasksWithImpossibleTimes() {
    assertThat(of(Losses.NONE.misdated(2)))
        .containsExactly(
            "The times of 2 tasks lie outside the application's: they count as if they had ended"
                + " when the log tells of them.");
  }
}
