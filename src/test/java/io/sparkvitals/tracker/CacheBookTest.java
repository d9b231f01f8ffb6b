package io.sparkvitals.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CacheLife;
import org.junit.jupiter.api.Test;

/** What becomes of cached data sets, told block by block; times are seconds from the start. */
class CacheBookTest {
  private final Story story = new Story();

  private CacheBookTest block(String executor, int partition, long memory, long disk, double time) {
    story.tick(time);
    story.tracker.blockUpdated(executor, "rdd_3_" + partition, memory, disk);
    return this;
  }

  private CacheLife life() {
    return story.snapshot().cacheLives().get(0);
  }

  private void named(int stage) {
    story.tracker.cachedRdd(stage, 3, "customers", 8);
  }

  private long laterStages() {
    return life().rdd().laterStages();
  }

  @Test
  void bytesCountForAsLongAsTheyAreHeld() {
    block("1", 0, 100, 0, 10).block("1", 1, 50, 30, 20).block("1", 0, 0, 0, 40);
    story.tick(50);

    assertThat(life().byteMillis()).isEqualTo(100 * 10_000.0 + 180 * 20_000 + 80 * 10_000);
    assertThat(life().firstMillis()).isEqualTo(Story.at(10));
    assertThat(life().peakBytes()).isEqualTo(180);
    assertThat(life().peakDiskBytes()).isEqualTo(30);
    assertThat(life().peakPartitions()).isEqualTo(2);
    assertThat(life().unpersistedMillis()).isZero();
  }

  @Test
  void bytesCountUntilTheApplicationEnds() {
    block("1", 0, 100, 0, 10);
    story.tracker.applicationEnded(Story.at(20), null);
    story.tick(500);

    assertThat(life().byteMillis()).isEqualTo(100 * 10_000.0);
  }

  @Test
  void whatIsHeldAtTheEndIsNotLostWithTheExecutorsThatGoThen() {
    block("1", 0, 100, 0, 10);
    story.tracker.applicationEnded(Story.at(20), 0);
    story.tracker.blockUpdated("1", "rdd_3_0", 100, 0);
    story.tracker.executorRemoved("1", Story.at(21), "Command exited with code 0");
    story.tracker.rddUnpersisted(3);

    assertThat(life().rdd().bytes()).isEqualTo(100);
    assertThat(life().byteMillis()).isEqualTo(100 * 10_000.0);
    assertThat(life().unpersistedMillis()).isZero();
  }

  @Test
  void anEvictedPartitionThatIsStoredAgainWasComputedAgain() {
    block("1", 0, 100, 0, 1).block("1", 1, 100, 0, 2);
    block("1", 0, 0, 0, 3);
    assertThat(life().evictions()).isEqualTo(1);
    assertThat(life().restored()).isZero();

    block("2", 0, 100, 0, 4).block("2", 0, 110, 0, 5);

    assertThat(life().restored()).isEqualTo(1);
    assertThat(life().peakPartitions()).isEqualTo(2);
  }

  @Test
  void aPartitionThatMovesToDiskIsEvictedAndNotComputedAgain() {
    block("1", 0, 100, 0, 1).block("1", 0, 0, 80, 2).block("1", 0, 100, 80, 3);

    assertThat(life().evictions()).isEqualTo(1);
    assertThat(life().restored()).isZero();
    assertThat(life().peakDiskBytes()).isEqualTo(80);
  }

  @Test
  void aPartitionThatAnotherExecutorHoldsIsNotLostByAnEviction() {
    block("1", 0, 100, 0, 1).block("2", 0, 100, 0, 1);
    block("1", 0, 0, 0, 2).block("1", 0, 100, 0, 3);
    assertThat(life().evictions()).isEqualTo(1);
    assertThat(life().restored()).isZero();

    block("1", 0, 0, 0, 4).block("2", 0, 0, 0, 5).block("1", 0, 100, 0, 6);
    assertThat(life().evictions()).isEqualTo(3);
    assertThat(life().restored()).isEqualTo(1);
  }

  @Test
  void whatALostExecutorHeldIsNoEviction() {
    block("1", 0, 100, 0, 10);
    story.tracker.executorRemoved("1", Story.at(20), "worker lost");
    block("2", 0, 100, 0, 30);
    story.tick(40);

    assertThat(life().evictions()).isZero();
    assertThat(life().restored()).isZero();
    assertThat(life().byteMillis()).isEqualTo(100 * 20_000.0);
  }

  @Test
  void partitionsBeyondTheBoundAreNotFollowed() {
    int last = CacheTracker.MAX_FOLLOWED - 1;
    for (int partition : new int[] {last, last + 1, Integer.MAX_VALUE}) {
      block("1", partition, 100, 0, 1).block("1", partition, 0, 0, 2);
      block("1", partition, 100, 0, 3);
    }

    assertThat(life().evictions()).isEqualTo(3);
    assertThat(life().restored()).isEqualTo(1);
  }

  @Test
  void oddBlockNamesHarmNothing() {
    for (String name :
        new String[] {"rdd_3_", "rdd_3_x", "rdd_3_9999999999999999999", "rdd_3_1x"}) {
      story.tracker.blockUpdated("1", name, 100, 0);
      story.tracker.blockUpdated("1", name, 0, 0);
      story.tracker.blockUpdated("1", name, 100, 0);
    }
    story.tracker.blockUpdated("1", "rdd_", 100, 0);
    story.tracker.blockUpdated("1", "rdd_x_1", 100, 0);

    assertThat(story.snapshot().cacheLives()).hasSize(1);
    assertThat(life().evictions()).isEqualTo(4);
    assertThat(life().restored()).isZero();
  }

  @Test
  void aLifeEndsWithWhatItHeldWhenItWasUnpersisted() {
    named(1);
    block("1", 0, 100, 0, 10);
    named(2);
    story.tick(20);
    story.tracker.rddUnpersisted(3);
    story.tick(99);

    assertThat(story.snapshot().cached()).isEmpty();
    assertThat(life().unpersistedMillis()).isEqualTo(Story.at(20));
    assertThat(life().byteMillis()).isEqualTo(100 * 10_000.0);
    assertThat(life().rdd().bytes()).isEqualTo(100);
    assertThat(life().evictions()).isZero();
    assertThat(laterStages()).isEqualTo(1);
  }

  @Test
  void ofUnpersistedDataSetsThoseThatHeldMostAreKept() {
    for (int rdd = 0; rdd < CacheBook.MAX_PAST + 5; rdd++) {
      story.tick(2 * rdd);
      story.tracker.blockUpdated("1", "rdd_" + rdd + "_0", 1 + rdd, 0);
      story.tick(2 * rdd + 1);
      story.tracker.rddUnpersisted(rdd);
    }

    assertThat(story.snapshot().cacheLives()).hasSize(CacheBook.MAX_PAST);
    assertThat(story.snapshot().cacheLives()).allMatch(each -> each.rdd().id() >= 5);
    assertThat(story.snapshot().losses().evicted()).containsEntry("dataSets", 5L);
  }

  @Test
  void whatNeverHeldABlockHasNoLife() {
    named(1);
    story.tracker.rddUnpersisted(3);
    named(2);

    assertThat(story.snapshot().cacheLives()).isEmpty();
    assertThat(story.snapshot().losses().evicted()).doesNotContainKey("dataSets");
  }

  @Test
  void anotherAttemptOfTheStageThatStoresItIsNoReader() {
    named(1);
    block("1", 0, 100, 0, 10);
    named(1);
    assertThat(laterStages()).isZero();

    named(2);
    named(2);
    assertThat(laterStages()).isEqualTo(1);
  }

  @Test
  void aStageBesideTheOneThatStoresItCouldReadIt() {
    named(1);
    named(2);
    block("1", 0, 100, 0, 10);

    assertThat(laterStages()).isEqualTo(1);
  }

  @Test
  void theLevelIsThatOfTheNewestStage() {
    block("1", 0, 100, 0, 10);
    assertThat(life().inMemory()).isFalse();
    assertThat(life().onDisk()).isFalse();

    story.tracker.cacheLevel(3, true, true);
    story.tracker.cacheLevel(3, true, false);
    story.tracker.cacheLevel(77, true, true);

    assertThat(life().inMemory()).isTrue();
    assertThat(life().onDisk()).isFalse();
    assertThat(story.snapshot().cacheLives()).hasSize(1);
  }
}
