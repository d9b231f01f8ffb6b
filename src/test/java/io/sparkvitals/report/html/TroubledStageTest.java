package io.sparkvitals.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroubledStageTest {

  @Test
  void stageThatDidWellIsNoTrouble() {
    GivenStage stage = Given.stage(7).counts(200, 0, 3, 0).durations(200, 10_000, 49_000);

    assertThat(TroubledStage.of(stage.settled(1).snapshot(), List.of())).isEmpty();
  }

  @Test
  void failedStageSaysSo() {
    assertThat(reasons(Given.stage(7).failed("boom", 1))).containsExactly("the attempt failed");
  }

  @Test
  void failedTasksAreCounted() {
    GivenStage stage = Given.stage(7).failures(20, FailureReason.EXCEPTION, 1, "boom");

    assertThat(reasons(stage)).containsExactly("1 task failed");
  }

  @Test
  void longTaskCountsWhereItIsLongIndeed() {
    assertThat(reasons(Given.stage(7).durations(100, 2_000, 40_000)))
        .containsExactly("the longest task takes 20x the median");
    assertThat(TroubledStage.of(Given.stage(7).durations(100, 100, 9_000).snapshot(), List.of()))
        .isEmpty();
  }

  @Test
  void runningTaskCountsWithItsTimeSoFar() {
    GivenStage stage = Given.stage(7).durations(100, 2_000, 4_000).running(3, "1", 60_000);

    assertThat(reasons(stage)).containsExactly("the longest task takes 30x the median");
  }

  @Test
  void spillCountsWhereItIsMuchOfWhatIsProcessed() {
    GivenStage stage =
        Given.stage(7)
            .totals(
                TaskMetric.DISK_SPILL_BYTES, 300_000_000, TaskMetric.INPUT_BYTES, 1_000_000_000);

    assertThat(reasons(stage)).containsExactly("300 MB spilled");
  }

  @Test
  void alertAloneIsReasonEnough() {
    Report report = RetailRun.live();

    assertThat(new Dossier(report).troubled())
        .anyMatch(each -> each.alerts().size() == 2)
        .isSortedAccordingTo(TroubledStage.WORST_FIRST);
  }

  private static List<String> reasons(GivenStage stage) {
    return TroubledStage.of(stage.snapshot(), List.of()).orElseThrow().reasons();
  }
}
