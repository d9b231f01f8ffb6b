package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.cluster.Await;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.WebhookReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An option that no JVM takes: executors come and die for ever, and the application waits. */
class CrashLoopIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPTION = "-XX:G1NewSizePercent=30";
  private static final String FIX =
      "spark.executor.extraJavaOptions=-XX:+UnlockExperimentalVMOptions";

  private static List<JsonNode> starved(WebhookReceiver receiver) throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (WebhookReceiver.Received each : receiver.requests()) {
      for (JsonNode alert : JSON.readTree(each.body()).path("alerts")) {
        if (alert.path("labels").path("alertname").asText().equals("application-starved")) {
          alerts.add(alert);
        }
      }
    }
    return alerts;
  }

  /** How many executors ended with the JVM's complaint of the option. */
  private static long died(SparkCluster cluster) throws IOException {
    try (Stream<Path> files = Files.walk(cluster.workspace().directory())) {
      return files
          .filter(each -> each.endsWith("stderr") || each.endsWith("stdout"))
          .filter(each -> text(each).contains("'G1NewSizePercent' is experimental"))
          .count();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode report(Path reports) throws IOException {
    try (Stream<Path> files = Files.list(reports)) {
      Path json = files.filter(each -> each.toString().endsWith(".json")).findFirst().orElseThrow();
      return JSON.readTree(json.toFile());
    }
  }

  @Test
  void isToldWithTheOptionAndItsFixWhileTheApplicationWaits() throws Exception {
    SparkCluster cluster = SPARK.cluster();
    Path reports = cluster.workspace().newDirectory("crash-loop-reports");
    Path events = cluster.workspace().newDirectory("crash-loop-events");
    try (WebhookReceiver receiver = WebhookReceiver.start();
        SparkSubmission application =
            WatchedApplication.watched(cluster, "HealthyJob")
                .executorJavaOptions(OPTION)
                .conf("spark.executor.cores", "1")
                .conf("spark.executor.memory", "640m")
                .conf("spark.eventLog.enabled", "true")
                .conf("spark.eventLog.dir", events.toUri().toString())
                .conf("spark.vitals.report.dir", reports.toString())
                .conf("spark.vitals.rule.application-starved.threshold", "8s")
                .conf("spark.vitals.rule.application-starved.critical", "10m")
                .conf("spark.vitals.alerts.wait", "0")
                .conf("spark.vitals.channel.hook.type", "webhook")
                .conf("spark.vitals.channel.hook.secretUrl", receiver.uri("/hook").toString())
                .start()) {
      String begin = application.awaitLogLine("readiness score", Duration.ofMinutes(1));
      assertThat(begin).contains("1 critical");
      List<JsonNode> alerts =
          Await.until(
              "an alert on the application that waits",
              Duration.ofMinutes(1),
              () -> starved(receiver),
              all -> !all.isEmpty());

      String told = alerts.get(0).path("annotations").toString();
      assertThat(told).contains("No executor can start", OPTION, FIX, "Kill the application");
      assertThat(died(cluster)).as("executors that died").isGreaterThan(2);
      assertThat(application.isAlive()).as("the application waits").isTrue();
      assertThat(text(application.stderr()))
          .contains("WARN AuditLog: Spark Vitals: spark.executor");
      application.terminate();
      application.await(Duration.ofSeconds(30));
    }
    JsonNode finding = report(reports).path("audit").path(0);
    assertThat(finding.path("check").asText()).isEqualTo("jvm-option-locked");
    assertThat(finding.toString()).contains(OPTION, FIX);
    String replayed = command("replay", only(events).toString(), "--format", "json");
    assertThat(JSON.readTree(replayed).path("audit")).isEqualTo(report(reports).path("audit"));
  }

  @Test
  void isSaidBeforeAnythingRuns() throws Exception {
    Path file =
        Files.writeString(
            SPARK.cluster().workspace().newDirectory("checked").resolve("spark-defaults.conf"),
            "spark.executor.extraJavaOptions  " + OPTION + "\n");

    assertThat(command("check", file.toString()))
        .contains("1 critical", "critical: spark.executor.extraJavaOptions=" + OPTION, FIX)
        .doesNotContain("Nothing is wrong");
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> all =
          files.filter(each -> !each.getFileName().toString().startsWith(".")).toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  /** What the jar prints for a command line. */
  private static String command(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", WatchedApplication.agentJar().toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
