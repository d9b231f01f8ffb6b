package io.sparkvitals.diagnosis.advice;

import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_REMOTE_READ_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import org.junit.jupiter.api.Test;

class PartitionFixTest {
  private static final long MIB = 1L << 20;
  private static final String NUMBER = "spark.sql.shuffle.partitions";
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
  private static final String MERGING = "spark.sql.adaptive.coalescePartitions.enabled";
  private static final String BY_CORES = "spark.sql.adaptive.coalescePartitions.parallelismFirst";
  private static final String FIRST = "spark.sql.adaptive.coalescePartitions.initialPartitionNum";
  private static final String MERGED = "spark.sql.adaptive.advisoryPartitionSizeInBytes";
  private static final String SPLIT = "spark.sql.files.maxPartitionBytes";
  private static final String DEFAULT = "spark.default.parallelism";

  private static GivenStage stage(int tasks, TaskMetric read, long bytes) {
    return Given.stage(7).tasks(tasks).durations(tasks, 1_000, 1_000).totals(read, bytes);
  }

  private static GivenStage query(int tasks, long bytes) {
    return stage(tasks, SHUFFLE_REMOTE_READ_BYTES, bytes).sql(1);
  }

  private static ApplicationSnapshot with(GivenStage stage, String... settings) {
    Given given = Given.application().property("spark.master", "yarn").with(stage);
    for (int i = 0; i < settings.length; i += 2) {
      given.property(settings[i], settings[i + 1]);
    }
    return given.snapshot();
  }

  private static PartitionFix more(int number, GivenStage stage, String... settings) {
    ApplicationSnapshot snapshot = with(stage, settings);
    return PartitionFix.more(snapshot, snapshot.stages().get(0), number);
  }

  private static PartitionFix fewer(int number, GivenStage stage, String... settings) {
    ApplicationSnapshot snapshot = with(stage, settings);
    return PartitionFix.fewer(snapshot, snapshot.stages().get(0), number);
  }

  @Test
  void theNumberOfShufflePartitionsIsRaisedWhereTheStageHasIt() {
    assertThat(more(800, query(200, 100_000 * MIB)).settings()).containsExactly(NUMBER + "=800");
    assertThat(more(800, query(400, 100_000 * MIB), NUMBER, "400", ADAPTIVE, "false").settings())
        .containsExactly(NUMBER + "=800");
    assertThat(more(800, query(400, 100_000 * MIB), FIRST, "400").settings())
        .containsExactly(FIRST + "=800");
  }

  @Test
  void adaptiveExecutionMustNotMergeThemAgain() {
    assertThat(more(400, query(200, 400 * 20 * MIB)).settings())
        .containsExactly(NUMBER + "=400", MERGED + "=20m");
    assertThat(more(400, query(200, 400 * 20 * MIB), MERGED, "20m").settings())
        .containsExactly(NUMBER + "=400");
    assertThat(more(400, query(200, 400 * 20 * MIB), MERGING, "false").settings())
        .containsExactly(NUMBER + "=400");
  }

  @Test
  void whatAdaptiveExecutionMergedItMergesLess() {
    assertThat(more(12, query(4, 4 * 128 * MIB)).settings()).containsExactly(MERGED + "=42m");
  }

  @Test
  void noSettingChangesANumberThatCodeNames() {
    assertThat(more(12, query(2, 2 * 5_000 * MIB)))
        .satisfies(
            fix -> {
              assertThat(fix.settings()).isEmpty();
              assertThat(fix.text()).contains("repartition(n)");
            });
    assertThat(more(12, query(4, 4 * 128 * MIB + 1)).settings()).isEmpty();
    assertThat(more(12, query(4, 4 * 64 * MIB), MERGING, "false").settings()).isEmpty();
    assertThat(fewer(16, query(5_000, 5_000)).settings()).isEmpty();
  }

  @Test
  void tinyPartitionsOfAQueryAreMerged() {
    assertThat(fewer(16, query(3_000, 3_000), NUMBER, "3000", ADAPTIVE, "false").settings())
        .containsExactly(ADAPTIVE + "=true", NUMBER + "=16");
    assertThat(fewer(16, query(3_000, 3_000), NUMBER, "3000", MERGING, "false").settings())
        .containsExactly(MERGING + "=true");
    assertThat(fewer(16, query(3_000, 3_000), NUMBER, "9000").settings())
        .containsExactly(BY_CORES + "=false");
    assertThat(fewer(16, query(3_000, 3_000), NUMBER, "9000", BY_CORES, "false").settings())
        .isEmpty();
  }

  @Test
  void splitsAreMadeSmallerOnlyWhereTheyAreLarger() {
    GivenStage files = stage(10, INPUT_BYTES, 10 * 100 * MIB).sql(1);

    assertThat(more(20, files).settings()).containsExactly(SPLIT + "=50m");
    assertThat(more(20, files, SPLIT, "50m").settings()).isEmpty();
    assertThat(more(20, stage(10, INPUT_BYTES, 1_000 * MIB)).settings()).isEmpty();
  }

  @Test
  void smallSplitsAreRaisedToSparksOwnSize() {
    GivenStage files = stage(5_000, INPUT_BYTES, 5_000 * MIB).sql(1);

    assertThat(fewer(40, files, SPLIT, "1m").settings()).containsExactly(SPLIT + "=128m");
    assertThat(fewer(40, files).settings()).isEmpty();
  }

  @Test
  void rddsHaveTheDefaultNumberOrOneOfTheirOwn() {
    GivenStage rdd = stage(3_000, SHUFFLE_REMOTE_READ_BYTES, 3_000);

    assertThat(fewer(16, rdd, DEFAULT, "3000").settings()).containsExactly(DEFAULT + "=16");
    assertThat(fewer(16, rdd, DEFAULT, "2999").settings()).isEmpty();
    assertThat(fewer(16, rdd).text()).contains("shuffle");
  }

  @Test
  void nothingIsSetWhereTheSettingsAreNotKnown() {
    ApplicationSnapshot snapshot = Given.application().with(query(200, 100_000 * MIB)).snapshot();

    assertThat(PartitionFix.more(snapshot, snapshot.stages().get(0), 800).settings()).isEmpty();
    assertThat(PartitionFix.fewer(snapshot, snapshot.stages().get(0), 0).settings()).isEmpty();
  }
}
