package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.SparkClusterExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real application is told of settings that it makes when Spark has read them. */
class LateSettingsIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  @RegisterExtension
  static final SparkClusterExtension SPARK_4 = SparkClusterExtension.of("4.2.0", "2.13");

  @Test
  void whatASecondBuilderAsksForIsToldToComeTooLate() throws Exception {
    for (SparkClusterExtension each : List.of(SPARK, SPARK_4)) {
      TwoReports reports =
          TwoReports.of(
              each.cluster(),
              WatchedApplication.watched(each.cluster(), "LateSettingsJob")
                  .master("local[2]")
                  .conf("spark.executor.memory", "1g"),
              application -> {});

      for (JsonNode report : reports.both()) {
        List<JsonNode> late = new ArrayList<>();
        for (JsonNode finding : report.path("audit")) {
          if (finding.path("check").asText().equals("set-too-late")) {
            late.add(finding);
          }
        }
        assertThat(late)
            .singleElement()
            .satisfies(
                finding ->
                    assertThat(finding.toString())
                        .contains(
                            "spark.executor.memory, spark.speculation were set by a session"));
      }
    }
  }
}
