package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.Replay;
import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import io.sparkvitals.cluster.WebhookReceiver;
import io.sparkvitals.replay.EventLog;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.html.HtmlReport;
import io.sparkvitals.report.json.JsonReport;
import io.sparkvitals.rules.RuleBook;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Personal data in every text of an application: none of it is in anything that the agent says. */
class PrivacyIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  private final Map<String, String> seen = new LinkedHashMap<>();

  private static String get(URI page) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private void replay(Path log) throws Exception {
    Report report =
        new Replay(RuleBook.standard(Map.of(), problem -> {}), 1_000)
            .of(EventLog.at(log.toString()), bytes -> {});
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ByteArrayOutputStream html = new ByteArrayOutputStream();
    JsonReport.write(report, json);
    HtmlReport.write(report, html);
    seen.put("replayed json", json.toString(StandardCharsets.UTF_8));
    seen.put("replayed html", html.toString(StandardCharsets.UTF_8));
  }

  @Test
  void personalDataIsInNothingThatTheAgentSays() throws Exception {
    SparkCluster cluster = SPARK.cluster();
    Path home = cluster.workspace().newDirectory("privacy");
    Path events = cluster.workspace().newDirectory("privacy-events");
    try (WebhookReceiver receiver = WebhookReceiver.start()) {
      SparkSubmissionBuilder submission =
          WatchedApplication.watched(cluster, "PrivacyJob")
              .conf("spark.vitals.redact.regex", "[\\w.]+@[\\w.]+|\\d{4}-\\d{4}-\\d{4}-\\d{4}")
              .conf("spark.vitals.alerts.wait", "0")
              .conf("spark.vitals.report.dir", home.toString())
              .conf("spark.eventLog.enabled", "true")
              .conf("spark.eventLog.dir", events.toUri().toString())
              .conf("spark.vitals.channel.hook.type", "webhook")
              .conf("spark.vitals.channel.hook.secretUrl", receiver.uri("/hook").toString())
              .conf("spark.vitals.channel.team.type", "slack")
              .conf("spark.vitals.channel.team.secretUrl", receiver.uri("/slack").toString());
      try (SparkSubmission application = submission.start()) {
        URI metrics = WatchedApplication.metrics(application);
        application.awaitLogLine("job-failed", WatchedApplication.LONG);
        seen.put("metrics", get(metrics));
        seen.put("landing page", get(metrics.resolve("/")));
        assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
        seen.put(
            "log",
            Files.readString(application.stderr())
                .lines()
                .filter(line -> line.contains("sparkvitals") || line.startsWith("  "))
                .collect(Collectors.joining("\n")));
      }
      seen.put(
          "alerts",
          receiver.requests().stream()
              .map(
                  each ->
                      new String(
                          each.body().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
              .collect(Collectors.joining("\n")));
    }
    try (Stream<Path> files = Files.list(home)) {
      for (Path each : files.toList()) {
        seen.put(each.getFileName().toString(), Files.readString(each));
      }
    }
    Path log = LiveEqualsReplay.only(events, "");
    replay(log);

    assertThat(seen).hasSizeGreaterThanOrEqualTo(8);
    assertThat(seen.values()).noneMatch(String::isBlank);
    for (String each : List.of("jane.doe", "4111-1111")) {
      assertThat(seen.entrySet().stream().filter(it -> it.getValue().contains(each)))
          .extracting(Map.Entry::getKey)
          .isEmpty();
    }
    assertThat(seen.get("alerts")).contains("redacted");
    assertThat(seen.get("replayed json")).contains("redacted");
  }
}
