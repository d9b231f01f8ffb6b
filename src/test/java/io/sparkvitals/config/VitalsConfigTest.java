package io.sparkvitals.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VitalsConfigTest {
  private static final String VALUE = "hunter2-hunter2";

  @Test
  void everythingHasItsDefaultWhenNothingIsSet() {
    VitalsConfig config = config(Map.of());

    assertThat(config.flag(ConfigKey.ENABLED)).isTrue();
    assertThat(config.integer(ConfigKey.PORT)).isEqualTo(4090);
    assertThat(config.text(ConfigKey.HOST)).isEqualTo("0.0.0.0");
    assertThat(config.millis(ConfigKey.INTERVAL)).isEqualTo(10_000);
    assertThat(config.text(ConfigKey.LINKS_DASHBOARD)).isEmpty();
    assertThat(config.ruleOverrides()).isEmpty();
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void readsWhatIsSet() {
    VitalsConfig config =
        config(
            Map.of(
                "spark.vitals.enabled", "false",
                "spark.vitals.port", " off ",
                "spark.vitals.alerts.repeat", "2h",
                "spark.vitals.metrics.executorDetail", "Basic"));

    assertThat(config.flag(ConfigKey.ENABLED)).isFalse();
    assertThat(config.integer(ConfigKey.PORT)).isEqualTo(-1);
    assertThat(config.millis(ConfigKey.ALERTS_REPEAT)).isEqualTo(7_200_000);
    assertThat(config.text(ConfigKey.METRICS_EXECUTOR_DETAIL)).isEqualTo("basic");
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void passesOverOtherProperties() {
    assertThat(config(Map.of("spark.executor.memory", "1g", "spark.vital", "1")).problems())
        .isEmpty();
  }

  @Test
  void badValueIsReportedAndTheDefaultUsed() {
    VitalsConfig config = config(Map.of("spark.vitals.interval", "10 parsecs"));

    assertThat(config.millis(ConfigKey.INTERVAL)).isEqualTo(10_000);
    assertThat(config.problems())
        .containsExactly(
            "spark.vitals.interval = \"10 parsecs\" is not a duration such as 500ms, 10s or 5m,"
                + " from 1s to 1h; the default 10s is used");
  }

  @ParameterizedTest
  @CsvSource({
    "spark.vitals.port, 70000",
    "spark.vitals.port, http",
    "spark.vitals.enabled, yes",
    "spark.vitals.shutdown.timeout, 61s",
    "spark.vitals.interval, 0s",
    "spark.vitals.metrics.maxStages, 1.5",
    "spark.vitals.metrics.executorDetail, most",
    "spark.vitals.host, ''"
  })
  void everyKindOfBadValueIsOneProblem(String key, String value) {
    assertThat(config(Map.of(key, value)).problems())
        .singleElement()
        .asString()
        .startsWith(key + " ");
  }

  @Test
  void unknownKeyNamesTheNearestAndHidesTheValue() {
    VitalsConfig config = config(Map.of("spark.vitals.channel.ops.secretURL", VALUE));

    assertThat(config.problems())
        .containsExactly(
            "spark.vitals.channel.ops.secretURL is no setting and is ignored; did you mean"
                + " spark.vitals.channel.ops.secretUrl?");
  }

  @Test
  void unknownKeyLikeNoOtherIsReportedWithoutAGuess() {
    assertThat(config(Map.of("spark.vitals.lineage.namespace.of.datasets", "x")).problems())
        .containsExactly("spark.vitals.lineage.namespace.of.datasets is no setting and is ignored");
  }

  @Test
  void controlCharactersOfAKeyDoNotReachTheLog() {
    assertThat(config(Map.of("spark.vitals.x\n\u001b[31m", "x")).problems())
        .singleElement()
        .asString()
        .startsWith("spark.vitals.x??[31m is no setting");
  }

  @Test
  void rulesAreGroupedById() {
    VitalsConfig config =
        config(
            Map.of(
                "spark.vitals.rule.gc-time-high.threshold", "0.2",
                "spark.vitals.rule.gc-time-high.guard.runSeconds", "10",
                "spark.vitals.rule.task-skew-high.enabled", "false"));

    assertThat(config.ruleOverrides())
        .isEqualTo(
            Map.of(
                "gc-time-high", Map.of("threshold", "0.2", "guard.runSeconds", "10"),
                "task-skew-high", Map.of("enabled", "false")));
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void channelToTheLogIsThereByDefault() {
    assertThat(config(Map.of()).channels())
        .singleElement()
        .satisfies(channel -> assertThat(channel).hasToString("log (log)"));
  }

  @Test
  void channelToTheLogCanBeSwitchedOff() {
    assertThat(config(Map.of("spark.vitals.channel.log.enabled", "false")).channels()).isEmpty();
  }

  @Test
  void channelHasItsSettingsAndDefaults() throws Exception {
    ChannelConfig channel =
        channel(
            Map.of(
                "spark.vitals.channel.ops.type", "Webhook",
                "spark.vitals.channel.ops.url", "https://hooks.example.com/a",
                "spark.vitals.channel.ops.header.X-Team", "data",
                "spark.vitals.channel.ops.secretHeader.X-Api-Key", VALUE,
                "spark.vitals.channel.ops.timeout", "3s"));

    assertThat(channel.type()).isEqualTo("webhook");
    assertThat(channel.setting(ConfigKey.CHANNEL_URL)).hasValue("https://hooks.example.com/a");
    assertThat(channel.setting(ConfigKey.CHANNEL_MATCH)).isEmpty();
    assertThat(channel.millis(ConfigKey.CHANNEL_TIMEOUT)).isEqualTo(3_000);
    assertThat(channel.headers()).isEqualTo(Map.of("X-Team", "data"));
    assertThat(channel.secretHeaders()).containsOnlyKeys("X-Api-Key");
    assertThat(channel.secretHeaders().get("X-Api-Key").reveal()).isEqualTo(VALUE);
    assertThat(channel.key(ConfigKey.CHANNEL_URL)).isEqualTo("spark.vitals.channel.ops.url");
  }

  @Test
  void channelTimeoutHasADefault() {
    assertThat(
            channel(Map.of("spark.vitals.channel.ops.type", "webhook"))
                .millis(ConfigKey.CHANNEL_TIMEOUT))
        .isEqualTo(10_000);
  }

  @Test
  void secretIsReadFromTheSetting() throws Exception {
    assertThat(
            slack("secretUrl", VALUE).secret(ConfigKey.CHANNEL_SECRET_URL).orElseThrow().reveal())
        .isEqualTo(VALUE);
  }

  @Test
  void secretIsReadFromTheEnvironment() throws Exception {
    assertThat(
            slack("secretUrlEnv", "OPS_URL")
                .secret(ConfigKey.CHANNEL_SECRET_URL)
                .orElseThrow()
                .reveal())
        .isEqualTo("from variable");
  }

  @Test
  void secretIsReadFromAFile() throws Exception {
    assertThat(
            slack("secretUrlFile", "/run/url")
                .secret(ConfigKey.CHANNEL_SECRET_URL)
                .orElseThrow()
                .reveal())
        .isEqualTo("from /run/url");
  }

  @Test
  void secretHeaderIsReadByReference() throws Exception {
    ChannelConfig channel =
        channel(
            Map.of(
                "spark.vitals.channel.ops.type", "webhook",
                "spark.vitals.channel.ops.secretHeaderEnv.X-Api-Key", "OPS_URL"));

    assertThat(channel.secretHeaders().get("X-Api-Key").reveal()).isEqualTo("from variable");
  }

  @Test
  void missingVariableIsReportedWithoutItsName() {
    VitalsConfig config = config(Map.of("spark.vitals.channel.log.secretUrlEnv", VALUE));

    assertThat(config.problems())
        .containsExactly(
            "spark.vitals.channel.log.secretUrlEnv names an environment variable that is not set"
                + " for the driver");
  }

  @Test
  void secretGivenTwiceIsReported() {
    VitalsConfig config =
        config(
            Map.of(
                "spark.vitals.channel.log.secretUrl",
                VALUE,
                "spark.vitals.channel.log.secretUrlFile",
                "/run/url"));

    assertThat(config.problems())
        .containsExactly(
            "spark.vitals.channel.log.secretUrlFile is ignored, for"
                + " spark.vitals.channel.log.secretUrl is set too");
  }

  @Test
  void secretWithoutAnOwnerIsReadInEachWay() throws Exception {
    VitalsConfig config =
        config(
            Map.of(
                "spark.vitals.push.secretPassword", VALUE,
                "spark.vitals.push.secretTokenEnv", "OPS_URL",
                "spark.vitals.push.secretUrlFile", "/run/url"));

    assertThat(config.problems()).isEmpty();
    assertThat(config.channels()).hasSize(1);
    assertThat(config.secret(ConfigKey.PUSH_SECRET_PASSWORD).orElseThrow().reveal())
        .isEqualTo(VALUE);
    assertThat(config.secret(ConfigKey.PUSH_SECRET_TOKEN).orElseThrow().reveal())
        .isEqualTo("from variable");
    assertThat(config.secret(ConfigKey.PUSH_SECRET_URL).orElseThrow().reveal())
        .isEqualTo("from /run/url");
    assertThat(config.text(ConfigKey.PUSH_SECRET_PASSWORD)).isEmpty();
  }

  @Test
  void secretWithoutAnOwnerIsNotThereUnlessItIsSet() {
    assertThat(config(Map.of()).secret(ConfigKey.PUSH_SECRET_TOKEN)).isEmpty();
  }

  @Test
  void secretWithoutAnOwnerThatIsGivenTwiceOrNowhereIsReported() {
    VitalsConfig config =
        config(
            Map.of(
                "spark.vitals.push.secretToken", "a",
                "spark.vitals.push.secretTokenFile", "/run/url",
                "spark.vitals.push.secretPasswordEnv", VALUE));

    assertThat(config.secret(ConfigKey.PUSH_SECRET_PASSWORD)).isEmpty();
    assertThat(config.problems())
        .containsExactly(
            "spark.vitals.push.secretPasswordEnv names an environment variable that is not set"
                + " for the driver",
            "spark.vitals.push.secretTokenFile is ignored, for spark.vitals.push.secretToken is"
                + " set too");
  }

  @Test
  void passwordInTheUrlOfAPushIsReportedWithoutIt() {
    VitalsConfig config =
        config(Map.of("spark.vitals.push.url", "https://ops:" + VALUE + "@example.com/"));

    assertThat(config.problems())
        .containsExactly(
            "spark.vitals.push.url holds a password that anyone can see; use secretUrl instead");
  }

  @Test
  void noTextFormShowsASecret() {
    VitalsConfig config =
        config(
            Map.of(
                "spark.vitals.channel.ops.type", "slack",
                "spark.vitals.channel.ops.secretUrl", VALUE,
                "spark.vitals.channel.b.secretToken", VALUE,
                "spark.vitals.channel.c.secretTokenEnv", VALUE,
                "spark.vitals.channel.d.secretTokn", VALUE));

    assertThat(config.problems().toString() + config.channels()).doesNotContain(VALUE);
  }

  @Test
  void slackUrlUnderAPlainKeyIsRefused() {
    VitalsConfig config =
        config(
            Map.of(
                "spark.vitals.channel.ops.type",
                "slack",
                "spark.vitals.channel.ops.url",
                "https://hooks.example.com/" + VALUE));

    assertThat(config.channels().get(1).setting(ConfigKey.CHANNEL_URL)).isEmpty();
    assertThat(config.problems())
        .singleElement()
        .asString()
        .startsWith("spark.vitals.channel.ops.url is ignored")
        .doesNotContain(VALUE);
  }

  @Test
  void passwordInAPlainUrlIsReportedWithoutIt() {
    VitalsConfig config =
        config(
            Map.of(
                "spark.vitals.channel.ops.type",
                "webhook",
                "spark.vitals.channel.ops.url",
                "https://ops:" + VALUE + "@example.com/"));

    assertThat(config.problems())
        .containsExactly(
            "spark.vitals.channel.ops.url holds a password that anyone can see; use secretUrl"
                + " instead");
  }

  @Test
  void channelWithoutATypeIsOff() {
    VitalsConfig config = config(Map.of("spark.vitals.channel.ops.secretUrl", VALUE));

    assertThat(config.channels()).hasSize(1);
    assertThat(config.problems())
        .containsExactly(
            "spark.vitals.channel.ops has no type (one of slack, teams, pagerduty, opsgenie,"
                + " alertmanager, webhook, file, log); the channel is off");
  }

  @Test
  void channelOfAnUnknownTypeIsOffAndReportedOnce() {
    VitalsConfig config = config(Map.of("spark.vitals.channel.ops.type", "slak"));

    assertThat(config.channels()).hasSize(1);
    assertThat(config.problems())
        .containsExactly(
            "spark.vitals.channel.ops.type = \"slak\" is not one of slack, teams, pagerduty,"
                + " opsgenie, alertmanager, webhook, file, log; the channel is off");
  }

  private static ChannelConfig slack(String field, String text) {
    return channel(
        Map.of(
            "spark.vitals.channel.ops.type", "slack", "spark.vitals.channel.ops." + field, text));
  }

  private static ChannelConfig channel(Map<String, String> properties) {
    VitalsConfig config = config(properties);
    assertThat(config.problems()).isEmpty();
    List<ChannelConfig> channels = config.channels();
    assertThat(channels).hasSize(2);
    return channels.get(1);
  }

  private static VitalsConfig config(Map<String, String> properties) {
    return VitalsConfig.of(properties, new FakeEnvironment());
  }
}
