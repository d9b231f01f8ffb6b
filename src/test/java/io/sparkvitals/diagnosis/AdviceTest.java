package io.sparkvitals.diagnosis;

import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_REMOTE_READ_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.diagnosis.advice.Advisor;
import io.sparkvitals.diagnosis.advice.Topic;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Finding;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.GivenStage;
import io.sparkvitals.rules.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings that the rules of the agent advise, with their values. */
class AdviceTest {
  private static final long MB = 1_000_000;

  private static List<String> settings(Given given, String rule) {
    return Judged.of(given, rule).recommendation().settings();
  }

  private static Given gc() {
    return Given.application()
        .with(
            Given.stage(7)
                .counts(20, 0, 0, 0)
                .totals(GC_TIME_MILLIS, 50_000, RUN_TIME_MILLIS, 100_000));
  }

  @ParameterizedTest
  @CsvSource({"1g, 1280m", "2g, 2560m", "3g, 3840m", "4g, 5g", "8g, 10g", "10240m, 12g"})
  void executorMemoryGrowsByAFifth(String present, String advised) {
    assertThat(settings(gc().property("spark.executor.memory", present), "gc-time-high"))
        .containsExactly("spark.executor.memory=" + advised);
  }

  private static Given spilling(String offHeap, long sqlExecution) {
    return Given.application()
        .property("spark.executor.memory", "4g")
        .property("spark.memory.offHeap.enabled", offHeap)
        .property("spark.memory.offHeap.size", "512m")
        .with(
            Given.stage(7)
                .sql(sqlExecution)
                .counts(20, 0, 0, 0)
                .totals(DISK_SPILL_BYTES, 900 * MB, SHUFFLE_REMOTE_READ_BYTES, 1_000 * MB));
  }

  @ParameterizedTest
  @CsvSource({
    "true, 0, spark.memory.offHeap.size=768m",
    "true, -1, spark.executor.memory=5g",
    "false, 0, spark.executor.memory=5g"
  })
  void spillOfSqlBesideTheHeapIsNoMatterOfTheHeap(String offHeap, long sql, String advised) {
    assertThat(settings(spilling(offHeap, sql), "spill-ratio-high")).containsExactly(advised);
  }

  @ParameterizedTest
  @CsvSource({
    "true, spark.memory.offHeap.size=768m",
    "false, spark.driver.memory=1280m",
  })
  void spillBesideTheHeapInLocalModeIsNoMatterOfTheDriver(String offHeap, String advised) {
    assertThat(
            settings(spilling(offHeap, 0).property("spark.master", "local[2]"), "spill-ratio-high"))
        .containsExactly(advised);
  }

  @Test
  void offHeapMemoryWithoutASizeIsNotAdvisedOn() {
    assertThat(
            settings(
                spilling("true", 0).property("spark.memory.offHeap.size", "0"), "spill-ratio-high"))
        .containsExactly("spark.executor.memory=5g");
  }

  @Test
  void theDefaultMemoryGrowsToo() {
    assertThat(settings(gc().property("spark.master", "yarn"), "gc-time-high"))
        .containsExactly("spark.executor.memory=1280m");
  }

  @Test
  void nothingIsAdvisedWhereSparksSettingsAreNotKnown() {
    assertThat(settings(gc(), "gc-time-high")).isEmpty();
  }

  @Test
  void inLocalModeTheDriversMemoryGrows() {
    assertThat(
            settings(
                gc().property("spark.master", "local[2]").property("spark.driver.memory", "4g"),
                "gc-time-high"))
        .containsExactly("spark.driver.memory=5g");
  }

  @Test
  void aResourceProfileOfItsOwnIsNotAdvisedOn() {
    Given given =
        Given.application()
            .property("spark.executor.memory", "8g")
            .with(
                Given.stage(7)
                    .profile(1)
                    .counts(20, 0, 0, 0)
                    .totals(GC_TIME_MILLIS, 50_000, RUN_TIME_MILLIS, 100_000));

    assertThat(settings(given, "gc-time-high")).isEmpty();
  }

  @Test
  void anotherCollectorIsAdvisedToLargeHeapsAlone() {
    // On smaller ones the Parallel collector is told to stay, with a larger young generation.
    Given given =
        gc().property("spark.executor.memory", "1g")
            .property("spark.executor.extraJavaOptions", "-XX:+UseParallelGC")
            .with(Given.executor("4").metrics(ExecutorMetric.MINOR_GC_MILLIS, 1_000));

    assertThat(Judged.of(given, "gc-time-high").recommendation().text())
        .contains("on heaps of 4 GiB or more the G1 collector");
  }

  @Test
  void tooManyShortLivedObjectsHalveTheCores() {
    Given given =
        gc().property("spark.executor.cores", "5")
            .with(Given.executor("4").metrics(ExecutorMetric.MINOR_GC_MILLIS, 1_000));

    assertThat(settings(given, "gc-time-high")).containsExactly("spark.executor.cores=2");
  }

  private static GivenStage spilling(int tasks, long readBytes) {
    return Given.stage(7)
        .tasks(tasks)
        .counts(tasks, 0, 0, 0)
        .totals(DISK_SPILL_BYTES, readBytes / 2, SHUFFLE_REMOTE_READ_BYTES, readBytes);
  }

  @Test
  void shufflePartitionsHoldAHundredTwentyEightMebibytes() {
    long gib = 1L << 30;

    assertThat(settings(Given.application().with(spilling(100, 1_000 * gib)), "spill-ratio-high"))
        .containsExactly("spark.sql.shuffle.partitions=8000");
    assertThat(
            settings(Given.application().with(spilling(100, 1_000 * gib + 1)), "spill-ratio-high"))
        .containsExactly("spark.sql.shuffle.partitions=8001");
  }

  @Test
  void shufflePartitionsAtLeastDouble() {
    assertThat(settings(Given.application().with(spilling(100, 20_000 * MB)), "spill-ratio-high"))
        .containsExactly("spark.sql.shuffle.partitions=200");
  }

  @Test
  void aScanReadsSmallerSplits() {
    Given given =
        Given.application()
            .with(
                Given.stage(7)
                    .counts(10, 0, 0, 0)
                    .totals(DISK_SPILL_BYTES, 5_000 * MB, INPUT_BYTES, 10_000 * MB));

    assertThat(settings(given, "spill-ratio-high"))
        .containsExactly("spark.sql.files.maxPartitionBytes=64m");
  }

  private static GivenStage hotKey(long bytes) {
    return Given.stage(7)
        .sql(1)
        .durations(100, 10_000, 120_000)
        .totals(SHUFFLE_REMOTE_READ_BYTES, 100 * bytes)
        .distribution(Dimension.SHUFFLE_READ_BYTES, 100, bytes / 10.0, bytes)
        .slow(17, "4", 120_000, SHUFFLE_REMOTE_READ_BYTES, bytes);
  }

  private static Given skewed(GivenStage stage) {
    return Given.application().property("spark.master", "yarn").with(stage);
  }

  private static Given dataSkew() {
    return skewed(hotKey(250 * MB));
  }

  @Test
  void dataSkewIsSplitByAdaptiveExecution() {
    Given given =
        dataSkew()
            .property("spark.sql.adaptive.enabled", "false")
            .property("spark.sql.adaptive.skewJoin.enabled", "false");

    assertThat(settings(given, "task-skew-high"))
        .containsExactly(
            "spark.sql.adaptive.enabled=true",
            "spark.sql.adaptive.skewJoin.enabled=true",
            "spark.sql.adaptive.skewJoin.skewedPartitionFactor=3",
            "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes=128m");
  }

  @Test
  void whatIsInForceByDefaultIsNotAdvised() {
    assertThat(settings(dataSkew(), "task-skew-high"))
        .containsExactly(
            "spark.sql.adaptive.skewJoin.skewedPartitionFactor=3",
            "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes=128m");
  }

  private static String text(Given given) {
    return Judged.of(given, "task-skew-high").recommendation().text();
  }

  @Test
  void settingsForJoinsAreNotAdvisedToRdds() {
    Given given = skewed(hotKey(250 * MB).sql(-1));

    assertThat(settings(given, "task-skew-high")).isEmpty();
    assertThat(text(given)).contains("reduceByKey", "random part");
  }

  @Test
  void settingsForJoinsAreNotAdvisedWhereNoShuffleIsRead() {
    GivenStage stage =
        hotKey(250 * MB)
            .totals(INPUT_BYTES, 25_000 * MB)
            .distribution(Dimension.SHUFFLE_READ_BYTES, 100, 0, 0)
            .distribution(Dimension.INPUT_BYTES, 100, 25 * MB, 250 * MB)
            .slow(18, "4", 121_000, INPUT_BYTES, 250 * MB);

    assertThat(settings(skewed(stage), "task-skew-high")).isEmpty();
    assertThat(text(skewed(stage))).startsWith("Repartition the data right after it is read");
  }

  @Test
  void adaptiveExecutionSplitsNoPartitionsOfItsThresholdOrLess() {
    long threshold = 128L << 20;

    assertThat(settings(skewed(hotKey(threshold)), "task-skew-high")).isEmpty();
    assertThat(settings(skewed(hotKey(threshold + 1)), "task-skew-high")).isNotEmpty();
  }

  @Test
  void whatTheSettingsInForceWouldHaveSplitIsNoJoinThatCanBeSplit() {
    long usual = 256L << 20;

    assertThat(settings(skewed(hotKey(usual)), "task-skew-high")).isNotEmpty();
    assertThat(settings(skewed(hotKey(usual + 1)), "task-skew-high")).isEmpty();
    assertThat(text(skewed(hotKey(usual + 1)))).startsWith("Adaptive execution is on and has not");
    assertThat(
            settings(
                skewed(hotKey(usual + 1)).property("spark.sql.adaptive.enabled", "false"),
                "task-skew-high"))
        .contains("spark.sql.adaptive.enabled=true");
  }

  @Test
  void aPartitionIsTooSmallOnlyForALargerThreshold() {
    Given given = skewed(hotKey(100 * MB));
    assertThat(text(given)).contains("too small for adaptive execution, which by default splits");

    given.property(
        "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes", Long.toString(100 * MB));
    assertThat(text(given)).contains("too small for adaptive execution");

    given.property(
        "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes", Long.toString(100 * MB - 1));
    assertThat(text(given)).startsWith("Adaptive execution is on and has not");
    assertThat(settings(given, "task-skew-high")).isEmpty();
  }

  @Test
  void theFactorInForceCountsToo() {
    Given nine =
        skewed(hotKey(1_000 * MB))
            .property("spark.sql.adaptive.skewJoin.skewedPartitionFactor", "9.9");
    Given ten =
        skewed(hotKey(1_000 * MB))
            .property("spark.sql.adaptive.skewJoin.skewedPartitionFactor", "10.0");

    assertThat(settings(nine, "task-skew-high")).isEmpty();
    assertThat(settings(ten, "task-skew-high"))
        .contains("spark.sql.adaptive.skewJoin.skewedPartitionFactor=3");
  }

  @Test
  void spillOfFewTasksAsksTheSame() {
    GivenStage spilling =
        hotKey(250 * MB)
            .counts(100, 0, 0, 0)
            .totals(DISK_SPILL_BYTES, 20_000 * MB, SHUFFLE_REMOTE_READ_BYTES, 25_000 * MB);

    assertThat(settings(skewed(spilling), "spill-ratio-high"))
        .containsExactly(
            "spark.sql.adaptive.skewJoin.skewedPartitionFactor=3",
            "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes=128m");
    assertThat(settings(skewed(spilling.sql(-1)), "spill-ratio-high")).isEmpty();
  }

  /** Nothing runs on executors of which each was given back and made up for. */
  private static Given idle(int removals, String timeout) {
    Given given =
        Given.application()
            .property("spark.master", "yarn")
            .property("spark.dynamicAllocation.enabled", "true")
            .property("spark.dynamicAllocation.executorIdleTimeout", timeout)
            .executorAddedBefore(Given.MINUTE)
            .idle(1_000, 0.5);
    for (int i = 0; i <= removals; i++) {
      long added = Given.START + i * 110_000L;
      GivenExecutor executor = Given.executor("e" + i).added(added).counts(1, 0, 0);
      given.with(
          i < removals
              ? executor.lost(added + 100_000, "Executor killed by driver.", 0)
              : executor);
    }
    return given;
  }

  private static List<String> advised(Given given) {
    return Advisor.advise(given.snapshot()).stream()
        .filter(each -> each.topic() == Topic.DYNAMIC_ALLOCATION)
        .flatMap(each -> each.recommendation().settings().stream())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"60s, ''", "61s, spark.dynamicAllocation.executorIdleTimeout=60s"})
  void idleExecutorsAreGivenBackAfterNoMoreThanAMinute(String present, String advised) {
    assertThat(String.join(" ", settings(idle(4, present), "executor-idle-high")))
        .isEqualTo(advised);
  }

  private static Given fixedSize() {
    return Given.application()
        .property("spark.master", "yarn")
        .executorAddedBefore(Given.MINUTE)
        .idle(1_000, 0.5)
        .with(Given.executor("1"), Given.executor("2"), Given.executor("3").profile(1));
  }

  @Test
  void dynamicAllocationIsNeverAdvisedWithoutALimit() {
    assertThat(settings(fixedSize(), "executor-idle-high"))
        .contains("spark.dynamicAllocation.enabled=true")
        .contains("spark.dynamicAllocation.maxExecutors=2");
    assertThat(
            settings(fixedSize().property("spark.executor.instances", "7"), "executor-idle-high"))
        .contains("spark.dynamicAllocation.maxExecutors=7");
  }

  /** Spark refuses such stages with dynamic allocation: the job would fail. */
  @Test
  void dynamicAllocationIsNeverAdvisedWhereStagesRanInBarrierMode() {
    assertThat(settings(fixedSize().barrierStages(1), "executor-idle-high")).isEmpty();
    assertThat(settings(spent(), "budget")).contains("spark.dynamicAllocation.enabled=true");
    assertThat(settings(spent().barrierStages(1), "budget")).isEmpty();
  }

  private static Given spent() {
    return fixedSize()
        .property("spark.vitals.cost.perCoreHour", "1")
        .property("spark.vitals.cost.budget", "0.2")
        .run(TaskTotals.ZERO, TaskBreakdown.EMPTY, CoreTime.of(3_600_000, 900_000));
  }

  @Test
  void noAlertNamesAShorterTimeWhereAdviceNamesALongerOne() {
    assertThat(advised(idle(4, "61s"))).isEmpty();
    assertThat(advised(idle(5, "61s")))
        .containsExactly("spark.dynamicAllocation.executorIdleTimeout=122s");
    assertThat(settings(idle(5, "61s"), "executor-idle-high")).isEmpty();
  }

  private static Given lost(String reason, GivenExecutor executor) {
    return Given.application()
        .property("spark.executor.memory", "8g")
        .with(executor.lost(reason, 1))
        .revision(1);
  }

  @Test
  void aContainerKillRaisesTheOverheadByHalfWhereItsNeedIsNotKnown() {
    Given given = lost("exceeding memory limits", Given.executor("4"));

    // A tenth of 8 GiB is 819 MiB; times 1.5 is 1229 MiB.
    assertThat(settings(given, "executor-lost"))
        .containsExactly("spark.executor.memoryOverhead=1280m");
  }

  @Test
  void ofLostExecutorsOfAnotherProfileTheStandardSettingsAreNotAdvised() {
    String reason = "exceeding memory limits";

    assertThat(settings(lost(reason, Given.executor("4").profile(1)), "executor-lost")).isEmpty();
    assertThat(
            settings(
                lost(reason, Given.executor("4").profile(1))
                    .with(Given.executor("5").profile(1).lost(reason, 1)),
                "executor-lost"))
        .isEmpty();
  }

  @Test
  void aContainerKillRaisesTheOverheadByAFifthOfWhatWasSeen() {
    long gib = 1L << 30;
    Given given =
        lost(
            "exceeding memory limits",
            Given.executor("4").metrics(ExecutorMetric.TREE_JVM_RSS, 10 * gib));

    // 10 GiB resident less a heap of 8 GiB, times 1.2 is 2458 MiB.
    assertThat(settings(given, "executor-lost"))
        .containsExactly("spark.executor.memoryOverhead=2560m");
  }

  @Test
  void anExplicitOverheadIsTheBase() {
    Given given =
        lost("exceeding memory limits", Given.executor("4"))
            .property("spark.executor.memoryOverhead", "2g");

    assertThat(settings(given, "executor-lost"))
        .containsExactly("spark.executor.memoryOverhead=3g");
  }

  @ParameterizedTest
  @CsvSource({"spark://host-1:7077", "'local-cluster[2,1,1024]'"})
  void aKillOfAStandaloneClusterAsksForLessOnAMachine(String master) {
    Given given =
        lost("Command exited with code 137", Given.executor("4")).property("spark.master", master);
    Finding finding = Judged.of(given, "executor-lost");

    assertThat(finding.causeKind()).isEqualTo(CauseKind.MACHINE_MEMORY);
    assertThat(finding.recommendation().settings()).isEmpty();
    assertThat(finding.recommendation().text()).startsWith("Put less on a machine");
  }

  @ParameterizedTest
  @CsvSource({"yarn", "k8s://host-1:6443"})
  void aKillOfAContainerAsksForMoreBesideTheHeap(String master) {
    Given given =
        lost("Command exited with code 137", Given.executor("4")).property("spark.master", master);
    Finding finding = Judged.of(given, "executor-lost");

    assertThat(finding.causeKind()).isEqualTo(CauseKind.CONTAINER);
    assertThat(finding.recommendation().settings())
        .containsExactly("spark.executor.memoryOverhead=1280m");
  }

  @Test
  void aFullHeapOfAStandaloneClusterRaisesTheHeapAllTheSame() {
    Given given =
        lost("exit code 52(JVM OOM)", Given.executor("4"))
            .property("spark.master", "spark://host-1:7077");

    assertThat(settings(given, "executor-lost")).containsExactly("spark.executor.memory=10g");
  }

  @Test
  void aFullHeapRaisesTheHeap() {
    assertThat(settings(lost("exit code 52(JVM OOM)", Given.executor("4")), "executor-lost"))
        .containsExactly("spark.executor.memory=10g");
  }

  @Test
  void confLinesAreQuotedWhereAShellNeedsIt() {
    assertThat(Judged.of(dataSkew(), "task-skew-high").recommendation().confLines())
        .first()
        .isEqualTo("--conf spark.sql.adaptive.skewJoin.skewedPartitionFactor=3");
  }
}
