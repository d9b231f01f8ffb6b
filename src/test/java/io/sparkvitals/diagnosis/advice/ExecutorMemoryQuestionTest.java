package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.diagnosis.advice.Sized.GIB;
import static io.sparkvitals.diagnosis.advice.Sized.HOUR;
import static io.sparkvitals.diagnosis.advice.Sized.MIB;
import static io.sparkvitals.diagnosis.advice.Sized.USABLE;
import static io.sparkvitals.model.ExecutorMetric.JVM_HEAP;
import static io.sparkvitals.model.ExecutorMetric.OFF_HEAP_UNIFIED;
import static io.sparkvitals.model.ExecutorMetric.ON_HEAP_UNIFIED;
import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.MEMORY_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.PEAK_EXECUTION_MEMORY_BYTES;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutorMemoryQuestionTest {
  private static List<Suggestion> advice(Given given) {
    return new ExecutorMemoryQuestion().answer(given.snapshot());
  }

  private static Suggestion only(Given given) {
    List<Suggestion> advice = advice(given);
    assertThat(advice).hasSize(1);
    return advice.get(0);
  }

  private static List<String> settings(Given given) {
    return only(given).recommendation().settings();
  }

  @Test
  void aHeapThatNobodyNeedsIsReduced() {
    Suggestion advice = only(Sized.application().with(Sized.executors(3)));

    // Survived at most 2 GiB: x 1.2 x 1.25 = 3 GiB, from 16 GiB in steps of 2.
    assertThat(advice.recommendation().settings())
        .containsExactly("spark.executor.memory=4g", "spark.executor.memoryOverhead=1792m");
    assertThat(advice.certainty()).isEqualTo(Certainty.HIGH);
    assertThat(advice.finding()).contains("3 GiB", "16 GiB");
    assertThat(advice.recommendation().gain()).startsWith("36 GiB-hours").contains("48 GiB-hours");
    assertThat(advice.savedCoreMillis()).isEmpty();
  }

  @Test
  void twoExecutorsAreTooFewToReduce() {
    Suggestion advice = only(Sized.application().with(Sized.executors(3)));
    assertThat(advice.certainty()).isNotEqualTo(Certainty.NONE);

    assertThat(advice(Sized.application().with(Sized.executors(2)))).isEmpty();
  }

  private static Given with(GivenExecutor third) {
    return Sized.application().with(Sized.executors(2)).with(third);
  }

  @ParameterizedTest
  @CsvSource({"10, HIGH", "9, NONE"})
  void tenReadingsOfThreeExecutorsAreNeeded(long readings, Certainty certainty) {
    assertThat(only(with(Sized.executor(2).history(readings, 2 * GIB))).certainty())
        .isEqualTo(certainty);
  }

  @Test
  void fewerReadingsThanThirtyOfEachAreLessCertain() {
    Given given = Sized.application();
    for (int i = 0; i < 3; i++) {
      given.with(Sized.executor(i).history(29, 2 * GIB));
    }
    assertThat(only(given).certainty()).isEqualTo(Certainty.MEDIUM);
  }

  @Test
  void unreadMemoryOfALargeHeapIsSaidWithTheSettingThatShowsIt() {
    Given given = Sized.application();
    for (int i = 0; i < 3; i++) {
      given.with(Sized.executor(i).history(9, 2 * GIB));
    }
    Suggestion advice = only(given);

    assertThat(advice.finding())
        .startsWith("Cannot advise, because the memory of only 0 of 3 executors");
    assertThat(advice.recommendation().settings())
        .containsExactly(
            "spark.executor.metrics.pollingInterval=1s",
            "spark.eventLog.logStageExecutorMetrics=true");
  }

  @ParameterizedTest
  @CsvSource({"600000, 1", "599999, 0"})
  void aShortRunIsNotTalkedAbout(long eachLived, int answers) {
    Given given = Sized.application();
    for (int i = 0; i < 3; i++) {
      given.with(Sized.executor(i).history(0, 0).lived(eachLived, 1));
    }
    assertThat(advice(given)).hasSize(answers);
  }

  @ParameterizedTest
  @CsvSource({"4g, 1", "4095m, 0"})
  void aSmallHeapIsNotTalkedAbout(String heap, int answers) {
    Given given = Sized.application().property("spark.executor.memory", heap);
    for (int i = 0; i < 3; i++) {
      given.with(Sized.executor(i).history(0, 0));
    }
    assertThat(advice(given)).hasSize(answers);
  }

  private static GivenExecutor working(Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = RUN_TIME_MILLIS;
    all[1] = HOUR;
    System.arraycopy(more, 0, all, 2, more.length);
    return Sized.executor(2).totals(Given.totals(all));
  }

  @Test
  void aSpillHidesTheNeed() {
    Suggestion advice = only(with(working(MEMORY_SPILL_BYTES, 1)));

    assertThat(advice.certainty()).isEqualTo(Certainty.NONE);
    assertThat(advice.finding()).contains("tasks spilled", "12 GiB too large");
  }

  @ParameterizedTest
  @CsvSource({"467999, HIGH", "468000, NONE"})
  void collectionTimeHidesTheNeed(long gcMillis, Certainty certainty) {
    // The other two spent 36 s each; 5 % of three hours are 540 s.
    assertThat(only(with(working(GC_TIME_MILLIS, gcMillis))).certainty()).isEqualTo(certainty);
  }

  @Test
  void aKilledExecutorHidesTheNeed() {
    Suggestion advice =
        only(with(Sized.executor(2).lost("Container killed: exceeding memory limits", 1)));
    assertThat(advice.finding()).contains("executors were killed");
  }

  @ParameterizedTest
  @CsvSource({"1073741824, HIGH", "1073741825, NONE"})
  void aTaskThatHeldMoreThanWasReadHidesTheNeed(long peak, Certainty certainty) {
    assertThat(only(with(working(PEAK_EXECUTION_MEMORY_BYTES, peak))).certainty())
        .isEqualTo(certainty);
  }

  @Test
  void stepsOfTwoGibibytesAreKept() {
    // 14 GiB needed are 11.67 GiB in use; one step is left, and none just above.
    long inUse = Math.round(14 * GIB / 1.25 / 1.2);
    assertThat(settings(with(Sized.executor(2).history(40, inUse))))
        .contains("spark.executor.memory=14g");
    assertThat(advice(with(Sized.executor(2).history(40, inUse + MIB)))).isEmpty();
  }

  @Test
  void unifiedMemoryCountsWithTheHeapAroundIt() {
    // 6 GiB of unified memory need 6 / 0.6 + 0.3 GiB of heap, and a quarter more.
    Given given = with(Sized.executor(2).metrics(JVM_HEAP, 15 * GIB, ON_HEAP_UNIFIED, 6 * GIB));
    assertThat(settings(given)).contains("spark.executor.memory=14g");
  }

  @Test
  void thePeakStandsInWhereNothingTellsWhatSurvives() {
    Given given =
        with(Sized.executor(2).metrics(JVM_HEAP, 8 * GIB, ON_HEAP_UNIFIED, GIB).history(40, 0));
    // The others' peaks of 15 GiB are too much by themselves.
    assertThat(advice(given)).isEmpty();
  }

  @Test
  void anOutOfMemoryErrorRaisesTheHeap() {
    Given given =
        Sized.application()
            .with(Sized.executors(1))
            .with(Given.stage(7).failures(10, FailureReason.OOM, 1, "java.lang.OutOfMemoryError"));
    Suggestion advice = only(given);

    assertThat(advice.certainty()).isEqualTo(Certainty.HIGH);
    assertThat(advice.recommendation().settings()).containsExactly("spark.executor.memory=20g");
    assertThat(advice.evidence()).contains("1 task failed with OutOfMemoryError");
  }

  @Test
  void anExecutorThatEndedWithAFullHeapRaisesIt() {
    Suggestion advice = only(with(Sized.executor(2).lost("Command exited with code 52", 1)));
    assertThat(advice.recommendation().settings()).containsExactly("spark.executor.memory=20g");
  }

  private static Given pressed(double unified, long spilled, long gcMillis) {
    return Sized.application()
        .with(
            Sized.executor(1)
                .metrics(JVM_HEAP, 15 * GIB, ON_HEAP_UNIFIED, Math.round(unified * USABLE))
                .counts(20, 0, 0)
                .totals(
                    Given.totals(
                        RUN_TIME_MILLIS,
                        60_000,
                        GC_TIME_MILLIS,
                        gcMillis,
                        DISK_SPILL_BYTES,
                        spilled,
                        INPUT_BYTES,
                        10 * GIB)));
  }

  @ParameterizedTest
  @CsvSource({
    "0.901, 1073741824, 0, 1",
    "0.899, 1073741824, 0, 0",
    "0.901, 1073741823, 0, 0",
    "0.901, 0, 6000, 1",
    "0.901, 0, 5999, 0",
    "0.899, 0, 6000, 0",
    "0.5, 1073741824, 6000, 1",
    "0.5, 1073741824, 5999, 0",
    "0.5, 1073741823, 6000, 0"
  })
  void twoSignsOfWantRaiseTheHeap(double unified, long spilled, long gcMillis, int answers) {
    assertThat(advice(pressed(unified, spilled, gcMillis))).hasSize(answers);
  }

  @ParameterizedTest
  @CsvSource({"-XX:+UseZGC, 0", "-XX:+UseG1GC, 1"})
  void cyclesBesideTheTasksAreNoSignOfWant(String collector, int answers) {
    Given given = pressed(1, 0, 60_000);
    given.property("spark.executor.extraJavaOptions", collector);
    assertThat(advice(given)).hasSize(answers);
  }

  @Test
  void theAlertAdvisesTheSameHeap() {
    Given given =
        pressed(0.95, 2 * GIB, 20_000)
            .happened(
                Given.totals(RUN_TIME_MILLIS, 60_000, GC_TIME_MILLIS, 20_000),
                Given.counts(20, 0, 0, 0));
    String heap = settings(given).get(0);

    assertThat(Judged.of(given, "gc-time-high").recommendation().settings()).contains(heap);
    assertThat(new GarbageCollectionQuestion().answer(given.snapshot()))
        .first()
        .satisfies(each -> assertThat(each.recommendation().settings()).contains(heap));
    assertThat(RightSizing.of(given.snapshot()).heapBytes()).hasValue(19 * GIB + GIB);
  }

  @Test
  void aResourceProfileIsAdvisedInItsOwnWords() {
    Given given = Sized.application();
    for (int i = 0; i < 3; i++) {
      given.with(Sized.executor(i).profile(5));
    }
    Suggestion advice = only(given);

    assertThat(advice.about()).contains("resource profile 5");
    assertThat(advice.recommendation().settings()).isEmpty();
    assertThat(advice.recommendation().text()).contains("4g in ExecutorResourceRequests.memory");
  }

  @Test
  void localModeHasNoExecutors() {
    assertThat(
            advice(
                Sized.application().property("spark.master", "local[4]").with(Sized.executors(3))))
        .isEmpty();
  }

  @Test
  void unknownSettingsAreNotAdvisedOn() {
    assertThat(advice(Given.application().with(Sized.executors(3)))).isEmpty();
  }

  private static Given pressedBesideTheHeap(long sqlExecution, double offHeap, long spilled) {
    TaskTotals totals =
        Given.totals(
            RUN_TIME_MILLIS,
            60_000,
            GC_TIME_MILLIS,
            6_000,
            DISK_SPILL_BYTES,
            spilled,
            INPUT_BYTES,
            10 * GIB);
    return Sized.application()
        .with(
            Given.stage(7)
                .sql(sqlExecution)
                .totals(DISK_SPILL_BYTES, spilled, INPUT_BYTES, 10 * GIB))
        .with(
            Sized.executor(1)
                .limits(MemoryLimits.of(16 * GIB, USABLE, GIB, 18 * GIB))
                .metrics(JVM_HEAP, 4 * GIB, OFF_HEAP_UNIFIED, Math.round(offHeap * GIB))
                .counts(20, 0, 0)
                .totals(totals));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.901, 1073741824, spark.memory.offHeap.size=1536m",
    "0, 0.899, 1073741824, ''",
    "0, 0.901, 1073741823, ''",
    "-1, 0.901, 1073741824, spark.executor.memory=20g"
  })
  void whatSqlSpillsBesideTheHeapIsNoSignOfWantOfHeap(
      long sqlExecution, double offHeap, long spilled, String advised) {
    List<String> settings =
        advice(pressedBesideTheHeap(sqlExecution, offHeap, spilled)).stream()
            .flatMap(each -> each.recommendation().settings().stream())
            .toList();
    assertThat(String.join(" ", settings)).isEqualTo(advised);
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "3, 0"})
  void offHeapMemoryIsReducedInSteps(long offHeapGib, int answers) {
    Given given = Sized.application().property("spark.executor.memory", "4g");
    for (int i = 0; i < 3; i++) {
      given.with(
          Sized.executor(i)
              .limits(MemoryLimits.of(4 * GIB, 2 * GIB, offHeapGib * GIB, 10 * GIB))
              .metrics(JVM_HEAP, 3 * GIB, ON_HEAP_UNIFIED, GIB, OFF_HEAP_UNIFIED, GIB));
    }
    assertThat(advice(given)).hasSize(answers);
    if (answers > 0) {
      assertThat(settings(given)).containsExactly("spark.memory.offHeap.size=2g");
    }
  }

  @Test
  void hostileFiguresAreSurvived() {
    assertThat(advice(Sized.application())).isEmpty();
    assertThat(
            advice(
                with(
                    Sized.executor(2)
                        .limits(MemoryLimits.of(1, Long.MAX_VALUE, Long.MAX_VALUE, 1))
                        .metrics(JVM_HEAP, Long.MAX_VALUE, ON_HEAP_UNIFIED, Long.MAX_VALUE)
                        .history(Long.MAX_VALUE, Long.MAX_VALUE))))
        .isNotNull();
    assertThat(
            advice(
                Sized.application()
                    .property("spark.executor.memory", "plenty")
                    .with(Sized.executors(3))))
        .isEmpty();
  }
}
