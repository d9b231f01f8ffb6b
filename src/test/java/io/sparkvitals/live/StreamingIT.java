package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.cluster.Await;
import io.sparkvitals.cluster.MetricsPage;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real streaming query and a real cached table look like to Prometheus. */
class StreamingIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final Map<String, String> ORDERS = Map.of("query_name", "orders");

  @Test
  void queriesAndCachedDataHaveTheirFigures() throws Exception {
    SparkCluster cluster = SPARK.cluster();
    try (SparkSubmission application =
        WatchedApplication.watched(cluster, "StreamingJob")
            .conf("spark.sql.shuffle.partitions", "2")
            .arguments(cluster.workspace().newDirectory("checkpoint").toUri().toString(), "20000")
            .start()) {
      application.awaitLine("JOB looks good", WatchedApplication.LONG);
      // A batch may be empty; then its rate is 0, and its state is that of closed windows alone.
      MetricsPage page =
          Await.until(
              "a batch with rows and state",
              Duration.ofSeconds(20),
              () -> WatchedApplication.page(application),
              each ->
                  value(each, "processed_rows_per_second", ORDERS) > 0
                      && value(each, "state_rows", ORDERS) > 0
                      && value(each, "watermark_timestamp_seconds", ORDERS) > 0);

      assertThat(value(page, "batch_id", ORDERS)).isGreaterThanOrEqualTo(3);
      assertThat(value(page, "input_rows_total", ORDERS)).isPositive();
      assertThat(value(page, "processed_rows_per_second", ORDERS)).isPositive();
      assertThat(value(page, "state_rows", ORDERS)).isPositive();
      assertThat(value(page, "state_memory_bytes", ORDERS)).isPositive();
      assertThat(value(page, "watermark_timestamp_seconds", ORDERS)).isGreaterThan(1.5e9);
      assertThat(value(page, "last_progress_timestamp_seconds", ORDERS)).isGreaterThan(1.5e9);
      Map<String, String> whole = Map.of("query_name", "orders", "phase", "triggerExecution");
      assertThat(value(page, "batch_duration_seconds", whole)).isPositive();
      assertThat(page.named("sparkvitals_streaming_query_info", ORDERS))
          .singleElement()
          .satisfies(info -> assertThat(info.labels()).containsKeys("run_id", "query_id"));

      assertThat(page.sum("sparkvitals_rdd_partitions")).hasValue(4);
      assertThat(page.sum("sparkvitals_rdd_cached_partitions")).hasValue(4);
      assertThat(page.sum("sparkvitals_rdd_memory_bytes").orElse(0)).isPositive();
      assertThat(
              page.sum("sparkvitals_sql_executions_completed_total", Map.of("outcome", "succeeded"))
                  .orElse(0))
          .isGreaterThanOrEqualTo(2);
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }
  }

  private static double value(MetricsPage page, String name, Map<String, String> labels) {
    return page.sum("sparkvitals_streaming_" + name, labels).orElse(Double.NaN);
  }
}
