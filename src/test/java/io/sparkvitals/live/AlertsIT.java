package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import io.sparkvitals.cluster.WebhookReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real illnesses on a real cluster arrive at real receivers, and a healthy job raises nothing. */
class AlertsIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

  private WebhookReceiver receiver;

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = WebhookReceiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.close();
  }

  private SparkSubmissionBuilder told(String job) throws IOException {
    SparkCluster cluster = SPARK.cluster();
    return WatchedApplication.watched(cluster, job)
        .conf("spark.executor.cores", "2")
        .conf("spark.executor.memory", "640m")
        .conf("spark.executor.heartbeatInterval", "1s")
        .conf("spark.sql.shuffle.partitions", "24")
        .conf("spark.sql.adaptive.coalescePartitions.enabled", "false")
        .conf("spark.vitals.channel.hook.type", "webhook")
        .conf("spark.vitals.channel.hook.secretUrl", receiver.uri("/hook").toString())
        .conf("spark.vitals.channel.chat.type", "slack")
        .conf("spark.vitals.channel.chat.secretUrl", receiver.uri("/slack").toString())
        .conf("spark.vitals.channel.duty.type", "pagerduty")
        .conf("spark.vitals.channel.duty.url", receiver.uri("/").toString())
        .conf("spark.vitals.channel.duty.secretRoutingKey", ROUTING_KEY);
  }

  private void run(SparkSubmissionBuilder submission) throws IOException, InterruptedException {
    try (SparkSubmission application = submission.start()) {
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }
  }

  private List<JsonNode> bodies(String path) throws IOException {
    List<JsonNode> bodies = new ArrayList<>();
    for (WebhookReceiver.Received each : receiver.requests()) {
      if (each.path().startsWith(path)) {
        bodies.add(JSON.readTree(each.body()));
      }
    }
    return bodies;
  }

  /** How often each rule fired at the webhook. */
  private Map<String, Integer> fired() throws IOException {
    Map<String, Integer> fired = new TreeMap<>();
    for (JsonNode body : bodies("/hook")) {
      for (JsonNode alert : body.path("alerts")) {
        if (alert.path("status").asText().equals("firing")) {
          fired.merge(alert.path("labels").path("alertname").asText(), 1, Integer::sum);
        }
      }
    }
    return fired;
  }

  @Test
  void aHealthyJobRaisesNothing() throws Exception {
    run(told("HealthyJob"));

    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void aFailedJobIsToldOnceToEveryChannel() throws Exception {
    run(told("FailingJob"));

    assertThat(fired()).containsEntry("job-failed", 1);
    JsonNode alert = bodies("/hook").get(0).path("alerts").path(0);
    assertThat(alert.path("labels").path("severity").asText()).isEqualTo("critical");
    assertThat(alert.path("annotations").path("recommendation").asText()).isNotBlank();
    assertThat(bodies("/slack").toString()).contains("IllegalStateException", "failing");
    JsonNode page = bodies("/v2/enqueue").get(0);
    assertThat(page.path("event_action").asText()).isEqualTo("trigger");
    assertThat(page.path("routing_key").asText()).isEqualTo(ROUTING_KEY);
    assertThat(page.path("dedup_key").asText()).isNotBlank().hasSizeLessThanOrEqualTo(255);
    assertThat(page.path("payload").path("severity").asText()).isEqualTo("critical");
  }

  @Test
  void anExecutorThatDiesIsToldOnceWithItsClass() throws Exception {
    Path data = SPARK.cluster().workspace().newDirectory("returns");
    run(
        told("RetailJob")
            .arguments("--data", data.toString(), "--scale", "0.02", "--steps", "load"));
    receiver.requests().forEach(each -> assertThat(each.body()).doesNotContain("executor-lost"));

    run(
        told("RetailJob")
            .arguments("--data", data.toString(), "--scale", "0.02", "--steps", "returns"));

    assertThat(fired()).containsEntry("executor-lost", 1);
    String told = bodies("/hook").toString();
    assertThat(told).contains("memory_kill", "137");
  }
}
