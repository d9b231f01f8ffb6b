package io.sparkvitals.diagnosis;

import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.FETCH_WAIT_MILLIS;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.INPUT_RECORDS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_REMOTE_READ_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.Dimension;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.GivenStage;
import io.sparkvitals.rules.Sight;
import org.junit.jupiter.api.Test;

class SkewDiagnosisTest {
  private static final long MB = 1_000_000;
  private static final long SLOW = 120_000;

  private static GivenStage stage() {
    return Given.stage(7)
        .durations(100, 10_000, SLOW)
        .distribution(Dimension.SHUFFLE_READ_BYTES, 100, 320 * MB, 3_000 * MB)
        .distribution(Dimension.RECORDS, 100, 400_000, 12_000_000);
  }

  private static Given application() {
    return Given.application()
        .with(ran("3", 10, 10_000), ran("4", 10, 15_000), ran("5", 10, 10_000));
  }

  /** An executor, with how many tasks it ran and their mean run time. */
  private static GivenExecutor ran(String id, int tasks, long meanMillis) {
    return Given.executor(id)
        .counts(tasks, 0, 0)
        .totals(Given.totals(RUN_TIME_MILLIS, tasks * meanMillis));
  }

  private static Cause explain(Given given, GivenStage stage) {
    return new SkewDiagnosis().explain(Sight.stage(given.snapshot(), stage.snapshot()));
  }

  private static Cause explain(GivenStage stage) {
    return explain(application(), stage);
  }

  @Test
  void threeTimesTheBytesOfTheMedianTaskIsDataSkew() {
    assertThat(explain(stage().slow(17, "4", SLOW, SHUFFLE_REMOTE_READ_BYTES, 960 * MB)).kind())
        .isEqualTo(CauseKind.DATA);
    assertThat(explain(stage().slow(17, "4", SLOW, SHUFFLE_REMOTE_READ_BYTES, 959 * MB)).kind())
        .isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void threeTimesTheRecordsOfTheMedianTaskIsDataSkew() {
    assertThat(explain(stage().slow(17, "4", SLOW, INPUT_RECORDS, 1_200_000)).kind())
        .isEqualTo(CauseKind.DATA);
    assertThat(explain(stage().slow(17, "4", SLOW, INPUT_RECORDS, 1_199_999)).kind())
        .isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void saysHowMuchMoreTheTaskRead() {
    Cause cause = explain(stage().slow(17, "4", SLOW, SHUFFLE_REMOTE_READ_BYTES, 3_136 * MB));

    assertThat(cause.sentence())
        .isEqualTo("Data skew: task 17 read 3.1 GB, 9.8x the median of 320 MB.");
  }

  @Test
  void aFewBytesMoreThanNothingAreNoDataSkew() {
    GivenStage stage =
        Given.stage(7)
            .durations(100, 10_000, SLOW)
            .slow(17, "4", SLOW, INPUT_BYTES, 3_000_000, INPUT_RECORDS, 2_999);

    assertThat(explain(stage).kind()).isEqualTo(CauseKind.COMPUTATION);
    assertThat(explain(stage).sentence())
        .startsWith("Task 17 read more than the others, but little: what it does");
  }

  /** A slow task among some that read 24 kB of a shuffle each, as lists of a group. */
  private static Cause withLists(long bytes) {
    return explain(
        Given.stage(7)
            .durations(32, 900, SLOW)
            .distribution(Dimension.SHUFFLE_READ_BYTES, 32, 24_000, bytes)
            .slow(17, "4", SLOW, SHUFFLE_REMOTE_READ_BYTES, bytes));
  }

  @Test
  void aHotKeyOfLargeGroupsIsDataSkewFromThreeQuartersOfAMebibyteOn() {
    assertThat(withLists(3 << 18).sentence())
        .isEqualTo("Data skew: task 17 read 786 kB, while the median task read 24 kB.");
    assertThat(withLists((3 << 18) - 1).kind()).isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void saysThatATaskReadAsMuchOnlyWhereItDid() {
    assertThat(withLists(71_999).sentence())
        .startsWith("Task 17 read about as much as the others: what it does");
    assertThat(withLists(72_000).sentence())
        .startsWith("Task 17 read more than the others, but little: what it does");
  }

  @Test
  void threeOfFiveSlowTasksOnOneExecutorAreItsFault() {
    GivenStage three =
        stage()
            .slow(1, "4", SLOW)
            .slow(2, "4", SLOW)
            .slow(3, "5", SLOW)
            .slow(4, "4", SLOW)
            .slow(5, "6", SLOW);
    GivenStage two =
        stage()
            .slow(1, "4", SLOW)
            .slow(2, "4", SLOW)
            .slow(3, "5", SLOW)
            .slow(4, "7", SLOW)
            .slow(5, "6", SLOW);

    assertThat(explain(three).kind()).isEqualTo(CauseKind.NODE);
    assertThat(explain(three).sentence())
        .startsWith("3 of the 5 slowest tasks ran on executor 4 (host-4)");
    assertThat(explain(two).kind()).isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void aPlaceWhoseTasksDoNotRunLongerThanElsewhereIsNotBlamed() {
    GivenStage stage = stage().slow(1, "4", SLOW).slow(2, "4", SLOW).slow(3, "4", SLOW);
    Given fast =
        Given.application().with(ran("3", 10, 10_000), ran("4", 10, 14_999), ran("5", 10, 10_000));

    assertThat(explain(stage).kind()).isEqualTo(CauseKind.NODE);
    assertThat(explain(fast, stage).kind()).isEqualTo(CauseKind.COMPUTATION);
  }

  /** Stage 7 and one before it, with slow tasks on executor 4 alone. */
  private static Given late(GivenStage before, GivenStage stage) {
    return Given.application()
        .with(ran("3", 1_000, 10_000), ran("4", 1_000, 10_100), ran("5", 1_000, 10_000))
        .with(before, stage);
  }

  private static GivenStage slowOn(int id, long agoMillis, String... executors) {
    GivenStage stage =
        Given.stage(id).durations(100, 10_000, SLOW).submitted(Given.NOW - agoMillis);
    for (int i = 0; i < executors.length; i++) {
      stage.slow(i, executors[i], SLOW);
    }
    return stage;
  }

  private static CauseKind late(String... slowBefore) {
    GivenStage stage = slowOn(7, 2 * SLOW, "4", "4", "4", "4", "5");
    return explain(late(slowOn(6, 4 * SLOW, slowBefore), stage), stage).kind();
  }

  @Test
  void aPlaceThatBecameSlowLateIsFoundByItsLastTwoStages() {
    assertThat(late("4", "4", "4")).isEqualTo(CauseKind.NODE);
    assertThat(late("4", "4", "4", "4", "3")).isEqualTo(CauseKind.NODE);
    assertThat(late("4", "4", "4", "5", "3")).isEqualTo(CauseKind.COMPUTATION);
    assertThat(late("5", "5", "5")).isEqualTo(CauseKind.COMPUTATION);
    assertThat(late("4", "4")).isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void anEarlierStageIsNotBlamedOnWhatTheLaterOnesDoNotShow() {
    GivenStage stage = slowOn(7, 4 * SLOW, "4", "4", "4");
    GivenStage later = slowOn(8, 2 * SLOW, "5", "5", "5");

    assertThat(explain(late(stage, later), stage).kind()).isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void tasksWithMoreDataShowNoSlowPlace() {
    GivenStage stage = slowOn(7, 2 * SLOW, "4", "4", "4");
    GivenStage before = slowOn(6, 4 * SLOW);
    for (int i = 0; i < 3; i++) {
      before.slow(i, "4", SLOW, SHUFFLE_REMOTE_READ_BYTES, 100 * MB);
    }

    assertThat(explain(late(before, stage), stage).kind()).isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void theDriversHostIsNoPlaceForTasks() {
    GivenStage stage =
        stage().executors(2).slow(1, "4", SLOW).slow(2, "4", SLOW).slow(3, "4", SLOW);
    Given two =
        Given.application()
            .with(Given.executor("driver"), ran("3", 10, 10_000), ran("4", 10, 15_000));

    assertThat(explain(two, stage).kind()).isEqualTo(CauseKind.COMPUTATION);
    assertThat(explain(two.with(ran("5", 10, 10_000)), stage).sentence())
        .contains("ran on host host-4");
  }

  @Test
  void aQuarterOfTheInputInOneTaskIsAFile() {
    GivenStage file = stage().slow(17, "4", SLOW, INPUT_BYTES, 300 * MB, INPUT_RECORDS, 9_000_000);

    assertThat(explain(file.totals(INPUT_BYTES, 1_200 * MB)))
        .satisfies(
            cause -> {
              assertThat(cause.kind()).isEqualTo(CauseKind.FILE);
              assertThat(cause.sentence())
                  .isEqualTo(
                      "One large file or split: task 17 read 300 MB, while the median task read 0"
                          + " B.");
            });
    assertThat(explain(file.totals(INPUT_BYTES, 1_201 * MB)).kind()).isEqualTo(CauseKind.DATA);
  }

  @Test
  void moreRecordsInAsManyBytesAreNoLargeFile() {
    GivenStage stage =
        stage()
            .distribution(Dimension.INPUT_BYTES, 100, 200 * MB, 300 * MB)
            .totals(INPUT_BYTES, 1_000 * MB)
            .slow(17, "4", SLOW, INPUT_BYTES, 300 * MB, INPUT_RECORDS, 9_000_000);

    assertThat(explain(stage).kind()).isEqualTo(CauseKind.DATA);
  }

  @Test
  void whatMayHaveBeenReadFromCachedDataIsNotCalledAFile() {
    GivenStage stage =
        stage()
            .submitted(Given.NOW - SLOW)
            .totals(INPUT_BYTES, 400 * MB)
            .slow(17, "4", SLOW, INPUT_BYTES, 300 * MB);

    assertThat(explain(stage).kind()).isEqualTo(CauseKind.FILE);
    assertThat(explain(stage.mayReadCache()))
        .satisfies(
            cause -> {
              assertThat(cause.kind()).isEqualTo(CauseKind.DATA);
              assertThat(cause.sentence()).startsWith("Data skew of files or cached data: task 17");
            });
  }

  @Test
  void nothingIsSaidOfThePlaceWhileTheSlowestStillRuns() {
    GivenStage stage =
        stage().slow(1, "4", SLOW).slow(2, "4", SLOW).slow(3, "4", SLOW).running(9, "4", 2 * SLOW);

    assertThat(explain(stage).kind()).isEqualTo(CauseKind.UNKNOWN);
    assertThat(explain(stage).sentence()).startsWith("Task 9 still runs");
  }

  @Test
  void tasksThatAreNotSlowDoNotCountForANode() {
    GivenStage stage =
        stage().slow(1, "4", SLOW).slow(2, "4", 19_999).slow(3, "4", 19_999).slow(4, "4", 19_999);

    assertThat(explain(stage).kind()).isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void oneExecutorAloneCannotStandOut() {
    GivenStage stage =
        stage().executors(1).slow(1, "4", SLOW).slow(2, "4", SLOW).slow(3, "4", SLOW);
    Sight alone =
        Sight.stage(Given.application().with(Given.executor("4")).snapshot(), stage.snapshot());

    assertThat(new SkewDiagnosis().explain(alone).kind()).isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void cyclesOfACollectorBesideTasksSlowNoTask() {
    Given given = application().property("spark.executor.extraJavaOptions", "-XX:+UseZGC");

    assertThat(
            explain(
                    given,
                    stage().slow(1, "4", SLOW, RUN_TIME_MILLIS, 100_000, GC_TIME_MILLIS, 90_000))
                .kind())
        .isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void aQuarterOfTheTimeInCollectionIsGc() {
    assertThat(
            explain(stage().slow(1, "4", SLOW, RUN_TIME_MILLIS, 100_000, GC_TIME_MILLIS, 25_000))
                .kind())
        .isEqualTo(CauseKind.GC);
    assertThat(
            explain(stage().slow(1, "4", SLOW, RUN_TIME_MILLIS, 100_000, GC_TIME_MILLIS, 24_999))
                .kind())
        .isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void aHundredMegabytesSpilledAreSpill() {
    assertThat(explain(stage().slow(1, "4", SLOW, DISK_SPILL_BYTES, 100 * MB)).kind())
        .isEqualTo(CauseKind.SPILL);
    assertThat(explain(stage().slow(1, "4", SLOW, DISK_SPILL_BYTES, 100 * MB - 1)).kind())
        .isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void threeTenthsOfTheTimeWaitingIsFetchWait() {
    assertThat(
            explain(stage().slow(1, "4", SLOW, RUN_TIME_MILLIS, 100_000, FETCH_WAIT_MILLIS, 30_000))
                .kind())
        .isEqualTo(CauseKind.FETCH_WAIT);
    assertThat(
            explain(stage().slow(1, "4", SLOW, RUN_TIME_MILLIS, 100_000, FETCH_WAIT_MILLIS, 29_999))
                .kind())
        .isEqualTo(CauseKind.COMPUTATION);
  }

  @Test
  void aRunningTaskHasNoFiguresYet() {
    Cause cause = explain(stage().running(9, "4", SLOW));

    assertThat(cause.kind()).isEqualTo(CauseKind.UNKNOWN);
    assertThat(cause.sentence()).startsWith("Task 9 still runs");
    assertThat(cause.evidence())
        .contains("task 9 on executor 4 (host-4): 2 min, 12x the median, still running");
  }

  @Test
  void anEndedTaskSpeaksForARunningOneThatIsNotTwiceAsSlow() {
    GivenStage stage =
        stage()
            .running(9, "5", SLOW)
            .slow(17, "4", SLOW / 2, SHUFFLE_REMOTE_READ_BYTES, 3_000 * MB);
    GivenStage slower =
        stage()
            .running(9, "5", SLOW + 1)
            .slow(17, "4", SLOW / 2, SHUFFLE_REMOTE_READ_BYTES, 3_000 * MB);

    assertThat(explain(stage).kind()).isEqualTo(CauseKind.DATA);
    assertThat(explain(slower).kind()).isEqualTo(CauseKind.UNKNOWN);
  }

  @Test
  void aTaskThatReadNothingIsNotComparedByWhatItRead() {
    assertThat(explain(stage().slow(17, "4", SLOW)).sentence())
        .isEqualTo("Task 17 read nothing that Spark counts: what it computes takes the time.");
    assertThat(explain(stage().slow(17, "4", SLOW, INPUT_RECORDS, 1)).sentence())
        .startsWith("Task 17 read about as much as the others");
  }
}
