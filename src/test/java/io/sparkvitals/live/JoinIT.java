package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real application is told of its joins, live and from its event log. */
class JoinIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  @RegisterExtension
  static final SparkClusterExtension SPARK_4 = SparkClusterExtension.of("4.2.0", "2.13");

  private static final String TOPIC = "joins";
  private static final String THRESHOLD = "spark.sql.autoBroadcastJoinThreshold";

  private static TwoReports reports(
      SparkClusterExtension spark, String what, Map<String, String> settings)
      throws IOException, InterruptedException {
    SparkSubmissionBuilder submission =
        WatchedApplication.watched(spark.cluster(), "JoinJob")
            .conf("spark.executor.cores", "2")
            .conf("spark.executor.memory", "640m")
            .conf("spark.cores.max", "2")
            .conf("spark.sql.shuffle.partitions", "4")
            .driverMemory("1g")
            .arguments(what);
    settings.forEach(submission::conf);
    return TwoReports.of(spark.cluster(), submission, application -> {});
  }

  @Test
  void aSmallSideIsToBeBroadcastAndIsOnceTheAdviceIsTaken() throws Exception {
    JsonNode advice = reports(SPARK, "small", Map.of(THRESHOLD, "-1")).only(TOPIC);

    assertThat(advice.path("finding").asText())
        .isEqualTo(
            "Both sides were shuffled and sorted, although one has only 16 kB against 146 MB.");
    assertThat(advice.path("evidence").path(0).asText())
        .startsWith("left side (Range) of the Inner join: 146 MB shuffled by stage ");
    Map<String, String> settings = TwoReports.settings(advice);
    assertThat(settings).isEqualTo(Map.of(THRESHOLD, "16m"));

    assertThat(reports(SPARK, "small", settings).advice(TOPIC)).isEmpty();
  }

  @Test
  void aSideThatIsFoundSmallTooLateIsNamed() throws Exception {
    JsonNode advice = reports(SPARK_4, "late", Map.of()).only(TOPIC);

    assertThat(advice.path("about").asText()).startsWith("broadcast hash join");
    assertThat(advice.path("finding").asText()).contains("only after both sides had been shuffled");
    assertThat(TwoReports.settings(advice)).isEmpty();
  }

  @Test
  void aLargeBroadcastIsTooMuchForTheHeap() throws Exception {
    JsonNode advice = reports(SPARK, "large", Map.of()).only(TOPIC);

    assertThat(advice.path("finding").asText())
        .matches("268 MB were broadcast: .* 40 % of the smallest heap\\.");
    assertThat(advice.path("recommendation").path("text").asText())
        .startsWith("Let the join shuffle");
  }
}
