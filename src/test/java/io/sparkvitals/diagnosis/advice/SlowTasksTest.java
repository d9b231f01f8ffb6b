package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_REMOTE_READ_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.GivenStage;
import io.sparkvitals.rules.Recommendation;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowTasksTest {
  private static final long HOT = 250_000_000;

  private static List<Suggestion> advice(int tasks, long longest, TaskMetric read) {
    return advice(stage(tasks, longest, read, HOT).sql(1));
  }

  private static GivenStage stage(int tasks, long longest, TaskMetric read, long bytes) {
    return Given.stage(7)
        .tasks(tasks)
        .durations(tasks, 1_000, longest)
        .totals(read, bytes)
        .submitted(Given.NOW - longest - 1_000)
        .slow(3, "1", longest, read, bytes)
        .settled(1);
  }

  private static List<Suggestion> advice(GivenStage... stages) {
    Given given =
        Given.application()
            .property("spark.master", "yarn")
            .with(stages)
            .with(Given.executor("1"), Given.executor("2"));
    return new SlowTasks().answer(given.snapshot());
  }

  private static Recommendation hotKey(GivenStage stage) {
    return advice(stage).get(0).recommendation();
  }

  @Test
  void settingsForJoinsOfSqlAreNotAdvisedToRdds() {
    Recommendation rdd = hotKey(stage(20, 60_000, SHUFFLE_REMOTE_READ_BYTES, HOT));

    assertThat(rdd.settings()).isEmpty();
    assertThat(rdd.text()).contains("reduceByKey", "random part");
  }

  @Test
  void partitionsThatAdaptiveExecutionWouldNotSplitGetNoSettings() {
    long threshold = 128L << 20;

    assertThat(hotKey(stage(20, 60_000, SHUFFLE_REMOTE_READ_BYTES, threshold).sql(1)).settings())
        .isEmpty();
    assertThat(
            hotKey(stage(20, 60_000, SHUFFLE_REMOTE_READ_BYTES, threshold + 1).sql(1)).settings())
        .isNotEmpty();
  }

  @Test
  void unevenInputThatIsNoFileIsRepartitionedAfterTheRead() {
    GivenStage even = stage(20, 60_000, INPUT_BYTES, HOT).totals(INPUT_BYTES, 10 * HOT).sql(1);

    assertThat(hotKey(even).text()).contains("before it is cached");
    assertThat(hotKey(even).settings()).isEmpty();
  }

  private static GivenExecutor ran(String id, long meanMillis) {
    return Given.executor(id)
        .counts(10, 0, 0)
        .totals(Given.totals(RUN_TIME_MILLIS, 10 * meanMillis));
  }

  private static List<Suggestion> slowExecutor(int stages, long meanMillis) {
    Given given = Given.application().property("spark.master", "yarn");
    for (int id = 1; id <= stages; id++) {
      given.with(
          Given.stage(id)
              .tasks(30)
              .durations(30, 1_000, 3_000)
              .submitted(Given.NOW - 20_000)
              .slow(1, "1", 3_000)
              .slow(2, "1", 3_000)
              .slow(3, "1", 3_000)
              .settled(1));
    }
    given.with(ran("1", meanMillis), ran("2", 1_000).host("host-1"), ran("3", 1_000));
    return new SlowTasks().answer(given.snapshot());
  }

  @Test
  void anExecutorThatIsSlowInTwoStagesIsSaidOnce() {
    assertThat(slowExecutor(2, 2_000))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.about()).isEqualTo("executor 1 (host-1)");
              assertThat(each.finding()).contains("2x as long");
              assertThat(each.recommendation().settings())
                  .containsExactly("spark.speculation=true");
            });
    assertThat(slowExecutor(1, 2_000)).isEmpty();
    assertThat(slowExecutor(2, 1_999)).isEmpty();
  }

  private static List<Suggestion> lateExecutor(int stages, long slowMillis) {
    Given given = Given.application().property("spark.master", "yarn");
    given.with(Given.stage(1).durations(1_000, 1_000, 1_900).submitted(Given.START).settled(1));
    for (int id = 2; id <= 1 + stages; id++) {
      given.with(
          Given.stage(id)
              .durations(30, 2_000, slowMillis)
              .submitted(Given.NOW - 60_000 + id)
              .slow(1, "1", slowMillis)
              .slow(2, "1", slowMillis)
              .slow(3, "1", slowMillis)
              .settled(1));
    }
    given.with(Given.executor("1").counts(1_000, 0, 0), Given.executor("2"), Given.executor("3"));
    return new SlowTasks().answer(given.snapshot());
  }

  @Test
  void anExecutorThatBecameSlowInTheLastTwoStagesIsSaidOnce() {
    assertThat(lateExecutor(2, 4_000))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.about()).isEqualTo("host host-1");
              assertThat(each.finding()).contains("became slower", "2x the median");
              assertThat(each.evidence().get(0)).startsWith("6 slow tasks ran there for 4 s");
              // Six tasks of two seconds more than the median.
              assertThat(each.savedCoreMillis()).hasValue(12_000);
            });
    assertThat(lateExecutor(1, 4_000)).isEmpty();
    assertThat(lateExecutor(2, 3_999)).isEmpty();
  }

  /**
   * A stage with one large file behind others that would save more, with too few tasks to judge.
   */
  private static List<Suggestion> behind(int others) {
    GivenStage[] stages = new GivenStage[others + 1];
    for (int i = 0; i < others; i++) {
      stages[i] = stage(7, 70_000, SHUFFLE_REMOTE_READ_BYTES, HOT).sql(1);
    }
    stages[others] = stage(7, 60_000, INPUT_BYTES, HOT);
    return advice(stages);
  }

  @Test
  void theCauseIsAskedOfTheStagesThatWouldSaveMost() {
    assertThat(behind(SlowTasks.MAX_ASKED - 1)).hasSize(1);
    assertThat(behind(SlowTasks.MAX_ASKED)).isEmpty();
  }

  @Test
  void aHotKeyIsNeverAnsweredWithMorePartitions() {
    assertThat(advice(20, 60_000, SHUFFLE_REMOTE_READ_BYTES))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.finding()).contains("Data skew");
              assertThat(each.recommendation().settings().toString())
                  .contains("skewedPartitionFactor")
                  .doesNotContain("shuffle.partitions", "advisoryPartitionSize");
            });
  }

  @Test
  void oneLargeFileIsAnsweredWithAFormatThatCanBeSplit() {
    assertThat(advice(4, 60_000, INPUT_BYTES))
        .singleElement()
        .satisfies(each -> assertThat(each.recommendation().text()).contains("can be split"));
  }

  @Test
  void fewerTasksThanCoresAreNoSkew() {
    assertThat(advice(7, 60_000, SHUFFLE_REMOTE_READ_BYTES)).isEmpty();
    assertThat(advice(8, 60_000, SHUFFLE_REMOTE_READ_BYTES)).hasSize(1);
  }

  @Test
  void whatSavesLessThanTenSecondsIsNotAdvised() {
    assertThat(advice(20, 11_499, SHUFFLE_REMOTE_READ_BYTES)).isEmpty();
    assertThat(advice(20, 11_500, SHUFFLE_REMOTE_READ_BYTES)).hasSize(1);
  }
}
