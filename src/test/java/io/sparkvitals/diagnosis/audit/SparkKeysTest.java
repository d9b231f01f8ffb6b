package io.sparkvitals.diagnosis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The names of settings, held against the Spark of the class path. */
class SparkKeysTest {
  private static final Set<String> SPARKS = new TreeSet<>();

  @BeforeAll
  static void readSparksOwn() throws ReflectiveOperationException {
    for (String each :
        new String[] {
          "org.apache.spark.internal.config.package$",
          "org.apache.spark.internal.config.Network$",
          "org.apache.spark.internal.config.UI$",
          "org.apache.spark.internal.config.Python$",
          "org.apache.spark.internal.config.Kryo$",
          "org.apache.spark.internal.config.Status$",
          "org.apache.spark.sql.internal.SQLConf$",
          "org.apache.spark.sql.internal.StaticSQLConf$"
        }) {
      Class.forName(each);
    }
    Class<?> entries = Class.forName("org.apache.spark.internal.config.ConfigEntry$");
    Object known = entries.getMethod("knownConfigs").invoke(entries.getField("MODULE$").get(null));
    for (Object each : ((Map<?, ?>) known).keySet()) {
      if (((String) each).startsWith("spark.")) {
        SPARKS.add((String) each);
      }
    }
    assertThat(SPARKS).hasSizeGreaterThan(700);
  }

  @Test
  void theListHasAllThatSparkRegisters() {
    Set<String> missing = new TreeSet<>(SPARKS);
    missing.removeAll(KnownKeys.load().all());
    missing.removeIf(
        each -> each.startsWith("spark.test") || each.startsWith("spark.sql.catalog."));

    assertThat(missing).isEmpty();
  }

  @Test
  void noSettingOfSparkIsTakenForAMistake() {
    KnownKeys known = KnownKeys.load();

    assertThat(SPARKS).allMatch(each -> known.meant(each).isEmpty());
    assertThat(io.sparkvitals.model.EnvironmentKeys.all())
        .allMatch(each -> known.meant(each).isEmpty());
  }

  @Test
  void oldNamesAreReadByTheNewAndGoneOnesAreNot() {
    RetiredKey.all()
        .forEach(
            (key, retired) -> {
              boolean read =
                  !retired.instead().isEmpty()
                      && new SparkConf(false).set(key, "7").contains(retired.instead());
              assertThat(read).as(key).isEqualTo(retired.stillRead());
              assertThat(SPARKS).as(key).doesNotContain(key);
              if (retired.stillRead() || SPARKS.contains(retired.instead())) {
                assertThat(KnownKeys.load().all()).as(key).contains(retired.instead());
              }
            });
  }
}
