package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sparkvitals.cluster.Await;
import io.sparkvitals.cluster.Peer;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a job pushed at its end is still there when the job is not. */
class PushIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final String SUCCEEDED =
      "sparkvitals_tasks_completed_total{job=\"nightly\",outcome=\"succeeded\"}";

  private static SparkSubmissionBuilder job(String type, String url) throws IOException {
    SparkCluster cluster = SPARK.cluster();
    return WatchedApplication.watched(cluster, "TotalsJob")
        .conf("spark.vitals.port", "off")
        .conf("spark.vitals.push.type", type)
        .conf("spark.vitals.push.url", url)
        .conf("spark.vitals.push.job", "nightly")
        .arguments(cluster.workspace().newDirectory("totals").toString());
  }

  private static String run(SparkSubmissionBuilder submission) throws Exception {
    try (SparkSubmission application = submission.start()) {
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
      return Files.readString(application.stderr());
    }
  }

  private static Path home(String name) throws IOException {
    return SPARK.cluster().workspace().newDirectory(name);
  }

  @Test
  void pushgatewayKeepsTheLastPageOfAJobUntilItIsDeleted() throws Exception {
    try (Peer gateway = Peer.pushgateway(home("pushgateway"))) {
      run(job("pushgateway", gateway.url()));

      List<String> series = gateway.get("/metrics").lines().toList();
      assertThat(series)
          .anyMatch(
              each ->
                  each.matches(
                      "sparkvitals_tasks_completed_total\\{app_id=\"[^\"]+\",app_name=\"[^\"]+\","
                          + "instance=\"\",job=\"nightly\",outcome=\"succeeded\"} [1-9]\\d*"))
          .anyMatch(each -> each.startsWith("sparkvitals_application_end_timestamp_seconds"));
      try (Peer prometheus =
          Peer.prometheus(
              home("prometheus"),
              """
                - job_name: pushgateway
                  honor_labels: true
                  static_configs: [{targets: ["%s"]}]
              """
                  .formatted(gateway.url().substring("http://".length())))) {
        JsonNode tasks = prometheus.await(SUCCEEDED, result -> !result.isEmpty());
        assertThat(Peer.value(tasks)).isPositive();
        String group = tasks.path(0).path("metric").path("app_id").asText();

        gateway.send("/metrics/job/nightly/app_id/" + group, "DELETE");

        assertThat(gateway.get("/metrics")).doesNotContain("sparkvitals_");
        prometheus.await(SUCCEEDED, JsonNode::isEmpty);
      }
    }
  }

  @Test
  void pushgatewayForgetsAJobAfterTheDelayThatItAskedFor() throws Exception {
    try (Peer gateway = Peer.pushgateway(home("forgetful-pushgateway"));
        SparkSubmission application =
            job("pushgateway", gateway.url())
                .conf("spark.vitals.push.deleteAfter", "8s")
                .conf("spark.vitals.shutdown.timeout", "2s")
                .start()) {
      Await.until(
          "the last push",
          WatchedApplication.LONG,
          () -> gateway.get("/metrics"),
          page -> page.contains("sparkvitals_application_end_timestamp_seconds"));
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();

      assertThat(gateway.get("/metrics")).doesNotContain("sparkvitals_");
      assertThat(Files.readString(application.stderr())).doesNotContain("left behind");
    }
  }

  @Test
  void victoriaMetricsKeepsTheCourseOfAJobAndItsEnd() throws Exception {
    Path home = home("victoriametrics");
    Path password = Files.writeString(home.resolve("password"), "hunter2\n");
    try (Peer victoria = Peer.victoriaMetrics(home, "spark", "hunter2")) {
      String log =
          run(
              job("victoriametrics", victoria.url())
                  .conf("spark.vitals.push.user", "spark")
                  .conf("spark.vitals.push.secretPasswordFile", password.toString())
                  .conf("spark.vitals.push.interval", "1s"));

      assertThat(log).doesNotContain("not pushed");
      JsonNode end =
          victoria.await(
              "last_over_time(sparkvitals_application_end_timestamp_seconds{job=\"nightly\"}[1h])",
              result -> !result.isEmpty());
      assertThat(Peer.value(end)).isGreaterThan(1.5e9);
      assertThat(Peer.value(victoria.query("last_over_time(" + SUCCEEDED + "[1h])"))).isPositive();
      assertThat(
              Peer.value(
                  victoria.query(
                      "last_over_time(sparkvitals_agent_push_total{outcome=\"delivered\"}[1h])")))
          .isPositive();
    }
  }

  @Test
  void receiverThatIsNotThereCostsOneLine() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }

    String log =
        run(
            job("pushgateway", "http://127.0.0.1:" + nobody)
                .conf("spark.vitals.push.secretToken", "hunter2"));

    assertThat(log.lines().filter(line -> line.contains("not pushed")))
        .singleElement()
        .asString()
        .endsWith("the metrics were not pushed to the pushgateway: no connection");
    assertThat(log).doesNotContain("hunter2");
  }
}
