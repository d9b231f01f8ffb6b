package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static io.sparkvitals.rules.Given.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.GivenStage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationQuestionTest {
  private static final long HOUR = 60 * MINUTE;
  private static final long GIB = 1L << 30;

  private static List<Suggestion> advice(Given given) {
    return new AllocationQuestion().answer(given.snapshot());
  }

  private static Given cluster() {
    return Given.application()
        .property("spark.master", "yarn")
        .property("spark.executor.cores", "4");
  }

  private static Given dynamic() {
    return cluster().property("spark.dynamicAllocation.enabled", "true");
  }

  /** Core time of which half is busy. */
  private static Given allocated(Given given, long coreMillis) {
    return given.run(TaskTotals.ZERO, TaskBreakdown.EMPTY, CoreTime.of(coreMillis, coreMillis / 2));
  }

  private static GivenStage ran(int id, long from, long to) {
    return Given.stage(id).submitted(from).lastTaskEnd(to).settled(1);
  }

  /** Four executors for an hour, and no stage at its end. */
  private static Given pausing(Given given, long pauseMillis) {
    return allocated(given, 16 * HOUR)
        .with(ran(1, START, NOW - pauseMillis))
        .with(Given.executor("1"), Given.executor("2"))
        .with(Given.executor("3"), Given.executor("4"));
  }

  @Test
  void aFixedNumberOfExecutorsIsLetGoWhereNoStageRanForThreeTenthsOfTheCoreTime() {
    Suggestion advice = advice(pausing(cluster(), 18 * MINUTE)).get(0);

    assertThat(advice.topic()).isEqualTo(Topic.DYNAMIC_ALLOCATION);
    assertThat(advice.finding()).contains("30 % of the core time");
    assertThat(advice.recommendation().settings())
        .containsExactly(
            "spark.dynamicAllocation.enabled=true",
            "spark.dynamicAllocation.minExecutors=1",
            "spark.dynamicAllocation.maxExecutors=4");
    // 17 minutes of 16 cores, of which one executor of four stays.
    assertThat(advice.savedCoreMillis()).hasValue(17 * MINUTE * 16 * 0.75);
    assertThat(advice(pausing(cluster(), 18 * MINUTE - 1_000))).isEmpty();
  }

  @Test
  void aFixedNumberStaysWhereStagesRanInBarrierMode() {
    assertThat(advice(pausing(cluster(), 18 * MINUTE).barrierStages(1))).isEmpty();
  }

  @Test
  void tracksShuffleFilesWhereThatIsOffAndAsksForTheServiceOfOldSparks() {
    assertThat(settings("3.2.1", "false"))
        .contains("spark.dynamicAllocation.shuffleTracking.enabled=true")
        .doesNotContain("spark.shuffle.service.enabled=true");
    assertThat(settings("2.4.8", "false")).contains("spark.shuffle.service.enabled=true");
    assertThat(settings("2.4.8", "true"))
        .doesNotContain(
            "spark.shuffle.service.enabled=true",
            "spark.dynamicAllocation.shuffleTracking.enabled=true");
  }

  private static List<String> settings(String version, String service) {
    Given given =
        cluster().sparkVersion(version).property("spark.shuffle.service.enabled", service);
    return advice(pausing(given, 30 * MINUTE)).get(0).recommendation().settings();
  }

  @Test
  void noMoreExecutorsAreAllowedThanTheTasksOfAllStagesNeed() {
    Given given =
        allocated(cluster(), 16 * HOUR)
            .with(ran(1, START, NOW - 30 * MINUTE).tasks(5))
            .with(Given.executor("1"), Given.executor("2"))
            .with(Given.executor("3"), Given.executor("4"));

    assertThat(advice(given).get(0).recommendation().settings())
        .contains("spark.dynamicAllocation.maxExecutors=2");
  }

  @Test
  void nothingIsSaidOfLocalModeUnknownSettingsDynamicAllocationAndStreams() {
    assertThat(advice(pausing(Given.application(), 30 * MINUTE))).isEmpty();
    assertThat(
            advice(pausing(Given.application().property("spark.master", "local[4]"), 30 * MINUTE)))
        .isEmpty();
    assertThat(advice(pausing(dynamic(), 30 * MINUTE))).isEmpty();
    GivenStage batch =
        ran(2, START, START + 1_000).named("start at Job.scala:9", "id = 1 runId = 2 batch = 7");
    assertThat(advice(pausing(cluster(), 30 * MINUTE).with(batch))).isEmpty();
  }

  /** One executor of four cores for a short time, whose stage ended before it did. */
  private static Given shortRun(long ageMillis, long pauseMillis) {
    return allocated(cluster(), 4 * ageMillis)
        .started(NOW - ageMillis)
        .with(ran(1, NOW - ageMillis, NOW - pauseMillis))
        .with(Given.executor("1").added(NOW - ageMillis));
  }

  @ParameterizedTest
  @CsvSource({"300000, 150000, 1", "299999, 150000, 0", "300000, 149999, 0"})
  void fiveMinutesAndTenCoreMinutesOfIdleTimeAreNeeded(long age, long pause, int advices) {
    assertThat(advice(shortRun(age, pause))).hasSize(advices);
  }

  /** After a pause of two minutes an executor is back a minute after it was given back. */
  @ParameterizedTest
  @CsvSource({"60000, 0", "120000, 0", "121000, 1"})
  void pausesAfterWhichExecutorsWouldBeMissedAreNoReason(long pause, int advices) {
    Given given = allocated(cluster(), 16 * HOUR);
    int stages = (int) (HOUR / (MINUTE + pause));
    for (int i = 0; i < stages; i++) {
      long from = NOW - (stages - i) * (MINUTE + pause);
      given.with(ran(i, from, from + MINUTE));
    }
    given.with(Given.executor("1"), Given.executor("2"));

    assertThat(advice(given.with(Given.executor("3"), Given.executor("4")))).hasSize(advices);
  }

  @Test
  void saysWhereForgottenStagesHideWhenExecutorsWereIdle() {
    assertThat(advice(pausing(cluster(), 30 * MINUTE).stagesEvicted()))
        .singleElement()
        .satisfies(each -> assertThat(each.certainty()).isEqualTo(Certainty.NONE))
        .satisfies(each -> assertThat(each.finding()).contains("only the newest stages are kept"));
  }

  /** Executors that follow each other. */
  private static Given chain(int removals, long lifeMillis, long waitMillis, String words) {
    Given given = dynamic();
    for (int i = 0; i <= removals; i++) {
      long added = START + i * (lifeMillis + waitMillis);
      GivenExecutor executor = Given.executor("e" + i).added(added).counts(1, 0, 0);
      given.with(i < removals ? executor.lost(added + lifeMillis, words, 1) : executor);
    }
    return given;
  }

  private static final String IDLE = "Executor killed by driver.";

  @Test
  void executorsThatAreSoonMissedAreKeptForTwiceAsLong() {
    Suggestion advice = advice(chain(5, 100_000, 10_000, IDLE)).get(0);

    assertThat(advice.recommendation().settings())
        .containsExactly("spark.dynamicAllocation.executorIdleTimeout=120s");
    assertThat(advice.finding()).contains("of 5 that went, 5 were made up for");
    assertThat(advice.evidence()).anyMatch(each -> each.contains("60 s by default"));
    // Five times four cores for a minute more.
    assertThat(advice.recommendation().risk()).contains("20 core-minutes");
  }

  @ParameterizedTest
  @CsvSource({
    "5, 179999, 60000, 1",
    "4, 179999, 60000, 0",
    "5, 180000, 60000, 0",
    "5, 179999, 60001, 0"
  })
  void fiveRemovalsShortLivesAndSoonReplacementsAreNeeded(
      int removals, long life, long wait, int advices) {
    assertThat(advice(chain(removals, life, wait, IDLE))).hasSize(advices);
  }

  @Test
  void threeOfThemAndAQuarterMustBeReplaced() {
    assertThat(advice(leaving(9, 3))).hasSize(1);
    assertThat(advice(leaving(10, 3))).isEmpty();
    assertThat(advice(leaving(3, 2))).isEmpty();
  }

  /** Executors that go at once, some of them replaced. */
  private static Given leaving(int unreplaced, int replaced) {
    Given given = dynamic();
    for (int i = 0; i < unreplaced + replaced; i++) {
      given.with(Given.executor("e" + i).counts(1, 0, 0).lost(START + 100_000, IDLE, 1));
    }
    for (int i = 0; i < replaced; i++) {
      given.with(Given.executor("n" + i).counts(1, 0, 0).added(START + 110_000));
    }
    return given;
  }

  @Test
  void whatIsDecommissionedToScaleDownIsGivenBackToo() {
    assertThat(advice(chain(5, 100_000, 10_000, "Executor decommission: spark scale down")))
        .hasSize(1);
    assertThat(advice(chain(5, 100_000, 10_000, "Executor decommission: node goes"))).isEmpty();
  }

  @Test
  void aShortTimeoutIsRaisedByWhatExecutorsWereMissedAfter() {
    Given given =
        chain(5, 30_000, 50_000, IDLE)
            .property("spark.dynamicAllocation.executorIdleTimeout", "10s");

    assertThat(advice(given).get(0).recommendation().settings())
        .containsExactly("spark.dynamicAllocation.executorIdleTimeout=60s");
  }

  /** Executors that came while the first stage ran; the unused lived for two minutes each. */
  private static Given unused(int unused, int used, int cores) {
    Given given = dynamic().with(ran(1, START, NOW));
    for (int i = 0; i < unused; i++) {
      given.with(
          Given.executor("u" + i)
              .cores(cores)
              .added(START + MINUTE)
              .lost(START + MINUTE + 20_000, IDLE, 1));
    }
    for (int i = 0; i < used; i++) {
      given.with(Given.executor("e" + i).added(START + MINUTE).counts(1, 0, 0));
    }
    return given;
  }

  @ParameterizedTest
  @CsvSource({"3, 12, 1, 1", "3, 13, 1, 0", "2, 1, 4, 0", "3, 1, 0, 0"})
  void aFifthOfTheExecutorsAndThreeMustBeUnused(int unused, int used, int cores, int advices) {
    assertThat(advice(unused(unused, used, cores))).hasSize(advices);
  }

  @Test
  void executorsThatComeTooLateAreAskedForLater() {
    Suggestion advice = advice(unused(3, 2, 4)).get(0);

    assertThat(advice.savedCoreMillis()).hasValue(240_000);
    assertThat(advice.recommendation().settings())
        .containsExactly("spark.dynamicAllocation.schedulerBacklogTimeout=5s");
    assertThat(
            advice(
                    unused(3, 2, 4)
                        .property("spark.dynamicAllocation.schedulerBacklogTimeout", "5s"))
                .get(0)
                .recommendation()
                .settings())
        .containsExactly("spark.dynamicAllocation.executorAllocationRatio=0.5");
  }

  @ParameterizedTest
  @CsvSource({
    "50000, spark.dynamicAllocation.executorIdleTimeout=120s",
    "70000, spark.dynamicAllocation.schedulerBacklogTimeout=5s"
  })
  void executorsThatAreGivenBackBeforeTheyRanATaskAreKeptInsteadOfAskedForLater(
      long waitMillis, String setting) {
    Given given = dynamic().with(ran(1, START, NOW));
    for (int i = 0; i < 12; i++) {
      long added = START + MINUTE + i * (20_000 + waitMillis);
      given.with(Given.executor("u" + i).cores(4).added(added).lost(added + 20_000, IDLE, 1));
    }

    assertThat(advice(given))
        .singleElement()
        .satisfies(each -> assertThat(each.recommendation().settings()).containsExactly(setting));
  }

  @Test
  void executorsThatWereThereBeforeTheFirstStageWereNotAskedForByTasks() {
    Given given = dynamic().with(ran(1, START + MINUTE, NOW));
    for (int i = 0; i < 5; i++) {
      given.with(Given.executor("u" + i).lost(START + 2 * MINUTE, IDLE, 1));
    }

    assertThat(advice(given)).isEmpty();
  }

  @Test
  void ofEventsThatWereDroppedNothingIsConcluded() {
    assertThat(advice(unused(3, 2, 4).eventsDropped())).isEmpty();
  }

  /** A stage on four executors of four cores; it waits until so many of its tasks are left. */
  private static Given limited(String max, int tasks, long millis) {
    return dynamic()
        .property("spark.dynamicAllocation.maxExecutors", max)
        .with(ran(1, NOW - millis, NOW).tasks(tasks))
        .with(Given.executor("1").counts(1, 0, 0), Given.executor("2").counts(1, 0, 0))
        .with(Given.executor("3").counts(1, 0, 0), Given.executor("4").counts(1, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 128, 600000, 1",
    "4, 128, 599000, 0",
    "5, 128, 600000, 0",
    "4, 64, 3600000, 0",
    "infinity, 128, 600000, 0",
    "0, 128, 600000, 0"
  })
  void theMaximumIsRaisedWhereThreeRoundsOfTasksWaitedForFiveMinutes(
      String max, int tasks, long millis, int advices) {
    assertThat(advice(limited(max, tasks, millis))).hasSize(advices);
  }

  @Test
  void saysWhatMoreExecutorsCost() {
    Suggestion advice = advice(limited("4", 128, 20 * MINUTE)).get(0);

    assertThat(advice.recommendation().settings())
        .containsExactly("spark.dynamicAllocation.maxExecutors=8");
    assertThat(advice.recommendation().risk()).contains("16 cores", "16 core-minutes");
    assertThat(advice.savedCoreMillis()).isEmpty();
  }

  /** Four executors that hold blocks, and no stage for so long at the end. */
  private static Given holding(long pauseMillis, long firstBlockMillis, String service) {
    Given given =
        allocated(dynamic().property("spark.shuffle.service.enabled", service), 16 * HOUR)
            .with(ran(1, START, NOW - pauseMillis))
            .with(
                CacheLife.of(CachedRdd.of(1, "rdd", GIB, 0, firstBlockMillis))
                    .held(firstBlockMillis, GIB, 1)
                    .life());
    for (int i = 0; i < 4; i++) {
      given.with(Given.executor("e" + i).counts(1, 0, 0).cached(GIB / 4));
    }
    return given;
  }

  @Test
  void executorsThatAreKeptForTheirCacheAreLetGoAfterTenMinutes() {
    assertThat(advice(holding(16 * MINUTE, START, "true")))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.recommendation().settings())
                    .containsExactly("spark.dynamicAllocation.cachedExecutorIdleTimeout=600s"))
        .satisfies(each -> assertThat(each.savedCoreMillis()).hasValue(6 * MINUTE * 16.0));
    assertThat(advice(holding(16 * MINUTE - 1_000, START, "true"))).isEmpty();
  }

  @Test
  void executorsMayBeKeptForShuffleFilesWithoutTheServiceAndForTheMinimum() {
    assertThat(advice(holding(30 * MINUTE, START, "false"))).isEmpty();
    assertThat(
            advice(
                holding(30 * MINUTE, START, "true")
                    .property("spark.dynamicAllocation.minExecutors", "4")))
        .isEmpty();
    assertThat(
            advice(
                holding(30 * MINUTE, START, "true")
                    .property("spark.dynamicAllocation.cachedExecutorIdleTimeout", "1h")))
        .isEmpty();
    assertThat(advice(holding(30 * MINUTE, NOW - MINUTE, "true"))).isEmpty();
  }

  @Test
  void survivesNothingAndNonsense() {
    assertThat(advice(dynamic())).isEmpty();
    assertThat(advice(cluster())).isEmpty();
    assertThat(
            advice(
                allocated(cluster(), Long.MAX_VALUE)
                    .started(0)
                    .with(Given.executor("1").added(0).cores(Integer.MAX_VALUE))
                    .with(ran(1, Long.MAX_VALUE, 0).tasks(-1))
                    .with(ran(2, 1, Long.MAX_VALUE).tasks(Integer.MAX_VALUE))))
        .isEmpty();
  }
}
