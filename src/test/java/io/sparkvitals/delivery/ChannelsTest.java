package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.alerts.Message;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.alerts.Story;
import io.sparkvitals.config.ChannelConfig;
import io.sparkvitals.rules.Given;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {
  private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

  private final List<String> problems = new ArrayList<>();
  private final OkHttpTransport transport = new OkHttpTransport(() -> Given.NOW);
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    transport.close();
    server.shutdown();
  }

  private String url() {
    return server.url("/services/T0KEN?key=S3CRET").toString();
  }

  private List<AlertChannel> channels(ChannelConfig... configs) {
    return new Channels(() -> Given.NOW, AlertLog.slf4j()).of(List.of(configs), problems::add);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slack | | | spark.vitals.channel.ops.secretUrl (or …Env, or …File) is missing",
        "slack | secretUrl | ftp://h/T0KEN | the URL is no http or https URL",
        "slack | secretUrl | T0KEN | the URL is no http or https URL",
        "pagerduty | | | spark.vitals.channel.ops.secretRoutingKey (or …Env, or …File) is missing",
        "pagerduty | secretRoutingKey | T0KEN | spark.vitals.channel.ops.secretRoutingKey:"
            + " expected 32 characters, found 5",
        "webhook | | | spark.vitals.channel.ops.secretUrl (or …Env, or …File) is missing",
        "webhook | url | nowhere | the URL is no http or https URL",
      })
  void aChannelThatCannotWorkCostsOneLineAndIsOff(
      String type, String key, String value, String problem) {
    ChannelConfig config =
        key == null ? Told.config("type", type) : Told.config("type", type, key, value);

    assertThat(channels(config, Told.config("type", "log"))).hasSize(1);
    assertThat(problems)
        .containsExactly("spark.vitals.channel.ops: " + problem + "; the channel is off")
        .noneMatch(line -> line.contains("T0KEN"));
  }

  @Test
  void aSigningKeyThatIsNoKeyIsNotShown() {
    channels(
        Told.config(
            "type", "webhook", "url", url(), "secretSigningKey", "whsec_T0KEN!!not base64"));

    assertThat(problems)
        .containsExactly(
            "spark.vitals.channel.ops: spark.vitals.channel.ops.secretSigningKey: expected whsec_"
                + " and a key in base64; the channel is off");
  }

  @Test
  void aHeaderThatHttpCannotCarryIsNotShown() {
    channels(Told.config("type", "webhook", "url", url(), "secretToken", "T0KEN\u00e9"));

    assertThat(problems)
        .containsExactly(
            "spark.vitals.channel.ops: the value of header Authorization has a character that is"
                + " not ASCII; the channel is off");
  }

  @Test
  void aMatchThatMakesNoSenseCostsOneLine() {
    channels(Told.config("type", "log", "match", "colour=red"));

    assertThat(problems)
        .containsExactly(
            "spark.vitals.channel.ops: expected terms such as severity>=warning or rule=gc-*, found"
                + " \"colour=red\"; the channel is off");
  }

  @Test
  void pagerDutyCallsNobodyForAnInfoUnlessAsked() {
    Notification info =
        new Story()
            .told(
                0,
                Given.application()
                    .with(Given.executor("4").lost("Container preempted", 1))
                    .revision(1))
            .get(0);
    AlertChannel quiet = Told.channel("type", "pagerduty", "secretRoutingKey", ROUTING_KEY);
    AlertChannel loud =
        Told.channel(
            "type", "pagerduty", "secretRoutingKey", ROUTING_KEY, "match", "severity>=info");

    assertThat(quiet.wants(info)).isFalse();
    assertThat(quiet.wants(Told.firing())).isTrue();
    assertThat(loud.wants(info)).isTrue();
  }

  @Test
  void onlyReceiversThatKeepIncidentsAreToldThatAnEventIsOver() {
    Story story = new Story();
    story.told(0, Story.app(Story.skew(7, 6).settled(1)).revision(1));
    Notification over = story.told(3_600, Story.app()).get(0);

    assertThat(Told.channel("type", "pagerduty", "secretRoutingKey", ROUTING_KEY).wants(over))
        .isTrue();
    assertThat(Told.channel("type", "webhook", "url", url()).wants(over)).isTrue();
    assertThat(Told.channel("type", "slack", "secretUrl", url()).wants(over)).isFalse();
    assertThat(Told.channel("type", "log").wants(over)).isFalse();
  }

  @Test
  void noTextOfAChannelShowsItsSecrets() {
    AlertChannel channel = Told.channel("type", "slack", "secretUrl", url());

    assertThat(channel.toString()).isEqualTo("ops (slack)");
  }

  @Test
  void theLogChannelWritesAtTheLevelOfTheSeverity() {
    AlertChannel channel = Told.channel("type", "log");

    try (CapturedLog log = new CapturedLog()) {
      channel.deliver(Message.of(Told.warning(1)), transport);
      channel.deliver(Message.of(Told.critical(1)), transport);
      channel.deliver(Message.of(Told.over(1)), transport);

      assertThat(log.lines())
          .extracting(line -> line.substring(0, line.indexOf(" One")))
          .containsExactly(
              "WARN Spark Vitals, WARNING:",
              "ERROR Spark Vitals, CRITICAL:",
              "INFO Spark Vitals, RESOLVED:");
    }
  }
}
