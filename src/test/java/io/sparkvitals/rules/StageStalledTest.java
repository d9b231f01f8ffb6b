package io.sparkvitals.rules;

import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule stage-stalled. */
class StageStalledTest {
  private static final long TEN_MINUTES = 10 * MINUTE;

  private String severity(GivenStage stage) {
    return severity(Given.application(), stage);
  }

  private String severity(Given given, GivenStage stage) {
    return Judged.severities(given.with(stage), "stage-stalled");
  }

  private GivenStage waiting(long sinceEnd, long longest, double median) {
    return Given.stage(7)
        .tasks(400)
        .counts(397, 0, 0, 3)
        .durations(397, median, Math.round(median))
        .lastTaskEnd(NOW - sinceEnd)
        .running(17, "4", longest)
        .running(18, "4", 1_000);
  }

  @Test
  void warnsWhenNoTaskEndedForMoreThanTenMinutes() {
    assertThat(severity(waiting(TEN_MINUTES, 3_600_000, 10_000))).isEmpty();
    assertThat(severity(waiting(TEN_MINUTES + 1, 3_600_000, 10_000))).isEqualTo("warning");
  }

  @Test
  void countsOnlyTheTimeForWhichATaskRuns() {
    assertThat(severity(waiting(3_600_000, TEN_MINUTES, 10_000))).isEmpty();
    assertThat(severity(waiting(3_600_000, TEN_MINUTES + 1, 10_000))).isEqualTo("warning");
  }

  @Test
  void needsTenTimesTheMedian() {
    assertThat(severity(waiting(20 * MINUTE, 3_600_000, 2 * MINUTE))).isEqualTo("warning");
    assertThat(severity(waiting(20 * MINUTE, 3_600_000, 2 * MINUTE + 1))).isEmpty();
  }

  @Test
  void needsThreeEndedTasks() {
    assertThat(severity(waiting(20 * MINUTE, 3_600_000, 10_000).durations(2, 10_000, 10_000)))
        .isEmpty();
    assertThat(severity(waiting(20 * MINUTE, 3_600_000, 10_000).durations(3, 10_000, 10_000)))
        .isEqualTo("warning");
  }

  @Test
  void isSilentWhereNothingRunsOrTheStageIsOver() {
    GivenStage nothingRuns =
        Given.stage(7).counts(100, 0, 0, 0).durations(100, 10_000, 10_000).lastTaskEnd(1);

    assertThat(severity(nothingRuns)).isEmpty();
    assertThat(severity(waiting(20 * MINUTE, 3_600_000, 10_000).settled(1))).isEmpty();
  }

  @Test
  void isSilentWhereEndsMayHaveBeenDropped() {
    assertThat(
            severity(Given.application().eventsDropped(), waiting(20 * MINUTE, 3_600_000, 10_000)))
        .isEmpty();
  }

  @Test
  void saysHowManyTasksAreLeftAndWhere() {
    Finding finding =
        Judged.of(
            Given.application().with(waiting(11 * MINUTE, 12 * MINUTE, 10_000)), "stage-stalled");

    assertThat(finding.summary())
        .isEqualTo(
            "3 of 400 tasks of stage 7.0 (count at Job.scala:12, daily totals) are left and none"
                + " has ended for 11 min (limit 10 min, median 10 s); the longest run on host-4"
                + " and others.");
    assertThat(finding.evidence())
        .contains("task 17 on executor 4 (host-4): 12 min, 72x the median, still running");
  }

  @Test
  void aSkewOnARunningStageSaysSoToo() {
    Finding running =
        Judged.of(Given.application().with(waiting(MINUTE, 12 * MINUTE, 10_000)), "task-skew-high");
    Finding over =
        Judged.of(
            Given.application().with(Given.stage(7).durations(100, 10_000, 90_000).settled(1)),
            "task-skew-high");

    assertThat(running.summary())
        .endsWith("against 10 s. 3 of 400 tasks are left; the longest run on host-4 and others.");
    assertThat(over.summary()).endsWith("against 10 s.");
  }
}
