package io.sparkvitals.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.cluster.SparkCluster;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Secrets in every place where one can be set, receivers that fail in every way and repeat what
 * they were sent: none of the secrets is anywhere that people can look.
 */
class SecretsIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK = SparkClusterExtension.of("3.5.9", "2.12");

  /** What stands in every planted secret. */
  private static final String MARK = "S3CR3T";

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> planted = new ArrayList<>();
  private final List<String> shownBySpark = new ArrayList<>();
  private final Map<String, String> found = new LinkedHashMap<>();
  private Path home;

  /** A secret unlike any other, of 32 characters, which also is base64. */
  private String secret() {
    String secret = String.format("%sx%025d", MARK, planted.size()).substring(0, 32);
    planted.add(secret);
    return secret;
  }

  private void channel(String name, String type, String... more) {
    settings.put("spark.vitals.channel." + name + ".type", type);
    for (int i = 0; i < more.length; i += 2) {
      settings.put("spark.vitals.channel." + name + "." + more[i], more[i + 1]);
    }
  }

  private String inFile(String name, String value) throws IOException {
    return Files.writeString(home.resolve(name), value + "\n").toString();
  }

  private String inVariable(String name, String value) {
    environment.put(name, value);
    return name;
  }

  private void plant(EchoingReceiver receiver) throws IOException {
    channel("refused", "slack", "secretUrl", receiver.url("/404/" + secret()));
    channel("gone", "slack", "secretUrlEnv", inVariable("GONE", receiver.url("/410/" + secret())));
    channel("broken", "teams", "secretUrlFile", inFile("broken", receiver.url("/500/" + secret())));
    channel(
        "duty",
        "pagerduty",
        "url",
        receiver.url("/400"),
        "secretRoutingKeyFile",
        inFile("duty", secret()));
    channel("slow", "opsgenie", "url", receiver.url("/429"), "secretApiKey", secret());
    channel(
        "elsewhere", "webhook",
        "secretUrl", receiver.url("/302/" + secret()),
        "secretToken", secret(),
        "secretHeader.X-Api-Key", secret(),
        "secretSigningKey", "whsec_" + secret());
    channel(
        "basic", "webhook", "url", receiver.url("/401"), "user", "me", "secretPassword", secret());
    channel("cut", "webhook", "secretUrl", receiver.url("/0/" + secret()));
    channel("tls", "webhook", "secretUrl", "https://127.0.0.1:" + receiver.port() + "/" + secret());
    channel("closed", "webhook", "secretUrl", "http://127.0.0.1:1/" + secret());
    channel("nowhere", "webhook", "secretUrl", "http://" + secret() + ".invalid/");
    channel("nourl", "webhook", "secretUrl", "ht!tp:// " + secret());
    channel(
        "userinfo",
        "webhook",
        "secretUrl",
        receiver.url("/403").replace("//", "//u:" + secret() + "@"));
    channel(
        "am",
        "alertmanager",
        "secretUrl",
        receiver.url("/503/" + secret()),
        "secretToken",
        secret());
    channel("short", "pagerduty", "secretRoutingKey", secret() + "-too-long");
    channel("unsigned", "webhook", "url", receiver.url("/200"), "secretSigningKey", "%" + secret());
    channel("fine", "slack", "secretUrl", receiver.url("/200/" + secret()));
    channel(
        "tried",
        "slack",
        "secretUrl",
        receiver.url("/200/" + secret()),
        "dryRun",
        "true",
        "path",
        home.resolve("tried.jsonl").toString());
    channel(
        "shown",
        "webhook",
        "secretUrl",
        receiver.url("/200/" + secret()),
        "dryRun",
        "true",
        "secretToken",
        secret());
    channel("typo", "slack", "secretUlr", receiver.url("/200/" + secret()));
    channel("variable", "slack", "secretUrlEnv", secret());
    channel("nofile", "slack", "secretUrlFile", home.resolve("none").toString());
    channel("kept", "file", "path", home.resolve("kept.jsonl").toString());
    settings.put("spark.vitals.push.type", "pushgateway");
    settings.put("spark.vitals.push.secretUrl", receiver.url("/403/" + secret()));
    settings.put("spark.vitals.push.secretTokenFile", inFile("push", secret()));
    settings.put("spark.vitals.report.dir", home.resolve("reports").toString());
  }

  /** Looks at what the agent wrote. */
  private void look(String where, String text) {
    look(where, text, line -> true);
  }

  /** Looks at what Spark wrote, who shows JVM options and paths as they are. */
  private void lookAtSparks(String where, String text) {
    look(where, text, line -> line.matches("\\S+ \\S+ [A-Z]+ io\\.sparkvitals.*"));
  }

  private void look(String where, String text, Predicate<String> ours) {
    assertThat(text).as(where + " is empty").isNotBlank();
    text.lines()
        .filter(line -> leaks(ours.test(line) ? line : withoutShownBySpark(line)))
        .findFirst()
        .ifPresent(line -> found.put(where, line.length() > 600 ? line.substring(0, 600) : line));
  }

  private String withoutShownBySpark(String line) {
    String rest = line;
    for (String each : shownBySpark) {
      rest = rest.replace(each, "");
    }
    return rest;
  }

  private boolean leaks(String line) {
    return line.contains(MARK) || encoded(line);
  }

  /** Basic authentication hides a password from nobody. */
  private boolean encoded(String line) {
    return planted.stream()
        .map(each -> "me:" + each)
        .map(each -> Base64.getEncoder().encodeToString(each.getBytes(StandardCharsets.UTF_8)))
        .anyMatch(line::contains);
  }

  private void lookAt(URI page) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    look(page.getPath(), answer.body());
  }

  private void lookInto(Path directory, BiConsumer<String, String> look) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (!text.isBlank()) {
          look.accept(directory.relativize(file).toString(), text);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Test
  void noneIsAnywhereThatPeopleCanLook() throws Exception {
    SparkCluster cluster = SPARK.cluster();
    home = cluster.workspace().newDirectory("secrets");
    Path keys = home;
    Path seen = cluster.workspace().newDirectory("seen");
    Path events = cluster.workspace().newDirectory("secret-events");
    Path log4j =
        Files.writeString(
            cluster.workspace().newDirectory("log4j").resolve("log4j2.properties"),
            """
            rootLogger.level = info
            rootLogger.appenderRef.out.ref = err
            appender.err.type = Console
            appender.err.name = err
            appender.err.target = SYSTEM_ERR
            appender.err.layout.type = PatternLayout
            appender.err.layout.pattern = %d %p %c: %m%n%ex
            logger.vitals.name = io.sparkvitals
            logger.vitals.level = trace
            """);
    try (EchoingReceiver receiver = EchoingReceiver.start()) {
      plant(receiver);
      settings.replaceAll(
          (key, value) ->
              key.endsWith(".path") || key.endsWith("report.dir")
                  ? value.replace(keys.toString(), seen.toString())
                  : value);
      String option = secret();
      String address = secret();
      shownBySpark.addAll(List.of(option, address));
      SparkSubmissionBuilder submission =
          WatchedApplication.watched(cluster, "FailingJob")
              .driverJavaOptions(
                  "-Dlog4j.configurationFile=" + log4j.toUri(), "-Dmy.api_key=" + option)
              .executorJavaOptions("-Dmy.pwd=" + option)
              .conf("spark.vitals.rules.file", "s3a://key:" + address + "@bucket/rules.yml")
              .conf("spark.eventLog.enabled", "true")
              .conf("spark.eventLog.dir", events.toUri().toString())
              .conf("spark.vitals.alerts.wait", "0")
              .conf(settings);
      environment.forEach(submission::environment);
      try (SparkSubmission application = submission.start()) {
        URI metrics = WatchedApplication.metrics(application);
        application.awaitLogLine("job-failed", WatchedApplication.LONG);
        lookAt(metrics);
        lookAt(metrics.resolve("/"));
        lookAtSparks(
            "environment",
            application.awaitRest(WatchedApplication.LONG).get("environment").toString());
        assertThat(application.await(WatchedApplication.LONG)).as(application.tail()).isZero();
        lookAtSparks("stdout", Files.readString(application.stdout()));
        lookAtSparks("stderr", Files.readString(application.stderr()));
        failuresWereDriven(Files.readString(application.stderr()), receiver.seen());
      }
      lookInto(seen, this::look);
      lookInto(events, this::lookAtSparks);
      lookInto(cluster.workspace().logs(), this::lookAtSparks);
    }
    assertThat(found).isEmpty();
  }

  private void failuresWereDriven(String log, String seen) {
    assertThat(
            Stream.of(
                    "HTTP 404",
                    "HTTP 410",
                    "HTTP 500",
                    "HTTP 400",
                    "HTTP 302",
                    "HTTP 401",
                    "HTTP 403",
                    "channel tls",
                    "channel closed",
                    "channel cut",
                    "channel nowhere",
                    "channel am",
                    "channel.nourl",
                    "channel.short",
                    "channel.unsigned",
                    "channel.typo",
                    "channel.variable",
                    "channel.nofile",
                    "not pushed to the pushgateway: HTTP 403",
                    "spark.vitals.rules.file")
                .filter(each -> !log.contains(each)))
        .isEmpty();
    assertThat(log).doesNotContain("WARN io.sparkvitals.shaded");
    assertThat(planted.stream().filter(seen::contains).count()).isGreaterThanOrEqualTo(12);
  }
}
