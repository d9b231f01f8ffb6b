package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final String LISTENER = "spark.extraListeners  io.sparkvitals.VitalsListener\n";

  private final GivenTerminal given = new GivenTerminal();
  @TempDir private Path directory;

  private int check(String defaults) throws IOException {
    Path file = Files.writeString(directory.resolve("spark-defaults.conf"), defaults);
    return given.run("check", file.toString());
  }

  @Test
  void saysWhatIsInForceWhereNothingIsWrong() throws IOException {
    int status =
        check(
            LISTENER
                + """
                # a comment
                spark.executor.memory 8g
                spark.vitals.channel.team.type       slack
                spark.vitals.channel.team.secretUrl  https://hooks.example.org/S3CR3T
                spark.vitals.channel.team.match=severity>=warning
                spark.vitals.rule.gc-time-high.enabled: false
                """);

    assertThat(given.messages()).isEmpty();
    assertThat(status).isEqualTo(0);
    assertThat(given.out().lines().limit(7))
        .containsExactly(
            directory + "/spark-defaults.conf: 4 settings of Spark Vitals",
            "rules: 19 in force, off: gc-time-high",
            "channel log: log, what it gets by default",
            "channel team: slack, severity>=warning",
            "endpoint: http, open to all",
            "audit: readiness score 92 of 100 (8 info), for Java "
                + System.getProperty("java.version")
                + " and Spark from 3.3 on",
            "Nothing is wrong.");
    assertThat(given.out())
        .contains(
            "Worth a thought:\n  spark.serializer is not set, so that Java's is used. [serializer]\n")
        .contains("\n    --conf spark.authenticate=true --conf spark.network.crypto.enabled=true\n")
        .contains("\n    For RDDs and cached objects Kryo is faster and smaller.")
        .doesNotContain("src/docs");
  }

  @Test
  void namesThatSparkIgnoresAreProblems() throws IOException {
    assertThat(check(LISTENER + "executor.memory 8g\nspark 1\n")).isEqualTo(1);
    assertThat(given.out())
        .contains(
            "2 problems:\n  executor.memory is no setting of Spark, which ignores names without"
                + " spark. before them\n  spark is no setting");
  }

  @Test
  void ofManyNamesThatSparkIgnoresAFewAreTold() throws IOException {
    assertThat(check("a 1\nb 1\nc 1\nd 1\ne 1\n")).isEqualTo(1);
    assertThat(given.out()).contains("5 problems:", "  e is no setting").doesNotContain("in all");

    assertThat(check("a 1\nb 1\nc 1\nd 1\ne 1\nf 1\n")).isEqualTo(1);
    assertThat(given.out())
        .contains("6 problems:", "  6 such names in all")
        .doesNotContain("  f is");
  }

  @Test
  void namesEveryProblemOfSettingsRulesAndChannelsWithoutSecrets() throws IOException {
    Path rules =
        Files.writeString(
            directory.resolve("rules.yml"), "rules:\n  - id: gc-time-high\n    for: soon\n");
    int status =
        check(
            LISTENER
                + """
                spark.vitals.alerts.wiat  1m
                spark.vitals.interval  never
                spark.vitals.rules.file  %s
                spark.vitals.rule.gc-time-hihg.threshold  1
                spark.vitals.mute  phase=x
                spark.vitals.http.caFile  /none.pem
                spark.vitals.channel.oncall.type  pagerduty
                spark.vitals.channel.oncall.secretRoutingKey  S3CR3T
                spark.vitals.channel.chat.type  slak
                """
                    .formatted(rules));

    assertThat(status).isEqualTo(1);
    assertThat(given.out())
        .contains("8 problems:")
        .contains("spark.vitals.alerts.wiat is no setting and is ignored; did you mean")
        .contains("spark.vitals.interval = \"never\" is not")
        .contains("spark.vitals.rules.file: rule file, line 3, rule gc-time-high: ")
        .contains("spark.vitals.rule.gc-time-hihg: no rule has this id")
        .contains("spark.vitals.mute: ")
        .contains("spark.vitals.http.caFile: cannot use")
        .contains("spark.vitals.channel.oncall.secretRoutingKey: expected 32 characters, found 6")
        .contains("spark.vitals.channel.chat.type = \"slak\" is not")
        .contains("channel oncall: pagerduty, off: see below")
        .doesNotContain("S3CR3T");
  }

  @Test
  void looksAtSettingsOfTheCommandLineAlone() {
    assertThat(given.run("check", "--conf", "spark.vitals.interval=5s")).isEqualTo(0);
    assertThat(given.out()).startsWith("--conf: 1 setting of Spark Vitals; the agent runs where");
  }

  @Test
  void settingsOfTheCommandLineCountMoreThanTheFile() throws IOException {
    Path file = Files.writeString(directory.resolve("x.conf"), "spark.vitals.interval  never\n");

    assertThat(given.run("check", file.toString(), "-c", "spark.vitals.interval=5s")).isEqualTo(0);
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertThat(given.run("check", directory + "/none.conf")).isEqualTo(2);
    assertThat(given.messages())
        .isEqualTo(
            "spark-vitals: "
                + directory
                + "/none.conf: there is no such file or directory; check the path\n");
  }

  @Test
  void aDirectoryAndAWrongPairAreNamed() {
    assertThat(given.run("check", directory.toString())).isEqualTo(2);
    assertThat(given.run("check", "--conf", "interval")).isEqualTo(2);
    assertThat(given.messages())
        .contains(directory + ": is a directory, not a file")
        .contains("--conf interval: expected KEY=VALUE");
  }

  @Test
  void namesWhatIsWrongWithPushAndEndpointWithoutSecrets() throws IOException {
    int status =
        check(
            LISTENER
                + """
                spark.vitals.push.type  victoriametrics
                spark.vitals.endpoint.secretTokn  S3CR3T
                """);

    assertThat(status).isEqualTo(1);
    assertThat(given.out())
        .contains("3 problems:\n")
        .contains("  spark.vitals.push: spark.vitals.push.url is missing; nothing is pushed\n")
        .contains("did you mean spark.vitals.endpoint.secretToken?\n")
        .contains(
            "  the metrics endpoint stays closed: a setting of spark.vitals.endpoint.* is wrong\n")
        .doesNotContain("S3CR3T", "endpoint: ");
  }

  @Test
  void saysWhoMayReadAndWhoIsPushedTo() throws IOException {
    check(
        LISTENER
            + """
            spark.vitals.endpoint.secretToken  S3CR3T
            spark.vitals.push.type  victoriametrics
            spark.vitals.push.secretUrl  http://victoria:8428/S3CR3T
            """);

    assertThat(given.out())
        .contains("\nendpoint: http, authentication\npush: victoriametrics\naudit: ")
        .contains("\nNothing is wrong.\n")
        .doesNotContain("S3CR3T");
  }

  @Test
  void saysWhichJavaOptionsEndEveryExecutor() throws IOException {
    int status =
        check(
            LISTENER
                + """
                spark.executor.extraJavaOptions  -XX:G1NewSizePercent=30 -XX:+PrintGCDateStamps
                spark.shuffle.encryption.enabled true
                spark.my.jdbc.url  jdbc:db://u:S3CR3T@host/x
                """);

    assertThat(status).isEqualTo(1);
    assertThat(given.out())
        .contains(
            "critical: spark.executor.extraJavaOptions=-XX:G1NewSizePercent=30 without"
                + " -XX:+UnlockExperimentalVMOptions before it: each executor's JVM ends with exit"
                + " code 1. [jvm-option-locked]\n")
        .contains(
            "    --conf 'spark.executor.extraJavaOptions=-XX:+UnlockExperimentalVMOptions"
                + " -XX:G1NewSizePercent=30 -Xlog:gc*'\n")
        .contains(
            "warning: spark.shuffle.encryption.enabled is set: Spark never had it. [key-gone]\n")
        .contains("warning: spark.my.jdbc.url holds what looks like a secret")
        .doesNotContain("Nothing is wrong", "S3CR3T");
  }

  @Test
  void auditsForTheVersionsThatAreNamed() {
    String option = "spark.executor.extraJavaOptions=-XX:+PrintGCDateStamps";

    assertThat(given.run("check", "--java", "8", "--spark", "3.2", "-c", option)).isEqualTo(0);
    assertThat(given.out()).contains("for Java 8 and Spark 3.2\n");
    assertThat(given.run("check", "--java", "17", "--spark", "3.2", "-c", option)).isEqualTo(1);
    assertThat(given.run("check", "--java", "17", "--spark", "3.5", "-c", option)).isEqualTo(0);
    assertThat(given.run("check", "--java", "x", "-c", option)).isEqualTo(2);
    assertThat(given.run("check", "--spark", "three", "-c", option)).isEqualTo(2);
    assertThat(given.messages())
        .contains("--java x: expected a version, such as 17")
        .contains("--spark three: expected a version, such as 3.5");
  }

  @Test
  void failsOnTheSeverityThatIsAsked() {
    String warning = "spark.driver.maxResultSize=0";

    assertThat(given.run("check", "-c", warning)).isEqualTo(1);
    assertThat(given.run("check", "--fail-on", "critical", "-c", warning)).isEqualTo(0);
    assertThat(given.run("check", "--fail-on", "info", "-c", "spark.master=local")).isEqualTo(1);
    assertThat(given.run("check", "-c", "spark.master=local")).isEqualTo(0);
  }
}
