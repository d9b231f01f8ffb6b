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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** A run of 200 s on one core, with the settings that its log tells. */
  private String logWith(String settings) throws IOException {
    String environment =
        "{\"Event\":\"SparkListenerEnvironmentUpdate\",\"Spark Properties\":{"
            + settings
            + "}}\n{\"Event\":\"SparkListenerExecutorAdded\"";
    String text =
        SampleLog.of("app-1", 0)
            .text()
            .replaceFirst("\\{\"Event\":\"SparkListenerExecutorAdded\"", environment);
    return Files.writeString(directory.resolve("priced"), text).toString();
  }

  private JsonNode cost(String... args) throws IOException {
    GivenTerminal fresh = new GivenTerminal();
    int status =
        fresh.run(Stream.concat(Stream.of("replay"), Stream.of(args)).toArray(String[]::new));
    assertThat(status).as(fresh.messages()).isZero();
    return JSON.readTree(fresh.out()).path("cost");
  }

  @Test
  void aRunWithoutPricesIsPricedWithThoseGiven() throws IOException {
    String log = logWith("\"spark.master\":\"yarn\"");

    JsonNode cost =
        cost(
            log,
            "--format",
            "json",
            "--conf",
            "spark.vitals.cost.perCoreHour=18",
            "-c",
            "spark.vitals.cost.currency=EUR");

    assertThat(cost.path("total").asDouble()).isEqualTo(1);
    assertThat(cost.path("currency").asText()).isEqualTo("EUR");
  }

  @Test
  void pricesGivenStandInPlaceOfTheRunsAndNoneIsMadeUp() throws IOException {
    String log = logWith("\"spark.master\":\"yarn\",\"spark.vitals.cost.perCoreHour\":\"36\"");

    assertThat(cost(log, "--format", "json").path("total").asDouble()).isEqualTo(2);
    assertThat(
            cost(log, "--format", "json", "-c", "spark.vitals.cost.perCoreHour=9")
                .path("total")
                .asDouble())
        .isEqualTo(0.5);
  }

  @Test
  void pricesThatCannotBeUsedAreSaidToBe() throws IOException {
    assertThat(replay(log("app-1", 0), "-c", "spark.vitals.cost.perCoreHour=18")).isZero();
    assertThat(given.out().replaceAll("\\s+", " "))
        .contains(
            "The log does not tell the settings of the run, so that those given are not used.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.vitals.cost.perCoreHour | --conf spark.vitals.cost.perCoreHour: expected KEY=VALUE",
        "spark.executor.memory=4g | --conf spark.executor.memory: expected spark.vitals.cost.*",
        "spark.vitals.cost.perCoreHour=cheap | spark.vitals.cost.perCoreHour",
      })
  void aPriceThatIsNoneIsRefused(String setting, String message) throws IOException {
    assertThat(replay(logWith(""), "--conf", setting)).isEqualTo(2);
    assertThat(given.messages()).contains(message);
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
    assertThat(files("reports")).containsExactly("_.._.._x_y.txt");
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

  private static final String MINE =
      """
      standard: false
      rules:
        - {id: mine, title: Mine, kind: state, scopes: [stage], signal: gcRatio, above: {info: 1%}}
      """;

  private String rules(String yaml) throws IOException {
    return Files.writeString(directory.resolve("rules.yml"), yaml).toString();
  }

  @Test
  void rulesOfAFileReplaceThePackedOnes() throws IOException {
    assertThat(replay(log("app-1", 0.4), "--rules", rules(MINE), "--fail-on", "mine")).isEqualTo(1);
    assertThat(given.out()).contains("mine").doesNotContain("gc-time-high");
    assertThat(given.messages()).isEmpty();
  }

  @Test
  void aRuleFileWithMistakesIsRefusedAndAllAreNamed() throws IOException {
    String rules =
        rules(
            MINE
                + """
                  - {id: typo, title: T, kind: state, scopes: [stage], signal: gcRato}
                  - {id: other, titel: T}
                """);

    assertThat(replay(log("app-1", 0.4), "--rules", rules, "--fail-on", "mine")).isEqualTo(2);
    assertThat(given.out()).isEmpty();
    assertThat(given.messages())
        .isEqualTo(
            """
            spark-vitals: R: rule file, line 4, rule typo: signal "gcRato" is not known; did you mean gcRatio?
            spark-vitals: R: rule file, line 5, rule other: field "titel" is not known; did you mean title?
            spark-vitals: R: 2 mistakes; no log was read
            """
                .replace("R:", rules + ":"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"version: 2", "version: one", "a: b: c", "just text", "rulez: []", ""})
  void aFileThatIsNoRuleFileIsRefused(String yaml) throws IOException {
    assertThat(replay(log("app-1", 0), "--rules", rules(yaml))).isEqualTo(2);
    assertThat(given.messages())
        .startsWith("spark-vitals: " + directory + "/rules.yml: rule file")
        .endsWith("; no log was read\n")
        .hasLineCount(1);
  }

  @Test
  void aSecondDocumentIsRefused() throws IOException {
    assertThat(replay(log("app-1", 0), "--rules", rules(MINE + "---\n" + MINE))).isEqualTo(2);
    assertThat(given.messages()).contains("line 5: expected one document");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(20)
  void aRuleFileWithoutEndIsRefused() throws IOException {
    assertThat(replay(log("app-1", 0), "--rules", "/dev/zero")).isEqualTo(2);
    assertThat(given.messages())
        .isEqualTo("spark-vitals: /dev/zero: is larger than 1 MiB, which is no rule file\n");
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

  @Test
  void aReportThatCannotBeWrittenStopsNoOther() throws IOException {
    Path out = Files.createDirectories(directory.resolve("reports/app-1.json")).getParent();

    assertThat(replay(log("app-1", 0), log("app-2", 0), "--format", "json", "--out", out + "/"))
        .isEqualTo(2);
    assertThat(given.messages())
        .startsWith("spark-vitals: " + out + "/app-1.json: ")
        .hasLineCount(1);
    assertThat(out.resolve("app-2.json")).isRegularFile();
  }

  @ParameterizedTest
  @CsvSource({"..,_..", "'',log", ".hidden,_.hidden", "a/b\\c,a_b_c"})
  void aHostileIdStaysAVisibleFile(String id, String name) throws IOException {
    String text = SampleLog.of(id.replace("\\", "\\\\"), 0).text();
    Path log = Files.writeString(directory.resolve("log"), text);

    assertThat(replay(log.toString(), "--out", directory.resolve("reports") + "/")).isZero();
    assertThat(files("reports")).containsExactly(name + ".txt");
  }

  @Test
  void longIdsAreCutAndToldApart() throws IOException {
    Path one = Files.writeString(directory.resolve("1"), SampleLog.of("x".repeat(300), 0).text());
    Path two = Files.writeString(directory.resolve("2"), SampleLog.of("x".repeat(301), 0).text());
    String out = directory.resolve("reports") + "/";

    assertThat(replay(one.toString(), two.toString(), "--out", out)).isZero();
    assertThat(files("reports"))
        .hasSize(2)
        .allSatisfy(file -> assertThat(file).matches("x{163}-[0-9a-f]{1,16}\\.txt"));
  }

  @Test
  void noNameSteersTheTerminal() throws IOException {
    Path hostile =
        Files.writeString(directory.resolve("a\u001b[31m\u009b\u202eb\nspark-vitals: well"), "x\n");

    assertThat(replay(hostile.toString(), log("app-1", 0))).isEqualTo(2);
    assertThat(given.messages())
        .startsWith("spark-vitals: " + directory + "/a?[31m??b?spark-vitals: well is no event log")
        .hasLineCount(1);
    assertThat(given.out()).doesNotContain("\u001b", "\u009b", "\u202e");
  }

  @Test
  void jsonHoldsNoControlsAsTheyAre() throws IOException {
    SampleLog hostile = new SampleLog("app-1", "a\u007f\u0080\u009f\u202e\u2069é", 0);
    Path log = Files.writeString(directory.resolve("log"), hostile.text());

    for (String[] logs : new String[][] {{log.toString()}, {log.toString(), log("app-2", 0)}}) {
      GivenTerminal terminal = new GivenTerminal();
      terminal.run(
          Stream.concat(Stream.of("replay", "--format", "json"), Stream.of(logs))
              .toArray(String[]::new));
      assertThat(terminal.out()).contains("a\\u007F\\u0080\\u009F\\u202E\\u2069é");
      assertThat(JSON.readTree(terminal.out()).path("application").path("name").asText())
          .isEqualTo(hostile.name());
    }
  }

  @Test
  void whatWasSetIsNamedAsItWasTyped() throws IOException {
    String log = log("app-1", 0);

    replay(log, "--set", "rule.gc-tine-high.threshold=15%");
    replay(log, "--set", "rule.gc-time-high.treshold=15%");
    replay(log, "--set", "spark.vitals.rule.gc-time-high.threshold=lots");
    replay(log, "--set", "gc-time-high.threshold=15%");
    assertThat(given.messages())
        .isEqualTo(
            """
            spark-vitals: --set rule.gc-tine-high.threshold=15%: no rule has this id; did you mean gc-time-high?
            spark-vitals: --set rule.gc-time-high.treshold=15%: field "treshold" is not known; did you mean threshold?
            spark-vitals: --set spark.vitals.rule.gc-time-high.threshold=lots: expected a ratio such as 0.10 or 10 %, found "lots"
            spark-vitals: --set gc-time-high.threshold=15%: expected rule.<id>.<field>=<value>, such as rule.gc-time-high.threshold=15%; did you mean rule.gc-time-high.threshold=15%?
            """);
  }
}
