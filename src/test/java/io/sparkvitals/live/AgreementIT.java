package io.sparkvitals.live;

import io.sparkvitals.cluster.SparkClusterExtension;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The agent's figures at the end of a real application equal Spark's own, on both Sparks. */
@DisplayNameGeneration(DisplayNameGenerator.Standard.class)
class AgreementIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK_3 = SparkClusterExtension.of("3.5.9", "2.12");

  @RegisterExtension
  static final SparkClusterExtension SPARK_4 = SparkClusterExtension.of("4.2.0", "2.13");

  @Test
  void figuresThatPrometheusScrapedEqualSparksOwnOnSpark3() throws Exception {
    Agreement.checkThroughPrometheus(SPARK_3.cluster());
  }

  @Test
  void figuresEqualSparksOwnOnSpark4() throws Exception {
    Agreement.check(SPARK_4.cluster());
  }
}
