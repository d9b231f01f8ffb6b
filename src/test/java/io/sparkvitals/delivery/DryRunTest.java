package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.alerts.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels that write to a file, by their kind or in a dry run. */
class DryRunTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private final ObjectMapper json = new ObjectMapper();

  @TempDir private Path dir;

  private JsonNode line(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(1);
    return json.readTree(lines.get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "slack, secretUrl, https://hooks/S3CRET",
    "teams, secretUrl, https://flow/S3CRET",
    "pagerduty, secretRoutingKey, 0123456789abcdef0123456789abcdef",
    "opsgenie, secretApiKey, S3CRET",
    "webhook, secretUrl, https://hook/S3CRET",
    "alertmanager, url, http://am/alerts",
  })
  void anyChannelWritesWhatItWouldSend(String type, String key, String value) throws IOException {
    Path file = dir.resolve("a/b.jsonl");
    AlertChannel channel =
        Told.channel("type", type, key, value, "dryRun", "true", "path", file.toString());

    assertThat(channel.local()).isTrue();
    assertThat(channel.deliver(Message.of(Told.firing()), new NoTransport()).delivered()).isTrue();
    assertThat(line(file).path("channel").asText()).isEqualTo("ops");
    assertThat(line(file).path("type").asText()).isEqualTo(type);
    assertThat(line(file).path("body").isEmpty()).isFalse();
    assertThat(Files.readString(file)).doesNotContain("S3CRET").doesNotContain(KEY);
  }

  @Test
  void aSecretInABodyIsHiddenInADryRun() throws IOException {
    Path file = dir.resolve("dry");
    AlertChannel channel =
        Told.channel(
            "type",
            "pagerduty",
            "secretRoutingKey",
            KEY,
            "dryRun",
            "true",
            "path",
            file.toString());
    channel.deliver(Message.of(Told.firing()), new NoTransport());

    assertThat(line(file).at("/body/routing_key").asText()).isEqualTo("***");
    assertThat(line(file).at("/body/event_action").asText()).isEqualTo("trigger");
  }

  @Test
  void withoutAPathADryRunWritesToTheLog() {
    AlertChannel channel =
        Told.channel("type", "slack", "secretUrl", "https://hooks/S3CRET", "dryRun", "true");

    try (CapturedLog log = new CapturedLog()) {
      channel.deliver(Message.of(Told.firing()), new NoTransport());

      assertThat(log.all())
          .startsWith("INFO Spark Vitals, dry run: {\"channel\":\"ops\",\"type\":\"slack\"")
          .doesNotContain("S3CRET");
    }
  }

  @Test
  void aFileHasALineForEachNotification() throws IOException {
    Path file = dir.resolve("alerts.jsonl");
    AlertChannel channel = Told.channel("type", "file", "path", file.toString());
    Dispatcher dispatcher =
        new Dispatcher(
            List.of(channel), 10, new NoTransport(), new ManualTime().timing(), new Outcomes());

    dispatcher.send(List.of(Told.group(3), Told.digest(), Message.of(Told.over(1))));
    dispatcher.close(Duration.ZERO);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .isEqualTo(
            new String(
                new WebhookFormat("ops").body(Message.of(Told.group(3).first())),
                StandardCharsets.UTF_8));
    assertThat(json.readTree(lines.get(3)).path("status").asText()).isEqualTo("resolved");
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidOnce() throws IOException {
    Path blocked = Files.writeString(dir.resolve("plain"), "");
    AlertChannel channel =
        Told.channel("type", "file", "path", blocked.resolve("alerts").toString());
    Outcomes outcomes = new Outcomes();
    Dispatcher dispatcher =
        new Dispatcher(
            List.of(channel), 10, new NoTransport(), new ManualTime().timing(), outcomes);

    try (CapturedLog log = new CapturedLog()) {
      dispatcher.send(Told.each(Told.warning(1), Told.warning(2)));

      assertThat(outcomes.awaitSettled(2)).containsOnly("file failed");
      assertThat(log.lines().stream().filter(line -> line.startsWith("WARN"))).hasSize(1);
    }
  }

  @Test
  void aFileStopsAtItsLimit() throws IOException {
    Path path = dir.resolve("small");
    LineFile file = new LineFile(path, 10);
    file.append("12345".getBytes(StandardCharsets.UTF_8));

    assertThat(catchThrowable(() -> file.append(new byte[5]))).hasMessageContaining("limit");
    assertThat(path).hasContent("12345");
  }
}
