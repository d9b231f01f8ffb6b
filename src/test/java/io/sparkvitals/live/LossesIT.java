package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import io.sparkvitals.cluster.WebhookReceiver;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real cluster can lose is one alert each, with its class, its cause and its fix. */
class LossesIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final ObjectMapper JSON = new ObjectMapper();

  private WebhookReceiver receiver;

  @BeforeEach
  void startReceiver() throws IOException {
    receiver = WebhookReceiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.close();
  }

  private SparkSubmissionBuilder losing(String way) throws IOException {
    return losing(way, SPARK.cluster().workspace().newDirectory(way).resolve("died").toString());
  }

  private SparkSubmissionBuilder losing(String way, String how) throws IOException {
    return WatchedApplication.watched(SPARK.cluster(), "LossJob")
        .arguments(way, how)
        .conf("spark.executor.cores", "2")
        .conf("spark.executor.memory", "640m")
        .conf("spark.executor.heartbeatInterval", "1s")
        .conf("spark.vitals.alerts.wait", "2s")
        .conf("spark.vitals.channel.hook.type", "webhook")
        .conf("spark.vitals.channel.hook.secretUrl", receiver.uri("/hook").toString());
  }

  private void run(SparkSubmissionBuilder submission) throws IOException, InterruptedException {
    try (SparkSubmission application = submission.start()) {
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }
  }

  /** All alerts that came, in their order. */
  private List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (WebhookReceiver.Received each : receiver.requests()) {
      JSON.readTree(each.body()).path("alerts").forEach(alerts::add);
    }
    return alerts;
  }

  /** How many alerts of each rule came; one that was told again, with its cause, is still one. */
  private Map<String, Integer> count(String status) throws IOException {
    Map<String, Set<String>> alerts = new TreeMap<>();
    for (JsonNode alert : alerts()) {
      if (alert.path("status").asText().equals(status)) {
        alerts
            .computeIfAbsent(
                alert.path("labels").path("alertname").asText(), rule -> new TreeSet<>())
            .add(alert.path("fingerprint").asText());
      }
    }
    Map<String, Integer> count = new TreeMap<>();
    alerts.forEach((rule, fingerprints) -> count.put(rule, fingerprints.size()));
    return count;
  }

  private JsonNode only(String rule) throws IOException {
    assertThat(count("firing")).containsOnly(Map.entry(rule, 1));
    assertThat(count("resolved")).containsOnly(Map.entry(rule, 1));
    return alerts().get(0);
  }

  private static String text(JsonNode alert) {
    return alert.path("annotations").toString();
  }

  @ParameterizedTest
  @CsvSource({
    "sigkill, 137, memory_kill (not certain), SPARK_WORKER_MEMORY",
    "out-of-memory, 52, memory_kill\\n, --conf spark.executor.memory="
  })
  void aKilledExecutorIsOneIncident(String way, String code, String lossClass, String cure)
      throws Exception {
    run(losing(way));

    JsonNode alert = only("executor-lost");
    assertThat(alert.path("labels").path("severity").asText()).isEqualTo("critical");
    assertThat(text(alert)).contains(code, "class " + lossClass, cure);
  }

  @Test
  void lostShuffleFilesAreOneRetriedStage() throws Exception {
    run(losing("shuffle"));

    assertThat(text(only("stage-retried"))).contains("fetch");
  }

  @Test
  void aDecommissionedExecutorIsSaidAndCallsNobody() throws Exception {
    run(
        losing("decommission")
            .conf("spark.decommission.enabled", "true")
            .conf("spark.storage.decommission.enabled", "true"));

    JsonNode alert = only("executor-lost");
    assertThat(alert.path("labels").path("severity").asText()).isEqualTo("info");
    assertThat(text(alert)).contains("class decommissioned", "node goes away");
  }

  @Test
  void aStragglerIsToldWhileItRunsAndIsOverWithItsStage() throws Exception {
    AtomicReference<Instant> over = new AtomicReference<>(Instant.MAX);
    try (SparkSubmission application =
        losing("straggler", "25000")
            .conf("spark.vitals.rule.task-skew-high.guard.longestTaskSeconds", "5s")
            .conf("spark.vitals.rule.task-skew-high.guard.longestExcessSeconds", "3s")
            .conf("spark.vitals.alerts.wait", "0")
            .onStdout(
                line -> {
                  if (line.contains("JOB straggled")) {
                    over.set(Instant.now());
                  }
                })
            .start()) {
      assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
    }

    JsonNode alert = only("task-skew-high");
    assertThat(receiver.requests().get(0).at()).isBefore(over.get());
    assertThat(text(alert)).contains("1 of 24 tasks", "127.0.0.");
  }
}
