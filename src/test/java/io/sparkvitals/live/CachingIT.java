package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.SparkClusterExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real application is told of its cached data, live and from its event log. */
class CachingIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  /** The advice on cached data of the live report and of the replay. */
  private static List<List<JsonNode>> advice(int reads) throws Exception {
    TwoReports reports =
        TwoReports.of(
            SPARK.cluster(),
            WatchedApplication.watched(SPARK.cluster(), "CachingJob")
                .conf("spark.executor.cores", "2")
                .conf("spark.executor.memory", "768m")
                .conf("spark.eventLog.logBlockUpdates.enabled", "true")
                .arguments(Integer.toString(reads)),
            application -> {});
    return reports.both().stream().map(each -> TwoReports.advice(each, "caching")).toList();
  }

  @Test
  void whatIsCachedAndNeverReadIsNotToBeCached() throws Exception {
    assertThat(advice(0))
        .allSatisfy(
            advice ->
                assertThat(advice)
                    .singleElement()
                    .satisfies(
                        each -> {
                          assertThat(each.path("about").asText()).matches("RDD \\d+ \\(rows\\)");
                          assertThat(each.path("certainty").asText()).isEqualTo("high");
                          assertThat(each.path("evidence").path(0).asText())
                              .startsWith("held up to 101 MB")
                              .endsWith("; 0 later stages with it");
                          assertThat(each.path("recommendation").path("text").asText())
                              .startsWith("Remove its cache() or persist():");
                        }));
  }

  @Test
  void whatIsReadFourTimesIsWellCached() throws Exception {
    assertThat(advice(4)).allSatisfy(advice -> assertThat(advice).isEmpty());
  }
}
