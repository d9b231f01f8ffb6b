package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private final GivenTerminal given = new GivenTerminal();

  private String log(String applicationId, double gcRatio) throws IOException {
    return SampleLog.of(applicationId, gcRatio).writeTo(directory).toString();
  }

  private int replay(String... args) {
    return given.run(Stream.concat(Stream.of("replay"), Stream.of(args)).toArray(String[]::new));
  }

  private String file(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }

  private List<String> files(String subdirectory) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(subdirectory))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void textIsTheDefaultAndGoesToStandardOutput() throws IOException {
    assertThat(replay(log("app-1", 0.4))).isZero();
    assertThat(given.out()).contains("job of app-1 (app-1)", "gc-time-high");
    assertThat(given.messages()).isEmpty();
  }

  @Test
  void jsonIsOneDocument() throws IOException {
    assertThat(replay(log("app-1", 0.4), "--format", "json")).isZero();

    JsonNode report = JSON.readTree(given.out());
    assertThat(report.path("application").path("id").asText()).isEqualTo("app-1");
    assertThat(report.path("alerts").findValuesAsText("rule")).contains("gc-time-high");
    assertThat(report.path("input").path("malformedLines").asInt(-1)).isZero();
  }

  @Test
  void severalLogsAsJsonAreOneDocumentALine() throws IOException {
    assertThat(replay(log("app-1", 0.4), log("app-2", 0), "--format", "json")).isZero();

    List<String> ids = new ArrayList<>();
    for (String line : given.out().split("\n")) {
      ids.add(JSON.readTree(line).path("application").path("id").asText());
    }
    assertThat(ids).containsExactly("app-1", "app-2");
  }

  @Test
  void severalLogsAsTextAreToldApart() throws IOException {
    String first = log("app-1", 0.4);
    String second = log("app-2", 0);

    assertThat(replay(first, second)).isZero();
    assertThat(given.out()).contains("== " + first + "\n", "\n\n== " + second + "\n");
  }

  @Test
  void outIsAFile() throws IOException {
    String out = directory.resolve("report.html").toString();

    assertThat(replay(log("app-1", 0.4), "--format", "html", "--out", out)).isZero();
    assertThat(given.out()).isEmpty();
    assertThat(file("report.html")).contains("<html");
  }

  @Test
  void outIsADirectoryForSeveralLogs() throws IOException {
    String out = directory.resolve("reports") + "/";

    assertThat(replay(log("app-1", 0), log("app-2", 0), "--format", "json", "--out", out)).isZero();
    assertThat(files("reports")).containsExactly("app-1.json", "app-2.json");
  }

  @Test
  void outIsANameWithTheApplicationInIt() throws IOException {
    String out = directory.resolve("r/{app_id}/vitals.txt").toString();

    assertThat(replay(log("app-1", 0), log("app-2", 0), "--out", out)).isZero();
    assertThat(files("r")).containsExactly("app-1", "app-2");
    assertThat(file("r/app-2/vitals.txt")).contains("app-2");
  }

  @Test
  void twoLogsOfOneApplicationDoNotOverwriteEachOther() throws IOException {
    String log = log("app-1", 0);

    assertThat(replay(log, log, "--out", directory.resolve("reports") + "/")).isZero();
    assertThat(files("reports")).containsExactly("app-1-2.txt", "app-1.txt");
  }

  @Test
  void anIdThatLeadsElsewhereStaysInTheDirectory() throws IOException {
    Path log = Files.writeString(directory.resolve("hostile"), SampleLog.of("../../x y", 0).text());

    assertThat(replay(log.toString(), "--out", directory.resolve("reports") + "/")).isZero();
    assertThat(files("reports")).containsExactly(".._.._x_y.txt");
  }

  @Test
  void severalReportsDoNotFitIntoOneFile() throws IOException {
    assertThat(replay(log("app-1", 0), log("app-2", 0), "--out", "report.txt")).isEqualTo(2);
    assertThat(given.messages())
        .isEqualTo(
            "spark-vitals: --out report.txt: 2 reports do not fit into one file; name a directory"
                + " with a / at its end, or put {app_id} into the name\n");
  }

  @Test
  void severalPagesDoNotGoToStandardOutput() throws IOException {
    assertThat(replay(log("app-1", 0), log("app-2", 0), "--format", "html")).isEqualTo(2);
    assertThat(given.messages()).contains("2 pages need --out with a directory");
  }

  @Test
  void theGateIsByItsSeverityOrByRule() throws IOException {
    String sick = log("app-1", 0.4);
    String well = log("app-2", 0);

    assertThat(replay(sick, "--fail-on", "critical")).isEqualTo(1);
    assertThat(replay(sick, "--fail-on", "gc-time-high")).isEqualTo(1);
    assertThat(replay(sick, "--fail-on", "spill-ratio-high")).isZero();
    assertThat(replay(well, "--fail-on", "info")).isZero();
    assertThat(replay(well, sick, "--fail-on", "critical")).isEqualTo(1);
    assertThat(replay(sick)).isZero();
  }

  @Test
  void anUnknownRuleInTheGateIsAnsweredWithTheNearest() throws IOException {
    assertThat(replay(log("app-1", 0), "--fail-on", "gc-tine-high")).isEqualTo(2);
    assertThat(given.messages()).contains("--fail-on", "did you mean gc-time-high?");
  }

  @Test
  void junitIsWrittenForTheGate() throws IOException {
    String junit = directory.resolve("vitals.xml").toString();

    assertThat(replay(log("app-1", 0.4), "--fail-on", "critical", "--junit", junit)).isEqualTo(1);
    assertThat(file("vitals.xml")).contains("<testsuite", "gc-time-high", "<failure");
  }

  @Test
  void junitOfSeveralLogsIsAFileForEach() throws IOException {
    String junit = directory.resolve("junit") + "/";

    replay(log("app-1", 0.4), log("app-2", 0), "--fail-on", "critical", "--junit", junit);
    assertThat(files("junit")).containsExactly("app-1.xml", "app-2.xml");
  }

  @Test
  void junitWithoutAGateSaysNothing() throws IOException {
    assertThat(replay(log("app-1", 0), "--junit", "vitals.xml")).isEqualTo(2);
    assertThat(given.messages())
        .isEqualTo("spark-vitals: --junit needs --fail-on, which says what is a failure\n");
  }

  @Test
  void setChangesARule() throws IOException {
    String log = log("app-1", 0.4);

    assertThat(replay(log, "--fail-on", "gc-time-high", "--set", "rule.gc-time-high.enabled=false"))
        .isZero();
    assertThat(
            replay(
                log,
                "--fail-on",
                "critical",
                "--set",
                "spark.vitals.rule.gc-time-high.critical=50%"))
        .isZero();
  }

  @Test
  void setTakesOneValueHere() throws IOException {
    assertThat(replay(log("app-1", 0), "--set", "rule.gc-time-high.threshold=1%,2%")).isEqualTo(2);
    assertThat(given.messages())
        .contains("rule.gc-time-high.threshold=1%,2%: only backtest compares several values");
  }

  @Test
  void rulesOfAFileReplaceThePackedOnesAndTheirProblemsAreTold() throws IOException {
    Path rules =
        Files.writeString(
            directory.resolve("rules.yml"),
            """
            standard: false
            rules:
              - id: mine
                title: Mine
                kind: state
                scopes: [stage]
                signal: gcRatio
                above: {warning: 1 %}
              - id: typo
                title: Typo
                kind: state
                scopes: [stage]
                signal: gcRato
                above: {warning: 1 %}
            """);

    assertThat(replay(log("app-1", 0.4), "--rules", rules.toString(), "--fail-on", "mine"))
        .isEqualTo(1);
    assertThat(given.out()).contains("mine").doesNotContain("gc-time-high");
    assertThat(given.messages())
        .startsWith("spark-vitals: warning: " + rules)
        .contains("typo", "gcRato");
  }

  @Test
  void aRuleFileWithoutRulesIsRefused() throws IOException {
    Path rules = Files.writeString(directory.resolve("rules.yml"), "standard: false");

    assertThat(replay(log("app-1", 0.4), "--rules", rules.toString())).isEqualTo(2);
    assertThat(given.messages()).contains(rules + ": there is no rule in it that can be used");
  }

  @Test
  void aRuleFileThatIsMissingIsNamed() throws IOException {
    assertThat(replay(log("app-1", 0.4), "--rules", directory + "/none.yml")).isEqualTo(2);
    assertThat(given.messages()).contains(directory + "/none.yml").hasLineCount(1);
  }

  @Test
  void aLogThatIsMissingIsNamedAndTheOthersAreRead() throws IOException {
    assertThat(replay(directory + "/none", log("app-1", 0))).isEqualTo(2);
    assertThat(given.messages())
        .startsWith("spark-vitals: " + directory + "/none: ")
        .hasLineCount(1);
    assertThat(given.out()).contains("job of app-1");
  }

  @Test
  void whatWasFoundCountsMoreThanWhatWasMissing() throws IOException {
    assertThat(replay(directory + "/none", log("app-1", 0.4), "--fail-on", "critical"))
        .isEqualTo(1);
  }

  @Test
  void aForeignFileIsNoLog() throws IOException {
    Path foreign = Files.writeString(directory.resolve("notes.txt"), "one\ntwo\n");

    assertThat(replay(foreign.toString())).isEqualTo(2);
    assertThat(given.out()).isEmpty();
    assertThat(given.messages())
        .isEqualTo(
            "spark-vitals: "
                + foreign
                + " is no event log of Spark, or has no event that can be used (lines: 2, malformed: 2;"
                + " events: 0 unusable, 0 unknown)\n");
  }

  @Test
  void programsGetTheCountsOfAForeignFile() throws IOException {
    Path foreign = Files.writeString(directory.resolve("notes.txt"), "one\ntwo\n");

    assertThat(replay(foreign.toString(), "--format", "json")).isEqualTo(2);
    assertThat(JSON.readTree(given.out()).path("input").path("malformedLines").asInt())
        .isEqualTo(2);
  }

  @Test
  void anEmptyFileIsSaidToBeEmpty() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty"), "");

    assertThat(replay(empty.toString())).isEqualTo(2);
    assertThat(given.messages()).isEqualTo("spark-vitals: " + empty + " is empty\n");
  }

  @Test
  void coloursAreForTerminalsOrForWhoeverAsks() throws IOException {
    String log = log("app-1", 0.4);
    replay(log, "--colour", "always");
    assertThat(given.out()).contains("\u001b[");

    GivenTerminal watched = new GivenTerminal().watched("1");
    watched.run("replay", log);
    assertThat(watched.out()).contains("\u001b[");

    GivenTerminal refused = new GivenTerminal().watched("1");
    refused.run("replay", log, "--color=never");
    assertThat(refused.out()).isNotEmpty().doesNotContain("\u001b[");
  }

  @Test
  void theIntervalIsATimeThatMakesSense() throws IOException {
    assertThat(replay(log("app-1", 0), "--interval", "1ms")).isEqualTo(2);
    assertThat(given.messages())
        .isEqualTo("spark-vitals: --interval 1ms: expected a time from 1s to 1h, such as 10s\n");
  }

  @Test
  void whereItCannotWriteItSaysSo() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThat(replay(log("app-1", 0), "--out", file + "/report.txt")).isEqualTo(2);
    assertThat(given.messages()).startsWith("spark-vitals: " + file).hasLineCount(1);
  }

  @Test
  void aGateThatWasForgottenIsNotTakenForAnOpenOne() throws IOException {
    assertThat(replay(log("app-1", 0.4), "--fail-on", "")).isEqualTo(2);
    assertThat(given.messages()).startsWith("spark-vitals: --fail-on: expected critical");
  }

  @Test
  void aForeignFilePassesNoTest() throws IOException {
    Path foreign = Files.writeString(directory.resolve("notes.txt"), "one\n");
    Path junit = directory.resolve("vitals.xml");

    assertThat(replay(foreign.toString(), "--fail-on", "info", "--junit", junit.toString()))
        .isEqualTo(2);
    assertThat(junit).doesNotExist();
  }
}
