package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestAlertsCommandTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private final GivenTerminal given = new GivenTerminal();
  private final MockWebServer server = new MockWebServer();
  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private int run(String defaults, String... more) throws IOException {
    Path file = Files.writeString(directory.resolve("x.conf"), defaults);
    List<String> args = new ArrayList<>(List.of("test-alerts", file.toString()));
    args.addAll(List.of(more));
    return given.run(args.toArray(new String[0]));
  }

  private String slack() {
    return """
        spark.vitals.channel.log.enabled false
        spark.vitals.channel.team.type slack
        spark.vitals.channel.team.match severity>=critical
        spark.vitals.channel.team.secretUrl %s
        """
        .formatted(server.url("/S3CR3T"));
  }

  @Test
  void sendsAnAlertAndItsEndAndSaysWhatWasAnswered() throws Exception {
    server.enqueue(new MockResponse().setBody("ok"));
    server.enqueue(new MockResponse().setBody("ok"));

    assertThat(run(slack())).isEqualTo(0);
    assertThat(given.out())
        .isEqualTo(
            """
            team (slack), alert fires: taken, HTTP 200, 0 ms
            team (slack), alert over: taken, HTTP 200, 0 ms
            """);
    RecordedRequest fires = server.takeRequest();
    assertThat(fires.getBody().readUtf8()).contains("Test alert, nothing is wrong");
    assertThat(server.takeRequest().getBody().readUtf8()).contains("Resolved");
  }

  @Test
  void opensAndClosesOneIncidentOfPagerDuty() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(202));
    server.enqueue(new MockResponse().setResponseCode(202));
    String conf =
        """
        spark.vitals.channel.log.enabled false
        spark.vitals.channel.oncall.type pagerduty
        spark.vitals.channel.oncall.url %s
        spark.vitals.channel.oncall.secretRoutingKey %s
        """
            .formatted(server.url("/"), KEY);

    assertThat(run(conf, "--severity", "critical")).isEqualTo(0);
    String opens = server.takeRequest().getBody().readUtf8();
    String closes = server.takeRequest().getBody().readUtf8();
    assertThat(opens).contains("\"trigger\"", "\"critical\"");
    assertThat(closes).contains("\"resolve\"");
    assertThat(key(opens)).isEqualTo(key(closes));
  }

  private static String key(String body) {
    return body.replaceAll("(?s).*\"dedup_key\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void saysWhatAReceiverRefusedWithoutTheSecret() throws IOException {
    server.enqueue(new MockResponse().setResponseCode(404).setBody("no_service /S3CR3T"));
    server.enqueue(new MockResponse().setResponseCode(404).setBody("no_service"));

    assertThat(run(slack())).isEqualTo(1);
    assertThat(given.out())
        .contains("team (slack), alert fires: NOT taken, HTTP 404: no_service")
        .doesNotContain("S3CR3T");
  }

  @Test
  void saysThatNobodyIsThere() throws IOException {
    String conf = slack();
    server.close();

    assertThat(run(conf)).isEqualTo(1);
    assertThat(given.out()).contains("NOT taken, ").doesNotContain("S3CR3T");
  }

  @Test
  void theLogShowsHowTheAlertReads() throws IOException {
    assertThat(run("")).isEqualTo(0);
    assertThat(given.messages()).contains("Spark Vitals, ", "Test alert, nothing is wrong");
    assertThat(given.out()).contains("log (log), alert fires: written");
  }

  @Test
  void aDryRunSendsNothingAndShowsWhatItWouldSend() throws IOException {
    assertThat(run(slack() + "spark.vitals.channel.team.dryRun true\n")).isEqualTo(0);
    assertThat(server.getRequestCount()).isZero();
    assertThat(given.messages()).contains("dry run", "\"blocks\"").doesNotContain("S3CR3T");
  }

  @Test
  void aChannelThatCannotWorkIsAFailure() throws IOException {
    assertThat(run("spark.vitals.channel.team.type slack\n")).isEqualTo(1);
    assertThat(given.messages())
        .contains("warning: spark.vitals.channel.team: ", "is missing; the channel is off");
  }

  @Test
  void onlyTheChannelThatIsAskedForAndOneThatIsThere() throws IOException {
    assertThat(run(slack(), "--channel", "log")).isEqualTo(2);
    assertThat(given.messages()).contains("--channel log: no such channel works; there are team");
  }
}
