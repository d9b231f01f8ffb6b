package io.sparkvitals.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import io.sparkvitals.rules.Sight;
import org.junit.jupiter.api.Test;

class IdleDiagnosisTest {
  private Cause explain(Given given) {
    return new IdleDiagnosis().explain(Sights.application(given.idle(3_600, 0.5)));
  }

  @Test
  void aFixedNumberOfExecutorsIsHeldWhateverThereIsToDo() {
    assertThat(explain(Given.application().property("spark.master", "yarn")).kind())
        .isEqualTo(CauseKind.FIXED_SIZE);
  }

  @Test
  void stagesInBarrierModeNeedAFixedNumber() {
    Given given = Given.application().property("spark.master", "yarn").barrierStages(1);

    assertThat(explain(given).kind()).isEqualTo(CauseKind.NO_WORK);
  }

  @Test
  void localModeHasNoExecutorsToGiveBack() {
    assertThat(explain(Given.application().property("spark.master", "local[4]")).kind())
        .isEqualTo(CauseKind.NO_WORK);
  }

  @Test
  void fewerTasksThanCores() {
    Cause cause =
        explain(
            Given.application()
                .property("spark.dynamicAllocation.enabled", "true")
                .with(Given.executor("4"))
                .with(Given.stage(7).tasks(3).counts(0, 0, 0, 3)));

    assertThat(cause.kind()).isEqualTo(CauseKind.FEW_TASKS);
    assertThat(cause.sentence()).contains("3 tasks run on 4 cores");
    assertThat(cause.evidence()).contains("1 executor with 4 cores, 3 tasks running now");
    assertThat(cause.evidence()).contains("0.5 of 1.0 core-hours that were held were idle");
  }

  @Test
  void nothingRuns() {
    assertThat(
            explain(
                    Given.application()
                        .property("spark.dynamicAllocation.enabled", "true")
                        .with(Given.executor("4")))
                .kind())
        .isEqualTo(CauseKind.NO_WORK);
  }

  /** An executor with 4 cores for an hour, over whose whole run is judged. */
  private Cause run(GivenStage... stages) {
    Given given =
        Given.application()
            .property("spark.master", "yarn")
            .with(Given.executor("1"))
            .with(stages)
            .ended()
            .run(
                TaskTotals.ZERO,
                Given.breakdown(TaskCounts.ZERO),
                CoreTime.of(240 * Given.MINUTE, 60 * Given.MINUTE));
    return new IdleDiagnosis().explain(Sight.wholeRun(given.snapshot()));
  }

  private static GivenStage stage(int id, int tasks, long fromMinute, long toMinute) {
    return Given.stage(id)
        .tasks(tasks)
        .submitted(Given.START + fromMinute * Given.MINUTE)
        .lastTaskEnd(Given.START + toMinute * Given.MINUTE)
        .durations(tasks, (toMinute - fromMinute) * Given.MINUTE, Given.MINUTE)
        .settled(1);
  }

  @Test
  void namesTheStageThatExplainsMostOfAWholeRun() {
    Cause cause = run(stage(5, 4, 0, 10), stage(7, 2, 10, 55));

    assertThat(cause.kind()).isEqualTo(CauseKind.FEW_TASKS);
    assertThat(cause.sentence())
        .isEqualTo(
            "Stage 7.0 has too few tasks: 2 tasks on up to 4 cores, 82 % of the idle core time.");
    assertThat(cause.evidence())
        .contains(
            "20 core-minutes while no stage ran",
            "1.5 core-hours while stages ran with fewer tasks than cores")
        .noneMatch(line -> line.contains("now"));
  }

  @Test
  void saysThatNoStageRanWhereThatIsMostOfAWholeRun() {
    Cause cause = run(stage(7, 2, 0, 10));

    assertThat(cause.kind()).isEqualTo(CauseKind.FIXED_SIZE);
    assertThat(cause.sentence()).startsWith("No stage ran in 91 % of the idle core time");
  }

  @Test
  void stagesAtTheSameTimeShareTheCores() {
    Cause cause = run(stage(1, 2, 0, 60), stage(2, 2, 0, 60));

    assertThat(cause.kind()).isEqualTo(CauseKind.UNKNOWN);
  }
}
