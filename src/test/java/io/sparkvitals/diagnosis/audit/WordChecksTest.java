package io.sparkvitals.diagnosis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.EnvironmentKeys;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.io.CompressionCodec;
import org.apache.spark.scheduler.SchedulingMode;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.StaticSQLConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordChecksTest {
  /** New in Spark 4. */
  private static final String BROTLI = "brotli";

  private static List<AuditFinding> refused(String pairs) {
    return Audited.of(pairs).findings().stream()
        .filter(each -> each.check() == AuditCheck.VALUE_REFUSED)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "spark.io.compression.codec=gzip, spark.io.compression.codec=lz4",
    "spark.io.compression.codec=snapy, spark.io.compression.codec=snappy",
    "spark.io.compression.codec=none, spark.io.compression.codec=lz4",
    "spark.scheduler.mode=ROUND, spark.scheduler.mode=FIFO",
    "spark.scheduler.mode=fairr, spark.scheduler.mode=FAIR",
    "spark.shuffle.manager=hash, spark.shuffle.manager=sort",
    "spark.serializer=kryo, spark.serializer=org.apache.spark.serializer.KryoSerializer",
    "spark.serializer=KryoSerializer, spark.serializer=org.apache.spark.serializer.KryoSerializer",
    "spark.sql.sources.partitionOverwriteMode=dynamc, "
        + "spark.sql.sources.partitionOverwriteMode=DYNAMIC",
    "spark.sql.parquet.compression.codec=gzp, spark.sql.parquet.compression.codec=gzip",
    "spark.sql.catalogImplementation=memory, spark.sql.catalogImplementation=in-memory",
  })
  void aWrongWordIsRefused(String mistake, String fix) {
    assertThat(refused(mistake))
        .singleElement()
        .satisfies(each -> assertThat(each.fix().settings()).containsExactly(fix));
    assertThat(refused(fix)).isEmpty();
  }

  @Test
  void saysWhichWordsThereAre() {
    assertThat(refused("spark.io.compression.codec=gzip"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.found())
                    .isEqualTo(
                        "spark.io.compression.codec=gzip is none of lz4, lzf, snappy, zstd."));
  }

  @ParameterizedTest
  @CsvSource({
    "spark.io.compression.codec=ZStd",
    "spark.io.compression.codec=org.example.MyCodec",
    "spark.scheduler.mode=fair",
    "spark.shuffle.manager=org.apache.spark.shuffle.sort.S3ShuffleManager",
    "spark.serializer=org.example.MySerializer",
    "spark.sql.sources.partitionOverwriteMode=dynamic",
  })
  void wordsInAnyCaseAndClassesAreTaken(String settings) {
    assertThat(refused(settings)).isEmpty();
  }

  @Test
  void nothingWasRefusedOfAnApplicationThatRuns() {
    ApplicationFacts facts =
        ApplicationFacts.UNKNOWN
            .environment(Map.of("spark.serializer", "kryo"))
            .identity("app-1", "x", 1);

    assertThat(Audited.ids(Audit.of(facts))).doesNotContain("value-refused");
  }

  @Test
  void theWordsAreThoseThatSparkTakes() {
    // A value is checked once the setting is registered.
    assertThat(StaticSQLConf.CATALOG_IMPLEMENTATION()).isNotNull();
    WordChecks.all()
        .forEach(
            (key, words) -> {
              for (String each : words) {
                if (key.startsWith("spark.sql.") && !each.equals(BROTLI)) {
                  assertThatCode(() -> new SQLConf().setConfString(key, each))
                      .as("%s=%s", key, each)
                      .doesNotThrowAnyException();
                }
              }
            });
    for (String key : queryKeys()) {
      assertThatThrownBy(() -> new SQLConf().setConfString(key, "nonsense")).as(key).isNotNull();
    }
    SparkConf conf = new SparkConf(false);
    for (String each : WordChecks.all().get("spark.io.compression.codec")) {
      assertThat(CompressionCodec.createCodec(conf, each)).isNotNull();
    }
    for (String each : WordChecks.all().get("spark.scheduler.mode")) {
      assertThat(SchedulingMode.withName(each)).isNotNull();
    }
  }

  private static List<String> queryKeys() {
    return WordChecks.all().keySet().stream()
        .filter(each -> each.startsWith("spark.sql."))
        .toList();
  }

  /** Nothing looks at them in an application that runs, so its values stay where they are. */
  @Test
  void theirValuesDoNotLeaveTheDoor() {
    assertThat(EnvironmentKeys.all()).doesNotContainAnyElementsOf(WordChecks.all().keySet());
  }
}
