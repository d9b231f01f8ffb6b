package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.Peer;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import io.sparkvitals.metrics.KeyStoreFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real Prometheus finds a real driver by its file, and its last values before it ends. */
class DiscoveryIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final String STAGES = "count(sparkvitals_stage_info)";
  private static final String ENDED =
      "last_over_time(sparkvitals_application_end_timestamp_seconds[10m])";

  private static SparkSubmissionBuilder job(Path targets) throws IOException {
    SparkCluster cluster = SPARK.cluster();
    return WatchedApplication.watched(cluster, "TotalsJob")
        .conf("spark.vitals.discovery.dir", targets.toString())
        .conf("spark.vitals.shutdown.linger", "4s")
        .arguments(cluster.workspace().newDirectory("totals").toString());
  }

  @Test
  void aDriverIsFoundScrapedToItsEndAndForgotten() throws Exception {
    Path home = SPARK.cluster().workspace().newDirectory("prometheus");
    Path targets = SPARK.cluster().workspace().newDirectory("targets");
    String scrape =
        """
          - job_name: spark
            file_sd_configs: [{files: ["%s/*.json"], refresh_interval: 1s}]
        """;
    try (Peer prometheus = Peer.prometheus(home, scrape.formatted(targets));
        SparkSubmission application = job(targets).start()) {
      prometheus.await("up", result -> Peer.value(result) == 1);
      assertThat(targets.toFile().list()).hasSize(1);

      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();

      assertThat(targets.toFile().list()).isEmpty();
      assertThat(Peer.value(prometheus.query(ENDED))).isGreaterThan(1.5e9);
      assertThat(
              Peer.value(
                  prometheus.query(
                      "sum(last_over_time(sparkvitals_tasks_completed_total{outcome=\"succeeded\"}"
                          + "[10m]))")))
          .isPositive();
      prometheus.await("up", JsonNode::isEmpty);
    }
  }

  @Test
  void aSecuredDriverIsFoundWithItsSchemeAndScrapedByWhoKnowsThePassword() throws Exception {
    Path home = SPARK.cluster().workspace().newDirectory("secured-prometheus");
    Path targets = SPARK.cluster().workspace().newDirectory("secured-targets");
    KeyStoreFile keys = KeyStoreFile.create(home, "pkcs12");
    Path password = Files.writeString(home.resolve("password"), "S3CR3T-scrape");
    Path keyPassword = Files.writeString(home.resolve("key-password"), KeyStoreFile.PASSWORD);
    String scrape =
        """
          - job_name: spark
            file_sd_configs: [{files: ["%1$s/*.json"], refresh_interval: 1s}]
            basic_auth: {username: prometheus, password_file: %2$s}
            tls_config: {ca_file: %3$s}
          - job_name: stranger
            file_sd_configs: [{files: ["%1$s/*.json"], refresh_interval: 1s}]
            tls_config: {ca_file: %3$s}
        """;
    try (Peer prometheus =
            Peer.prometheus(home, scrape.formatted(targets, password, keys.certificate()));
        SparkSubmission application =
            job(targets)
                .conf("spark.vitals.endpoint.user", "prometheus")
                .conf("spark.vitals.endpoint.secretPasswordFile", password.toString())
                .conf("spark.vitals.endpoint.keyStore", keys.path().toString())
                .conf("spark.vitals.endpoint.secretKeyStorePasswordFile", keyPassword.toString())
                .start()) {
      prometheus.await("up{job=\"spark\"}", result -> Peer.value(result) == 1);
      prometheus.await("up{job=\"stranger\"}", result -> Peer.value(result) == 0);
      application.awaitLogLine("metrics at https://127.0.0.1:", WatchedApplication.LONG);

      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();

      assertThat(Peer.value(prometheus.query(ENDED))).isGreaterThan(1.5e9);
      assertThat(Files.readString(application.stderr())).doesNotContain("S3CR3T");
    }
  }

  /** Prometheus answers with a series that is no more for five minutes, unless it saw it go. */
  @Test
  void aStageThatLeftThePageIsNoSeriesAnyMore() throws Exception {
    Path home = SPARK.cluster().workspace().newDirectory("stale-prometheus");
    Path targets = SPARK.cluster().workspace().newDirectory("stale-targets");
    String scrape =
        """
          - job_name: spark
            file_sd_configs: [{files: ["%s/*.json"], refresh_interval: 1s}]
        """;
    Path stay = home.resolve("go");
    try (Peer prometheus = Peer.prometheus(home, scrape.formatted(targets));
        SparkSubmission application =
            WatchedApplication.watched(SPARK.cluster(), "TotalsJob")
                .conf("spark.vitals.discovery.dir", targets.toString())
                .conf("spark.vitals.metrics.maxStages", "2")
                .arguments(home.resolve("totals").toString(), stay.toString())
                .start()) {
      application.awaitLine("JOB done", WatchedApplication.LONG);

      prometheus.await(STAGES, result -> Peer.value(result) <= 2);
      assertThat(Peer.value(prometheus.query("count(last_over_time(sparkvitals_stage_info[10m]))")))
          .isGreaterThan(2);

      Files.createFile(stay);
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }
  }
}
