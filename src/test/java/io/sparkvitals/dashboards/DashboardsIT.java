package io.sparkvitals.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.Await;
import io.sparkvitals.cluster.JobJar;
import io.sparkvitals.cluster.Peer;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real job with failures, spill, skew and a lost executor and a real streaming query, scraped by
 * a real Prometheus: each query of each dashboard has something to show.
 */
class DashboardsIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final Duration LONG = Duration.ofMinutes(6);
  private static final Duration SCRAPES = Duration.ofSeconds(30);
  private static final List<String> AILMENTS =
      List.of("SparkTaskSkewHigh", "SparkTaskFailureRateHigh");
  private static final String PORT = "spark.vitals.port";
  private static final Path RULES = Path.of("agent/prometheus");

  @TempDir private Path dir;

  @Test
  void everyPanelShowsDataOfARealRun() throws Exception {
    SparkCluster cluster = SPARK.cluster();
    List<Integer> ports = List.of(Peer.freePort(), Peer.freePort());
    String scrape =
        """
          - job_name: spark
            static_configs: [{targets: ["127.0.0.1:%s", "127.0.0.1:%s"]}]
        """;
    try (Peer prometheus =
            Peer.prometheus(dir, scrape.formatted(ports.get(0), ports.get(1)), rules());
        SparkSubmission retail = retail(cluster).conf(PORT, ports.get(0).toString()).start()) {
      retail.awaitLine("JOB done", LONG);
      try (SparkSubmission streaming =
          streaming(cluster).conf(PORT, ports.get(1).toString()).start()) {
        streaming.awaitLine("JOB looks good", LONG);
        check(prometheus);
        alertsFire(prometheus);
      }
    }
  }

  /** As they are shipped, but that a task of 8 s counts as long, as in the demo. */
  private List<Path> rules() throws IOException {
    String shipped = Files.readString(RULES.resolve("sparkvitals-recording.rules.yml"));
    String lowered =
        shipped
            .replace("longest_task:seconds >= 30\n", "longest_task:seconds >= 8\n")
            .replace("{quantile=\"0.5\"}) >= 15\n", "{quantile=\"0.5\"}) >= 6\n");
    assertThat(lowered).isNotEqualTo(shipped);
    return List.of(
        Files.writeString(dir.resolve("recording.rules.yml"), lowered),
        RULES.resolve("sparkvitals-alerts.rules.yml"));
  }

  /** As the demo does: executors that are too small, and thresholds of a larger job lowered. */
  private SparkSubmissionBuilder retail(SparkCluster cluster) throws IOException {
    return watched(cluster, "RetailJob")
        .driverMemory("768m")
        .executorJavaOptions("-XX:TieredStopAtLevel=4")
        .conf("spark.vitals.cost.perCoreHour", "0.05")
        .conf("spark.vitals.cost.perGbHour", "0.006")
        .conf("spark.vitals.rule.spill-ratio-high.guard.spilledBytes", "20MB")
        .conf("spark.vitals.rule.spill-ratio-high.guard.processedBytes", "20MB")
        .conf("spark.executor.memory", "640m")
        .conf("spark.executor.cores", "2")
        .conf("spark.cores.max", "4")
        .conf("spark.executor.heartbeatInterval", "1s")
        .conf("spark.executor.metrics.pollingInterval", "500ms")
        .conf("spark.executor.processTreeMetrics.enabled", "true")
        .conf("spark.sql.shuffle.partitions", "24")
        .conf("spark.sql.adaptive.coalescePartitions.enabled", "false")
        .arguments("--data", cluster.workspace().newDirectory("data").toString())
        .arguments("--steps", "load,stores,history,ledger,rates,returns")
        .arguments("--stay-until", dir.resolve("stop").toString());
  }

  /** Beside the other one, without executors of its own. */
  private SparkSubmissionBuilder streaming(SparkCluster cluster) throws IOException {
    return watched(cluster, "StreamingJob")
        .master("local[2]")
        .conf("spark.sql.shuffle.partitions", "2")
        .arguments(cluster.workspace().newDirectory("checkpoint").toUri().toString(), "120000");
  }

  private static SparkSubmissionBuilder watched(SparkCluster cluster, String job)
      throws IOException {
    return cluster
        .submission()
        .name(job)
        .job(JobJar.of(job, cluster.home()))
        .jar(Path.of(System.getProperty("vitals.jar", "")))
        .conf("spark.extraListeners", "io.sparkvitals.VitalsListener")
        .conf("spark.vitals.host", "127.0.0.1")
        .conf("spark.vitals.interval", "1s");
  }

  private static void check(Peer prometheus) throws Exception {
    JsonNode runs =
        Await.until(
            "both applications",
            LONG,
            () -> prometheus.at(now(), "sparkvitals_application_start_timestamp_seconds"),
            found -> found.size() == 2);
    // The last figures have yet to be scraped, and rates have two of them.
    Await.until(
        "data for every panel", SCRAPES, () -> withoutData(prometheus, runs), List::isEmpty);
  }

  /** The queries of all dashboards that have nothing to show of any run. */
  private static List<String> withoutData(Peer prometheus, JsonNode runs)
      throws IOException, InterruptedException {
    long to = now();
    long from = to - 60;
    List<Map<String, String>> choices = new ArrayList<>();
    for (JsonNode run : runs) {
      from = Math.min(from, run.path("value").path(1).asLong());
    }
    for (JsonNode run : runs) {
      choices.add(values(run.path("metric").path("app_id").asText(), to - from));
    }
    List<String> without = new ArrayList<>();
    for (Dashboard dashboard : Dashboard.all()) {
      for (Query query : dashboard.queries()) {
        boolean found = false;
        for (Map<String, String> choice : choices) {
          found |= hasData(prometheus, query, query.filled(choice), from, to);
        }
        if (!found) {
          without.add(dashboard + ", " + query);
        }
      }
    }
    return without;
  }

  /** What the demo does wrong on purpose, by the rules as they are shipped. */
  private static void alertsFire(Peer prometheus) throws Exception {
    Await.until(
        "alerts for " + AILMENTS,
        SCRAPES,
        () -> firing(prometheus),
        names -> names.containsAll(AILMENTS));
    assertThat(firing(prometheus))
        .doesNotContain("SparkVitalsAgentStopped", "SparkVitalsEventsDropped");
  }

  /** The names of all alerts that fired. */
  private static List<String> firing(Peer prometheus) throws IOException, InterruptedException {
    String fired = "count by (alertname) (max_over_time(ALERTS{alertstate=\"firing\"}[15m]))";
    return Dashboard.stream(prometheus.query(fired))
        .map(each -> each.path("metric").path("alertname").asText())
        .toList();
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  /** What Grafana puts in for one run, with All for the other variables, at 1 s between scrapes. */
  private static Map<String, String> values(String run, long rangeSeconds) {
    Map<String, String> values = new TreeMap<>();
    for (Dashboard dashboard : Dashboard.all()) {
      for (JsonNode each : dashboard.variables()) {
        values.put(each.path("name").asText(), each.path("allValue").asText());
      }
    }
    values.put("app_id", run);
    values.put("__range", rangeSeconds + "s");
    values.put("__rate_interval", "4s");
    return values;
  }

  private static boolean hasData(Peer prometheus, Query query, String filled, long from, long now)
      throws IOException, InterruptedException {
    JsonNode result =
        query.instant() ? prometheus.at(now, filled) : prometheus.between(from, now, filled);
    return Dashboard.stream(result).anyMatch(DashboardsIT::hasNumber);
  }

  private static boolean hasNumber(JsonNode series) {
    List<JsonNode> points =
        series.has("value")
            ? List.of(series.path("value"))
            : Dashboard.stream(series.path("values")).toList();
    return points.stream().anyMatch(point -> Double.isFinite(number(point.path(1).asText())));
  }

  private static double number(String text) {
    return text.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }
}
