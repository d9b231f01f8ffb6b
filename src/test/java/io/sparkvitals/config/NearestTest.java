package io.sparkvitals.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({
    "spark.vitals.prot, spark.vitals.port",
    "spark.vitals.Interval, spark.vitals.interval",
    "spark.vitals.metrics.maxStage, spark.vitals.metrics.maxStages",
    "spark.vitals.alert.repeat, spark.vitals.alerts.repeat",
    "spark.vitals.rule.gc-time-high.treshold, spark.vitals.rule.gc-time-high.threshold",
    "spark.vitals.rules.gc-time-high.threshold, spark.vitals.rule.gc-time-high.threshold",
    "spark.vitals.channel.ops.secreturl, spark.vitals.channel.ops.secretUrl",
    "spark.vitals.channel.ops.secretUrlEvn, spark.vitals.channel.ops.secretUrlEnv",
    "spark.vitals.channels.ops.tpye, spark.vitals.channel.ops.type"
  })
  void namesWhatWasMeant(String mistyped, String meant) {
    assertThat(Nearest.key(mistyped)).hasValue(meant);
  }

  @Test
  void namesNothingForWhatIsLikeNoKey() {
    assertThat(Nearest.key("spark.vitals.lineage.namespace.of.datasets")).isEmpty();
    assertThat(Nearest.key("spark.vitals.")).isEmpty();
  }
}
