package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar} and nothing else: no Spark, no Hadoop, no slf4j. */
class JarIT {
  @TempDir private Path directory;

  private String log(String applicationId, double gcRatio) throws IOException {
    return SampleLog.of(applicationId, gcRatio).writeTo(directory).toString();
  }

  private CommandRun shell(String script) throws IOException {
    Path java = CommandRun.javaHome().resolve("bin/java");
    Map<String, String> environment =
        Map.of("VITALS", java + " -XX:TieredStopAtLevel=1 -jar " + CommandRun.jar());
    return CommandRun.start(environment, List.of("/bin/sh", "-c", script));
  }

  @Test
  void textNeedsNothingButTheJar() throws Exception {
    try (CommandRun run = CommandRun.jar("replay", log("app-1", 0.4))) {
      assertThat(run.status()).as(run.messages()).isZero();
      assertThat(run.out()).contains("job of app-1", "gc-time-high");
      assertThat(run.messages()).isEmpty();
    }
  }

  @Test
  void jsonHtmlAndJunitNeedNothingButTheJar() throws Exception {
    String html = directory.resolve("report.html").toString();
    String junit = directory.resolve("vitals.xml").toString();
    String log = log("app-1", 0.4);
    try (CommandRun json = CommandRun.jar("replay", log, "--format", "json");
        CommandRun page =
            CommandRun.jar(
                "replay",
                log,
                "--format",
                "html",
                "--out",
                html,
                "--fail-on",
                "critical",
                "--junit",
                junit)) {
      assertThat(json.status()).as(json.messages()).isZero();
      JsonNode report = new ObjectMapper().readTree(json.out());
      assertThat(report.path("application").path("id").asText()).isEqualTo("app-1");
      assertThat(page.status()).as(page.messages()).isEqualTo(1);
      assertThat(json.messages() + page.messages()).isEmpty();
    }
    assertThat(Files.readString(Path.of(html))).contains("job of app-1");
    assertThat(Files.readString(Path.of(junit))).contains("<failure");
  }

  @Test
  void backtestNeedsNothingButTheJar() throws Exception {
    log("app-1", 0.4);
    log("app-2", 0);
    String grid = "rule.gc-time-high.threshold=5%,50%";
    try (CommandRun run = CommandRun.jar("backtest", directory.toString(), "--set", grid)) {
      assertThat(run.status()).as(run.messages()).isZero();
      assertThat(run.out()).startsWith("2 logs read.").containsPattern("50 % +0 ");
    }
  }

  @Test
  void aHadoopPathIsRefusedInOneSentence() throws Exception {
    try (CommandRun run = CommandRun.jar("replay", "s3a://bucket/app-1")) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.messages())
          .startsWith("spark-vitals: s3a://bucket/app-1: ")
          .contains("spark-submit")
          .hasLineCount(1);
    }
  }

  @Test
  void aMasterWithoutSparkIsRefusedInOneSentence() throws Exception {
    log("app-1", 0);
    try (CommandRun run =
        CommandRun.jar("backtest", directory.toString(), "--master", "local[2]")) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.messages())
          .startsWith("spark-vitals: --master needs Spark on the class path: ")
          .hasLineCount(1);
    }
  }

  @Test
  void debugShowsTheStackTrace() throws Exception {
    log("app-1", 0);
    try (CommandRun run =
        CommandRun.jar("backtest", directory.toString(), "--master", "local[2]", "--debug")) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.messages()).contains("\tat io.sparkvitals.cli.BacktestCommand");
    }
  }

  @Test
  void tooLittleMemoryIsSaidInOneSentence() throws Exception {
    Path large = directory.resolve("large");
    StringBuilder executors = new StringBuilder();
    for (int i = 0; i < 9_000; i++) {
      executors.append(
          """
          {"Event":"SparkListenerExecutorAdded","Timestamp":1700000000000,"Executor ID":"%d",\
          "Executor Info":{"Host":"host","Total Cores":1,"Log Urls":{}}}
          """
              .formatted(i));
    }
    Files.writeString(large, executors);
    List<String> command =
        List.of(
            CommandRun.javaHome().resolve("bin/java").toString(),
            "-Xmx24m",
            "-jar",
            CommandRun.jar().toString(),
            "replay",
            large.toString());
    try (CommandRun run = CommandRun.start(Map.of(), command)) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.messages())
          .startsWith("spark-vitals: out of memory: Java may use 24 MB here; give it more");
    }
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoError() throws Exception {
    String log = log("app-1", 0.4);
    try (CommandRun run =
        shell("($VITALS replay " + log + " " + log + "; echo $? >&2) | head -1")) {
      assertThat(run.status()).isZero();
      assertThat(run.out()).startsWith("== ").hasLineCount(1);
      assertThat(run.messages()).isEqualTo("0\n");
    }
  }

  @Test
  void theGateIsJudgedAlsoWhereNobodyReads() throws Exception {
    String log = log("app-1", 0.4);
    try (CommandRun run =
        shell("($VITALS replay " + log + " --fail-on critical; echo $? >&2) | true")) {
      assertThat(run.status()).isZero();
      assertThat(run.messages()).isEqualTo("1\n");
    }
  }

  @Test
  void progressIsShownToAPersonAndAStoppedBacktestTellsWhatItHas() throws Exception {
    Path first = Path.of(log("app-0", 0.4));
    Files.writeString(
        first,
        "{\"Event\":\"Unknown\"}\n".repeat(500_000),
        java.nio.file.StandardOpenOption.APPEND);
    for (int i = 1; i < 400; i++) {
      Files.createLink(directory.resolve("app-" + i), first);
    }
    try (CommandRun run =
        CommandRun.jar(
            Map.of("SPARK_VITALS_TTY", "2"), "backtest", directory.toString(), "--threads", "1")) {
      run.awaitMessage(" of 400 logs");
      run.terminate();

      assertThat(run.status()).isEqualTo(143);
      assertThat(run.out()).containsPattern("^\\d+ logs read, \\d+ left when it was stopped\\.");
      assertThat(run.messages()).endsWith("\r");
    }
  }
}
