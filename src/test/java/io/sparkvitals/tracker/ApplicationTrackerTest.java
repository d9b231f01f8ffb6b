package io.sparkvitals.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.StreamingQuery;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.WindowSums;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApplicationTrackerTest {
  private final Story story = new Story().executor("1", 4, 0);

  private static ExecutorMetrics heap(long bytes) {
    return new ExecutorMetrics.Accumulator().set(ExecutorMetric.JVM_HEAP, bytes).metrics();
  }

  @Test
  void countsTasksByOutcome() {
    story.submit(1, 0, 4, 0);
    story.task(1, 0, 1);
    story.task(1, 0, 1, task -> task.failed(FailureReason.EXCEPTION, "java.lang.RuntimeException"));
    story.task(1, 0, 1, task -> task.ended(TaskOutcome.KILLED));
    story.start(1, 2);

    StageSnapshot stage = story.stage(1, 0);

    assertThat(stage.counts().succeeded()).isEqualTo(1);
    assertThat(stage.counts().failed()).isEqualTo(1);
    assertThat(stage.counts().killed()).isEqualTo(1);
    assertThat(stage.counts().running()).isEqualTo(1);
    assertThat(stage.counts().failureRatio()).hasValue(0.5);
    assertThat(stage.tasks().failureTexts()).containsEntry("java.lang.RuntimeException", 1L);
    assertThat(stage.pending()).isEqualTo(2);
  }

  @Test
  void aResubmittedTaskHasNoStartAndItsMetricsCountOnce() {
    story.submit(1, 0, 1, 0).task(1, 0, 10);
    story.end(
        1,
        0,
        0,
        10,
        task -> task.ended(TaskOutcome.RESUBMITTED).set(TaskMetric.RUN_TIME_MILLIS, 10_000));

    ApplicationSnapshot application = story.snapshot();

    assertThat(application.work().tasks().counts().resubmitted()).isEqualTo(1);
    assertThat(application.work().tasks().counts().running()).isZero();
    assertThat(application.work().totals().get(TaskMetric.RUN_TIME_MILLIS)).isEqualTo(10_000);
    assertThat(story.stage(1, 0).totals().get(TaskMetric.RUN_TIME_MILLIS)).isEqualTo(10_000);
    assertThat(story.executor("1").totals().get(TaskMetric.RUN_TIME_MILLIS)).isEqualTo(10_000);
    assertThat(application.losses().oddEvents()).isZero();
  }

  @Test
  void failedAndKilledTasksAddToTheSumsButNotToTheDistributions() {
    story.submit(1, 0, 3, 0);
    story.task(1, 0, 2);
    story.task(1, 0, 50, task -> task.failed(FailureReason.OOM, "java.lang.OutOfMemoryError"));
    story.task(1, 0, 70, task -> task.ended(TaskOutcome.KILLED));

    StageSnapshot stage = story.stage(1, 0);

    assertThat(stage.totals().get(TaskMetric.RUN_TIME_MILLIS)).isEqualTo(122_000);
    assertThat(stage.durations().count()).isEqualTo(1);
    assertThat(stage.durations().max()).isEqualTo(2_000);
  }

  @Test
  void peakExecutionMemoryIsAMaximumAndNeverASum() {
    story.submit(1, 0, 2, 0);
    story.task(1, 0, 1, task -> task.set(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES, 300));
    story.task(1, 0, 1, task -> task.set(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES, 200));

    assertThat(story.stage(1, 0).totals().get(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES))
        .isEqualTo(300);
  }

  @Test
  void attemptsOfOneStageNeverMix() {
    story.submit(1, 0, 1, 0).task(1, 0, 1);
    story.fail(1, 0, 1, 2, "fetch failed").submit(1, 1, 1, 3);

    assertThat(story.stage(1, 0).status()).isEqualTo(StageStatus.FAILED);
    assertThat(story.stage(1, 0).counts().succeeded()).isEqualTo(1);
    assertThat(story.stage(1, 1).counts().succeeded()).isZero();
    assertThat(story.snapshot().work().events().stageRetries()).isEqualTo(1);
  }

  @Test
  void aStragglerThatStillRunsShowsInTheSkew() {
    story.submit(1, 0, 4, 0);
    story.task(1, 0, 10).task(1, 0, 10).task(1, 0, 10);
    story.start(1, 0);

    story.tick(100);

    StageSnapshot stage = story.stage(1, 0);
    assertThat(stage.spread().longestRunning()).hasSize(1);
    assertThat(stage.spread().longestMillis()).isEqualTo(100_000);
    assertThat(stage.spread().durationSkew()).hasValue(10.0);
    assertThat(stage.durations().max()).isEqualTo(10_000);
  }

  @Test
  void keepsTheFiveSlowestTasksSlowestFirst() {
    story.submit(1, 0, 8, 0);
    for (int seconds : new int[] {3, 8, 1, 7, 2, 6, 5, 4}) {
      story.task(1, 0, seconds);
    }

    assertThat(story.stage(1, 0).spread().slowest())
        .extracting(task -> task.durationMillis() / 1000)
        .containsExactly(8L, 7L, 6L, 5L, 4L);
  }

  @Test
  void aStageSettlesWhenItsLastTaskHasEnded() {
    story.submit(1, 0, 1, 0);
    long task = story.start(1, 0);
    story.complete(1, 0, 1, 5);
    assertThat(story.stage(1, 0).settled()).isFalse();

    story.end(1, task, 0, 6, end -> end.ended(TaskOutcome.KILLED));

    assertThat(story.stage(1, 0).settled()).isTrue();
    assertThat(story.stage(1, 0).counts().killed()).isEqualTo(1);
  }

  @Test
  void aStageWhoseTaskNeverEndsSettlesAfterHalfAMinuteAndSaysItIsIncomplete() {
    story.submit(1, 0, 1, 0);
    story.start(1, 0);
    story.complete(1, 0, 1, 5).tick(34);
    assertThat(story.stage(1, 0).settled()).isFalse();

    story.tick(35);

    assertThat(story.stage(1, 0).settled()).isTrue();
    assertThat(story.stage(1, 0).incomplete()).isTrue();
  }

  @Test
  void anEndWithoutAStartIsCountedAndOdd() {
    story.submit(1, 0, 1, 0).end(1, 99, 0, 3, task -> task.set(TaskMetric.RUN_TIME_MILLIS, 3_000));

    ApplicationSnapshot application = story.snapshot();

    assertThat(application.work().tasks().counts().succeeded()).isEqualTo(1);
    assertThat(application.work().tasks().counts().running()).isZero();
    assertThat(application.losses().oddEvents()).isEqualTo(1);
  }

  @Test
  void aSecondStartUnderOneIdGivesUpTheFirst() {
    story.submit(1, 0, 1, 0);
    TaskSample start = new TaskSample().reset(1, 0).task(7, 0, 0, false);
    story.tracker.taskStarted(start.times(Story.at(1), 0));
    story.tracker.taskStarted(start.times(Story.at(2), 0));

    assertThat(story.snapshot().work().tasks().counts().running()).isEqualTo(1);
    assertThat(story.snapshot().work().tasks().counts().unfinished()).isEqualTo(2);
    assertThat(story.snapshot().losses().oddEvents()).isEqualTo(1);
  }

  @Test
  void tasksOfAnExecutorThatWentAwayLongAgoAreGivenUp() {
    story.submit(1, 0, 1, 0);
    story.start(1, 0);
    story.tracker.executorRemoved("1", Story.at(10), "worker lost");

    story.tick(700);

    assertThat(story.stage(1, 0).counts().running()).isZero();
    assertThat(story.stage(1, 0).counts().unfinished()).isEqualTo(1);
    assertThat(story.snapshot().work().tasks().counts().running()).isZero();
    assertThat(story.executor("1").counts().running()).isZero();
  }

  @Test
  void aLateTaskEndRevivesAnArchivedStage() {
    for (int stage = 0; stage <= StageBook.KEEP_SETTLED + 1; stage++) {
      story.submit(stage, 0, 1, stage).task(stage, stage, 0.5).complete(stage, 0, 1, stage + 0.6);
    }

    story.end(0, 999, 0, 9, task -> task.set(TaskMetric.RUN_TIME_MILLIS, 9_000));

    StageSnapshot stage = story.stage(0, 0);
    assertThat(stage.counts().succeeded()).isEqualTo(2);
    assertThat(stage.totals().get(TaskMetric.RUN_TIME_MILLIS)).isEqualTo(9_500);
    assertThat(stage.durations().max()).isEqualTo(9_000);
    assertThat(stage.status()).isEqualTo(StageStatus.COMPLETE);
    assertThat(stage.spread().slowest().get(0).durationMillis()).isEqualTo(9_000);
  }

  @Test
  void attemptsOfStagesInBarrierModeAreCounted() {
    StageFacts.Draft barrier = StageFacts.of(StageKey.of(1, 0), "train", 2).barrier(true);
    story.tracker.stageSubmitted(barrier.submitted(Story.at(1)).facts());
    story.submit(2, 0, 2, 2);

    assertThat(story.snapshot().work().events().barrierStages()).isEqualTo(1);
  }

  @Test
  void busyAndAllocatedCoreTimeGiveTheIdleRatio() {
    story.submit(1, 0, 2, 0);
    long first = story.start(1, 0);
    long second = story.start(1, 0);
    story.end(1, first, 0, 10, task -> {}).end(1, second, 0, 10, task -> {});
    story.tick(20);

    ApplicationSnapshot application = story.snapshot();

    assertThat(application.work().coreTime().allocatedMillis()).isEqualTo(80_000);
    assertThat(application.work().coreTime().busyMillis()).isEqualTo(20_000);
    assertThat(application.work().coreTime().idleRatio().getAsDouble())
        .isCloseTo(0.75, within(1e-9));
  }

  @Test
  void aRemovedExecutorStopsBeingAllocated() {
    story.tracker.executorRemoved("1", Story.at(10), "Executor killed by driver.");
    story.tick(100);

    assertThat(story.snapshot().work().coreTime().allocatedMillis()).isEqualTo(40_000);
  }

  @Test
  void busyTimeNeverExceedsTheCores() {
    story.submit(1, 0, 9, 0);
    for (int i = 0; i < 9; i++) {
      story.start(1, 0);
    }
    story.tick(10);

    assertThat(story.executor("1").coreTime().busyMillis()).isEqualTo(40_000);
  }

  @Test
  void windowsForgetWhatIsOlder() {
    story.submit(1, 0, 3, 0);
    story.task(1, 0, 5, task -> task.set(TaskMetric.GC_TIME_MILLIS, 1_000));
    story.task(1, 900, 5, task -> task.set(TaskMetric.GC_TIME_MILLIS, 100));
    story.tick(906);

    WindowSums tenMinutes = story.snapshot().window(600_000);

    assertThat(tenMinutes.counts().succeeded()).isEqualTo(1);
    assertThat(tenMinutes.totals().get(TaskMetric.GC_TIME_MILLIS)).isEqualTo(100);
    assertThat(story.snapshot().window(3_600_000).counts().succeeded()).isEqualTo(2);
    assertThat(story.executor("1").window().counts().succeeded()).isEqualTo(1);
    assertThat(story.executor("1").window().totals().get(TaskMetric.GC_TIME_MILLIS)).isEqualTo(100);
  }

  @Test
  void heapFloorIsTheLowestSampleOfFiveMinutes() {
    story.tracker.blockManagerAdded("1", "host-1", Math.round(0.6 * (1000L << 20)), 0);
    for (int i = 0; i < 12; i++) {
      story.tick(600 + i * 10);
      story.tracker.executorMetrics("1", heap((900L + i) << 20));
    }

    assertThat(story.executor("1").memory().floor().samples()).isEqualTo(12);
    assertThat(story.executor("1").memory().limits().heapBytes()).hasValue(1300L << 20);
    assertThat(story.executor("1").memory().heapFloorRatio().getAsDouble())
        .isCloseTo(900.0 / 1300, within(1e-6));

    story.tick(1_200);
    assertThat(story.executor("1").memory().floor().samples()).isZero();
    assertThat(story.executor("1").memory().heapFloorRatio()).isEmpty();
  }

  @Test
  void anAllZeroReadingMeansNotPolled() {
    story.tracker.executorMetrics("1", ExecutorMetrics.NONE);

    assertThat(story.executor("1").memory().reportedMillis()).isZero();
    assertThat(story.executor("1").memory().floor().samples()).isZero();
  }

  @Test
  void peaksKeepTheLargestAndTheReadingIsTheNewest() {
    story.tracker.executorMetrics("1", heap(500));
    story.tracker.executorMetrics("1", heap(200));

    assertThat(story.executor("1").memory().peaks().get(ExecutorMetric.JVM_HEAP)).isEqualTo(500);
    assertThat(story.executor("1").memory().latest().get(ExecutorMetric.JVM_HEAP)).isEqualTo(200);
  }

  @Test
  void aBlockManagerThatRegistersAgainWithLessKeepsTheLarger() {
    story.tracker.blockManagerAdded("1", "host-1", 600L << 20, 0);
    story.tracker.blockManagerAdded("1", "host-1", 100L << 20, 0);

    assertThat(story.executor("1").memory().limits().unifiedOnHeapBytes()).hasValue(600L << 20);
  }

  @Test
  void theContainerLimitIsHeapOverheadOffHeapAndPython() {
    story.tracker.environment(
        Map.of(
            "spark.master", "yarn",
            "spark.executor.memory", "8g",
            "spark.memory.offHeap.enabled", "true",
            "spark.memory.offHeap.size", "1g",
            "spark.executor.pyspark.memory", "512m"));

    long overheadMib = Math.round(8192 * 0.1);
    assertThat(story.executor("1").memory().limits().containerBytes())
        .hasValue((8192 + overheadMib + 1024 + 512) << 20);
  }

  @Test
  void aRemovedExecutorIsClassifiedOnce() {
    story.tracker.executorRemoved("1", Story.at(5), "Command exited with code 52");
    story.tracker.executorRemoved("1", Story.at(6), "Command exited with code 52");

    assertThat(story.executor("1").loss()).isNotNull();
    assertThat(story.snapshot().work().events().executorsRemoved(LossClass.MEMORY_KILL))
        .isEqualTo(1);
  }

  @Test
  void cachedBlocksCountUntilTheyAreDropped() {
    story.tracker.blockUpdated("1", "rdd_3_0", 100, 10);
    story.tracker.blockUpdated("1", "rdd_3_1", 200, 0);
    story.tracker.blockUpdated("1", "broadcast_0", 50, 0);
    assertThat(story.executor("1").memory().storageMemoryBytes()).isEqualTo(350);
    assertThat(story.executor("1").memory().storageDiskBytes()).isEqualTo(10);

    story.tracker.rddUnpersisted(3);

    assertThat(story.executor("1").memory().storageMemoryBytes()).isEqualTo(50);
    assertThat(story.executor("1").memory().storageDiskBytes()).isZero();
  }

  @Test
  void aLostExecutorTakesItsCachedBytesWithIt() {
    story.tracker.blockUpdated("1", "rdd_3_0", 100, 10);
    story.tracker.blockUpdated("1", "broadcast_0", 50, 0);
    story.tracker.executorRemoved("1", Story.at(5), "worker lost");

    assertThat(story.executor("1").loss().cachedBytes()).isEqualTo(110);
    assertThat(story.executor("1").memory().storageMemoryBytes()).isZero();
  }

  @Test
  void aJobThatFailedForAStageCountsAsFailedOnceNoMoreIsWaitedFor() {
    story.job(1, 7).job(2, 8).job(3, 9).submit(7, 0, 1, 1).submit(8, 0, 1, 1).submit(9, 0, 1, 1);
    story.fail(7, 0, 1, 2, "boom").fail(8, 0, 1, 2, "fetch failed").submit(8, 1, 1, 3);
    story.complete(9, 0, 1, 4);
    story.tracker.applicationEnded(Story.at(5), null);
    assertThat(story.tracker.snapshot().jobs())
        .extracting(JobSnapshot::failure)
        .containsOnlyNulls();

    story.tracker.waitNoLonger();

    assertThat(story.tracker.snapshot().jobs())
        .extracting(JobSnapshot::failure)
        .containsExactly("boom", null, null);
    assertThat(story.tracker.snapshot().work().jobs().failed()).isEqualTo(1);
  }

  @Test
  void stagesThatAJobNamedAndNeverRanAreSkipped() {
    story.job(0, 1, 2).submit(2, 0, 1, 0).task(2, 0, 1).complete(2, 0, 1, 2);
    story.tracker.jobEnded(0, Story.at(3), null);

    assertThat(story.snapshot().work().events().stagesSkipped()).isEqualTo(1);
    assertThat(story.snapshot().work().jobs().succeeded()).isEqualTo(1);
    assertThat(story.stage(2, 0).jobId()).hasValue(0);
  }

  @Test
  void baselineIsTheMedianOfAtLeastThreeEarlierRuns() {
    for (int run = 0; run < 3; run++) {
      story.submit(run, 0, 1, run * 10).task(run, run * 10, run + 1);
      story.complete(run, 0, 1, run * 10 + 5);
      assertThat(story.stage(run, 0).baseline()).isNull();
    }

    story.submit(3, 0, 1, 40);

    assertThat(story.stage(3, 0).baseline()).isNotNull();
    assertThat(story.stage(3, 0).baseline().medianMillis()).isEqualTo(2_000);
    assertThat(story.stage(3, 0).baseline().runs()).isEqualTo(3);
  }

  @Test
  void recordsAreThoseOfInputAndShuffle() {
    story.submit(1, 0, 1, 0);
    story.task(
        1,
        0,
        1,
        task -> task.set(TaskMetric.INPUT_RECORDS, 3).set(TaskMetric.SHUFFLE_READ_RECORDS, 4));

    assertThat(story.stage(1, 0).spread().distribution(Dimension.RECORDS).max()).isEqualTo(7);
  }

  @Test
  void droppedEventsMakeTheFiguresIncomplete() {
    assertThat(story.snapshot().losses().incomplete()).isFalse();

    story.tracker.eventsDropped("shared", 3);

    assertThat(story.snapshot().losses().incomplete()).isTrue();
    assertThat(story.snapshot().losses().droppedEvents()).containsEntry("shared", 3L);
  }

  @Test
  void timeNeverRunsBackwards() {
    story.tick(100);
    story.tick(50);

    assertThat(story.tracker.nowMillis()).isEqualTo(Story.at(100));
  }

  @Test
  void aStageThatNamesACachedDataSetBeforeItIsStoredIsItsWriter() {
    story.tracker.cachedRdd(1, 3, "customers", 8);
    story.tick(20);
    story.tracker.blockUpdated("1", "rdd_3_0", 100, 10);

    CachedRdd rdd = story.snapshot().cached().get(0);

    assertThat(rdd.id()).isEqualTo(3);
    assertThat(rdd.name()).isEqualTo("customers");
    assertThat(rdd.bytes()).isEqualTo(110);
    assertThat(rdd.storedMillis()).isEqualTo(Story.at(20));
    assertThat(rdd.lastStageId()).isEqualTo(1);
    assertThat(rdd.laterStages()).isZero();
  }

  @Test
  void aStageThatNamesACachedDataSetLaterIsAReader() {
    story.tracker.cachedRdd(1, 3, "customers", 8);
    story.tracker.blockUpdated("1", "rdd_3_0", 100, 10);
    story.tracker.cachedRdd(2, 3, "customers", 8);

    assertThat(story.snapshot().cached().get(0).laterStages()).isEqualTo(1);
    assertThat(story.snapshot().cached().get(0).lastStageId()).isEqualTo(2);
  }

  private boolean mayReadCache(int stage) {
    return story.snapshot().stages().stream()
        .filter(each -> each.key().equals(StageKey.of(stage, 0)))
        .findFirst()
        .orElseThrow()
        .mayReadCache();
  }

  @Test
  void aLaterStageMayReadWhatAnEarlierOneCachesAlsoWhereNoBlockIsTold() {
    story.submit(1, 0, 4, 0);
    story.tracker.cachedRdd(1, 3, "customers", 8);
    story.complete(1, 0, 4, 10);
    story.submit(2, 0, 4, 20);
    assertThat(mayReadCache(2)).isFalse();
    story.tracker.cachedRdd(2, 3, "customers", 8);

    assertThat(mayReadCache(1)).isFalse();
    assertThat(mayReadCache(2)).isTrue();
  }

  @Test
  void aRetryOfTheStageThatCachesFirstReadsNothingCached() {
    story.submit(1, 0, 4, 0);
    story.tracker.cachedRdd(1, 3, "customers", 8);
    story.submit(1, 1, 4, 20);
    story.tracker.cachedRdd(1, 3, "customers", 8);

    assertThat(story.snapshot().stages()).noneMatch(StageSnapshot::mayReadCache);
  }

  @Test
  void aStageMayReadCachedDataStillWhenItIsArchived() {
    story.submit(1, 0, 4, 0);
    story.tracker.cachedRdd(1, 3, "customers", 8);
    story.submit(2, 0, 1, 5);
    story.tracker.cachedRdd(2, 3, "customers", 8);
    story.complete(2, 0, 1, 10);
    for (int stage = 3; stage < 3 + 2 * StageBook.MAX_LIVE; stage++) {
      story.submit(stage, 0, 1, stage * 10).complete(stage, 0, 1, stage * 10 + 5);
    }

    assertThat(mayReadCache(2)).isTrue();
  }

  @Test
  void aPartitionThatTwoExecutorsHoldCountsOnce() {
    story.tracker.cachedRdd(1, 3, "customers", 8);
    story.tracker.blockUpdated("1", "rdd_3_0", 100, 10);
    story.tracker.blockUpdated("2", "rdd_3_0", 100, 0);
    story.tracker.blockUpdated("2", "rdd_3_1", 50, 0);
    story.tracker.blockUpdated("2", "rdd_3_1", 0, 60);

    CachedRdd rdd = story.snapshot().cached().get(0);
    assertThat(rdd.partitions()).isEqualTo(8);
    assertThat(rdd.cachedPartitions()).isEqualTo(2);
    assertThat(rdd.memoryBytes()).isEqualTo(200);
    assertThat(rdd.diskBytes()).isEqualTo(70);

    story.tracker.blockUpdated("2", "rdd_3_0", 0, 0);
    assertThat(story.snapshot().cached().get(0).cachedPartitions()).isEqualTo(2);
    story.tracker.blockUpdated("1", "rdd_3_0", 0, 0);
    assertThat(story.snapshot().cached().get(0).cachedPartitions()).isEqualTo(1);
    assertThat(story.snapshot().cached().get(0).bytes()).isEqualTo(60);
  }

  @Test
  void rowsOfBatchesAddUpAndTheNewestBatchCounts() {
    StreamingQuery started = StreamingQuery.started("orders", "run").id("id");
    story.tracker.streamingStarted(started);
    story.tracker.streamingProgress(
        StreamingQuery.started("orders", "run")
            .batch(1, Story.at(1), 100)
            .phases(Map.of(StreamingQuery.WHOLE, 20L))
            .state(5, 50));
    story.tracker.streamingProgress(
        StreamingQuery.started("orders", "run")
            .batch(2, Story.at(2), 50)
            .phases(Map.of(StreamingQuery.WHOLE, 30L))
            .watermark(7));

    StreamingQuery query = story.snapshot().streaming().get(0);
    assertThat(query.inputRows()).isEqualTo(150);
    assertThat(query.batchId()).isEqualTo(2);
    assertThat(query.batchDurationMillis()).isEqualTo(30);
    assertThat(query.id()).isEqualTo("id");
    assertThat(query.watermarkMillis()).isEqualTo(7);
    assertThat(query.stateRows()).isEqualTo(-1);
  }

  @Test
  void executionsOfSqlHaveADurationWhereTheirStartWasSeen() {
    story.tracker.sqlExecutionStarted(1, Story.at(1), null);
    story.tracker.sqlExecutionEnded(1, Story.at(4), false);
    story.tracker.sqlExecutionEnded(2, Story.at(5), true);

    assertThat(story.snapshot().work().durations().sqlExecutions().sumMillis()).isEqualTo(3_000);
    assertThat(story.snapshot().work().sqlExecutions().failed()).isEqualTo(1);
  }

  @Test
  void aDataSetThatIsGoneIsCachedNoMore() {
    story.tracker.blockUpdated("1", "rdd_3_0", 100, 10);
    story.tracker.blockUpdated("1", "rdd_4_0", 100, 10);
    story.tracker.blockUpdated("1", "broadcast_5", 100, 10);
    story.tracker.rddUnpersisted(3);
    assertThat(story.snapshot().cached()).extracting(CachedRdd::id).containsExactly(4);

    story.tracker.executorRemoved("1", Story.at(5), "worker lost");
    assertThat(story.snapshot().cached()).isEmpty();
  }

  @Test
  void aBlockThatIsToldAgainCountsOnce() {
    story.tracker.blockUpdated("1", "rdd_3_0", 100, 0);
    story.tracker.blockUpdated("1", "rdd_3_0", 0, 120);

    assertThat(story.snapshot().cached().get(0).bytes()).isEqualTo(120);
  }

  @Test
  void collectionsAreCountedWithinTheHeapsWindow() {
    story.tick(10).tracker.executorMetrics("1", heap(500, 7, 1));
    story.tick(20).tracker.executorMetrics("1", heap(600, 9, 1));
    story.tick(30).tracker.executorMetrics("1", heap(400, 9, 2));
    assertThat(story.executor("1").memory().floor().collections()).isEqualTo(3);

    story.tick(315);

    assertThat(story.executor("1").memory().floor().collections()).isEqualTo(1);
  }

  private static ExecutorMetrics heap(long bytes, long young, long old) {
    return new ExecutorMetrics.Accumulator()
        .set(ExecutorMetric.JVM_HEAP, bytes)
        .set(ExecutorMetric.MINOR_GC_COUNT, young)
        .set(ExecutorMetric.MAJOR_GC_COUNT, old)
        .metrics();
  }

  @Test
  void whatAJobMutesStaysWhenItsStageCompletes() {
    StageFacts.Draft facts = StageFacts.of(StageKey.of(1, 0), "count", 2);
    story.tracker.stageSubmitted(facts.submitted(Story.at(1)).muted("task-skew-high").facts());
    story.tracker.stageCompleted(
        StageFacts.of(StageKey.of(1, 0), "count", 2).completed(Story.at(2)).facts());

    assertThat(story.stage(1, 0).facts().muted()).isEqualTo("task-skew-high");
  }

  @Test
  void taskOfAnotherTimeMovesNoClock() {
    double days = 65 * 86_400;
    Story story = new Story().executor("1", 2, 1).submit(0, 0, 2, 2).task(0, 3, 1);

    story.task(0, days, 0.5).task(0, -days, 0.25);

    assertThat(story.snapshot().takenMillis()).isEqualTo(Story.at(4));
    assertThat(story.snapshot().work().coreTime().allocatedMillis()).isEqualTo(6_000);
    assertThat(story.snapshot().losses().misdatedTasks()).isEqualTo(2);
    assertThat(story.stage(0, 0).durations().sum()).isEqualTo(1_750);
    assertThat(story.stage(0, 0).lastTaskEndMillis()).isEqualTo(Story.at(4));
  }

  @Test
  void taskMayRunForDays() {
    Story story = new Story().executor("1", 2, 1).submit(0, 0, 1, 2);

    story.task(0, 3, 2 * 86_400);

    assertThat(story.snapshot().takenMillis()).isEqualTo(Story.at(3 + 2 * 86_400));
    assertThat(story.snapshot().losses().misdatedTasks()).isZero();
  }
}
