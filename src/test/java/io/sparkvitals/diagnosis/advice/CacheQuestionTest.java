package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of advice on cached data. */
class CacheQuestionTest {
  private static final long MB = 1_000_000;
  private static final long FIRST = NOW - 30 * MINUTE;
  private static final long SPILLED = 100 * MB;

  /** Held for half an hour, in memory or on disk, by a stage 5 that is over. */
  private static CacheLife.Draft life(long bytes, long laterStages) {
    return life(bytes, laterStages, 10 * MINUTE);
  }

  private static CacheLife.Draft life(long bytes, long laterStages, long newestAge) {
    CachedRdd rdd =
        CachedRdd.of(12, "customers", bytes, 0, NOW - newestAge)
            .partitions(20, 20)
            .named(5, laterStages);
    return CacheLife.of(rdd)
        .held(FIRST, bytes, 30.0 * MINUTE * bytes)
        .moved(0, 0, 20)
        .level(true, true);
  }

  private static GivenStage reader(long endedBefore) {
    return Given.stage(5).tasks(20).counts(20, 0, 0, 0).settled(1).lastTaskEnd(NOW - endedBefore);
  }

  private static Given spilling(long bytes) {
    return Given.application()
        .run(Given.totals(TaskMetric.DISK_SPILL_BYTES, bytes), TaskBreakdown.EMPTY, CoreTime.ZERO);
  }

  private static Given application() {
    return Given.application();
  }

  private static List<Suggestion> advice(Given given, CacheLife.Draft life) {
    return new CacheQuestion().answer(given.with(life.life()).snapshot());
  }

  private static String told(Given given, CacheLife.Draft life) {
    List<Suggestion> advice = advice(given, life);
    assertThat(advice).hasSizeLessThan(2);
    return advice.isEmpty()
        ? "nothing"
        : advice.get(0).certainty().label() + ": " + advice.get(0).finding();
  }

  @Test
  void whatNoStageReadIsNotToBeCached() {
    assertThat(advice(application().ended(), life(2_000 * MB, 0)))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.about()).isEqualTo("RDD 12 (customers)");
              assertThat(each.certainty()).isEqualTo(Certainty.HIGH);
              assertThat(each.finding())
                  .isEqualTo(
                      "No stage that was submitted after RDD 12 (customers) was stored has it among"
                          + " its data.");
              assertThat(each.evidence())
                  .containsExactly("held up to 2 GB, 1 GB-hours in 30 min; 0 later stages with it");
              assertThat(each.recommendation().text())
                  .startsWith("Remove its cache() or persist():");
              assertThat(each.recommendation().settings()).isEmpty();
              assertThat(each.savedCoreMillis()).isEmpty();
            });
  }

  @Test
  void aRunningApplicationHasTenMinutesToReadIt() {
    assertThat(told(application(), life(200 * MB, 0, 10 * MINUTE - 1))).isEqualTo("nothing");
    assertThat(told(application(), life(200 * MB, 0, 10 * MINUTE))).startsWith("low: No stage");
  }

  @Test
  void whatIsUnpersistedIsReadNoMore() {
    CacheLife.Draft life = life(200 * MB, 0, MINUTE).unpersisted(NOW - 1_000);

    assertThat(told(application(), life)).startsWith("high: No stage");
  }

  @Test
  void isSilentWhileTheStageThatStoresItRuns() {
    Given storing = application().ended().with(Given.stage(5).tasks(9).counts(8, 0, 0, 1));

    assertThat(told(storing, life(200 * MB, 0))).isEqualTo("nothing");
  }

  @Test
  void cannotTellWhereEventsWereDropped() {
    assertThat(told(application().ended().eventsDropped(), life(200 * MB, 0)))
        .startsWith("none: Cannot advise, because Spark dropped events");
  }

  @Test
  void isSilentWhereNoStageIsKnownToHaveStoredIt() {
    CacheLife.Draft life =
        CacheLife.of(CachedRdd.of(12, "", 200 * MB, 0, FIRST)).held(FIRST, 200 * MB, 1e15);

    assertThat(told(application().ended(), life)).isEqualTo("nothing");
  }

  @Test
  void aHundredMegabytesAreWorthAWordWhateverTheMemory() {
    assertThat(told(application().ended(), life(100 * MB, 0))).startsWith("high");
    assertThat(told(application().ended(), life(100 * MB - 1, 0))).isEqualTo("nothing");
  }

  private static Given withStorage(long bytes) {
    MemoryLimits limits = MemoryLimits.of(2 * bytes, bytes, 0, 0);
    return application().ended().with(Given.executor("1").limits(limits).lost("gone", 1));
  }

  @Test
  void aTwentiethOfStorageIsEnoughAlsoWhereItsExecutorsAreGone() {
    assertThat(told(withStorage(1_000 * MB), life(50 * MB, 0))).startsWith("high");
    assertThat(told(withStorage(1_000 * MB), life(50 * MB - 1, 0))).isEqualTo("nothing");
    assertThat(told(withStorage(9_000 * MB), life(100 * MB, 0))).startsWith("high");
  }

  @Test
  void lessThanTenMegabytesNeverMatter() {
    assertThat(told(withStorage(100 * MB), life(10 * MB, 0))).startsWith("high");
    assertThat(told(withStorage(100 * MB), life(10 * MB - 1, 0))).isEqualTo("nothing");
  }

  @Test
  void whatIsHeldForLessThanTenSecondsDoesNotMatter() {
    CacheLife.Draft brief = life(200 * MB, 0).held(FIRST, 200 * MB, 9_999.0 * 200 * MB);
    CacheLife.Draft longer = life(200 * MB, 0).held(FIRST, 200 * MB, 10_000.0 * 200 * MB);

    assertThat(told(application().ended(), brief)).isEqualTo("nothing");
    assertThat(told(application().ended(), longer)).startsWith("high");
  }

  @Test
  void nothingIsSaidOfDataThatIsReadThreeTimes() {
    Given given = spilling(SPILLED).ended().with(reader(1_000));

    assertThat(told(given, life(2_000 * MB, 3))).isEqualTo("nothing");
  }

  @Test
  void oneReaderIsFewWhereMemoryWasShort() {
    assertThat(told(spilling(SPILLED).ended(), life(200 * MB, 1)))
        .isEqualTo("low: It was held for one later stage only, while memory was short.");
    assertThat(told(spilling(SPILLED - 1).ended(), life(200 * MB, 1))).isEqualTo("nothing");
    assertThat(told(spilling(SPILLED).ended(), life(200 * MB, 2))).isEqualTo("nothing");
    assertThat(told(spilling(SPILLED), life(200 * MB, 1))).isEqualTo("nothing");
    assertThat(told(application().ended(), life(200 * MB, 1).moved(1, 0, 20))).startsWith("low");
  }

  @Test
  void partitionsThatAreComputedAgainBelongOnDisk() {
    CacheLife.Draft twice = life(200 * MB, 5).moved(9, 2, 20).level(true, false);

    assertThat(advice(application(), twice))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.certainty()).isEqualTo(Certainty.HIGH);
              assertThat(each.finding()).endsWith("computed again, 2 times.");
              assertThat(each.evidence()).contains("9 blocks of it left memory");
              assertThat(each.recommendation().text()).contains("StorageLevel.MEMORY_AND_DISK");
            });
  }

  private static CacheLife.Draft restored(long times, int partitions) {
    CachedRdd rdd =
        CachedRdd.of(12, "", 200 * MB, 0, FIRST).partitions(partitions, partitions).named(5, 5);
    return CacheLife.of(rdd)
        .held(FIRST, 200 * MB, 1e15)
        .moved(times, times, partitions)
        .level(true, false);
  }

  @Test
  void aTenthOfThePartitionsAndTwoAreComputedAgain() {
    assertThat(told(application(), restored(2, 20))).startsWith("high: Memory was too small");
    assertThat(told(application(), restored(2, 21))).isEqualTo("nothing");
    assertThat(told(application(), restored(1, 1))).isEqualTo("nothing");
    assertThat(told(application(), restored(2, 20).level(true, true))).isEqualTo("nothing");
    assertThat(told(application(), restored(2, 20).level(false, false))).isEqualTo("nothing");
  }

  private static CacheLife.Draft partly(int most, long laterStages) {
    return life(200 * MB, laterStages).moved(0, 0, most).level(true, false);
  }

  @Test
  void whatNeverFitsIsComputedAgainByEachReader() {
    Given all = application().with(reader(1_000));
    Given some = application().with(reader(1_000).counts(19, 0, 0, 0));

    assertThat(told(all, partly(18, 3)))
        .isEqualTo(
            "medium: Memory never held all of it: at most 18 of its 20 partitions at once, and each"
                + " later stage computed the others again.");
    assertThat(told(application().with(reader(1_000)), partly(19, 3))).isEqualTo("nothing");
    assertThat(told(some, partly(18, 3))).isEqualTo("nothing");
    assertThat(told(application(), partly(18, 3))).isEqualTo("nothing");
  }

  @Test
  void aQuarterOnDiskIsMuchWhereMemoryWasMeant() {
    CacheLife.Draft spilled = life(400 * MB, 3).onDisk(100 * MB);
    CacheLife.Draft less = life(400 * MB + 4, 3).onDisk(100 * MB);
    CacheLife.Draft few = life(200 * MB, 3).onDisk(100 * MB - 1);
    CacheLife.Draft meant = life(400 * MB, 3).onDisk(400 * MB).level(false, true);

    assertThat(told(application(), spilled))
        .isEqualTo(
            "medium: Memory was too small for it: up to 100 MB of it lay on local disk, where later"
                + " stages read them.");
    assertThat(told(application(), less)).isEqualTo("nothing");
    assertThat(told(application(), few)).isEqualTo("nothing");
    assertThat(told(application(), meant)).isEqualTo("nothing");
  }

  @Test
  void whatIsHeldLongAfterItsLastReaderWasForgotten() {
    CacheLife.Draft old = life(200 * MB, 4, 25 * MINUTE);

    assertThat(told(application().with(reader(15 * MINUTE)), old))
        .isEqualTo(
            "low: It was held for 15 min after the last stage that has it among its data was over.");
    assertThat(told(application().ended().with(reader(15 * MINUTE)), old)).startsWith("medium: It");
    assertThat(told(application().with(reader(15 * MINUTE - 1)), old)).isEqualTo("nothing");
    assertThat(told(application().with(reader(15 * MINUTE)), old.unpersisted(NOW)))
        .isEqualTo("nothing");
  }

  private static CacheLife.Draft since(long heldMillis) {
    return life(200 * MB, 4, heldMillis).held(NOW - heldMillis, 200 * MB, 1e15);
  }

  @Test
  void tenMinutesAreLongAndAMinuteIsAtTheEndWhereMemoryWasShort() {
    Given enough = application().ended().with(reader(10 * MINUTE - 1));
    Given runs = spilling(SPILLED).with(reader(MINUTE));

    assertThat(told(application().with(reader(10 * MINUTE)), since(11 * MINUTE))).startsWith("low");
    assertThat(told(enough, since(11 * MINUTE))).isEqualTo("nothing");
    assertThat(told(spilling(SPILLED).ended().with(reader(MINUTE)), since(2 * MINUTE)))
        .startsWith("medium: It was held for 60 s");
    assertThat(told(spilling(SPILLED).ended().with(reader(MINUTE - 1)), since(MINUTE)))
        .isEqualTo("nothing");
    assertThat(told(runs, since(2 * MINUTE))).isEqualTo("nothing");
  }

  @Test
  void isSilentWhereTheEndOfTheLastReaderIsNotKnown() {
    assertThat(told(application().ended(), life(200 * MB, 4, 25 * MINUTE))).isEqualTo("nothing");
    assertThat(told(application().ended().with(reader(NOW)), since(11 * MINUTE)))
        .isEqualTo("nothing");
  }

  @Test
  void saysAtMostFiveAndTheCostliestFirst() {
    Given given = application().ended();
    IntStream.range(0, 8)
        .mapToObj(
            id ->
                CacheLife.of(CachedRdd.of(id, "", 200 * MB, 0, FIRST).named(5, 0))
                    .held(FIRST, 200 * MB, (1 + id) * 1e15)
                    .life())
        .forEach(given::with);

    assertThat(new CacheQuestion().answer(given.snapshot()))
        .extracting(Suggestion::about)
        .containsExactly("RDD 7", "RDD 6", "RDD 5", "RDD 4", "RDD 3");
  }

  @Test
  void survivesAnythingHuge() {
    CachedRdd rdd =
        CachedRdd.of(1, "", Long.MAX_VALUE, 0, 0).partitions(0, Integer.MAX_VALUE).named(5, 1);
    CacheLife.Draft life =
        CacheLife.of(rdd)
            .held(0, Long.MAX_VALUE, Double.MAX_VALUE)
            .onDisk(Long.MAX_VALUE)
            .moved(Long.MAX_VALUE, Long.MAX_VALUE, 0)
            .level(true, true);

    assertThat(told(application().with(reader(1)), life)).startsWith("medium: Memory");
    assertThat(told(application(), CacheLife.of(CachedRdd.of(1, "", 0, 0, 0))))
        .isEqualTo("nothing");
  }
}
