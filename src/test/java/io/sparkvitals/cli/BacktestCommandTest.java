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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GRID = "rule.gc-time-high.threshold=5%,15%,20%";

  @TempDir private Path directory;
  private final GivenTerminal given = new GivenTerminal();

  @BeforeEach
  void logsOfRisingGarbageCollection() throws IOException {
    SampleLog.of("app-00", 0).writeTo(directory);
    SampleLog.of("app-08", 0.08).writeTo(directory);
    SampleLog.of("app-12", 0.12).writeTo(directory);
    SampleLog.of("app-18", 0.18).writeTo(directory);
    SampleLog.of("app-40", 0.40).writeTo(directory);
    Files.writeString(directory.resolve("broken"), "no event\n");
  }

  private int backtest(String... args) {
    return given.run(
        Stream.concat(Stream.of("backtest", directory.toString()), Stream.of(args))
            .toArray(String[]::new));
  }

  private JsonNode json(String... args) throws IOException {
    String[] all =
        Stream.concat(Stream.of("--format", "json"), Stream.of(args)).toArray(String[]::new);
    assertThat(backtest(all)).as(given.messages()).isZero();
    return JSON.readTree(given.out());
  }

  private static JsonNode rule(JsonNode figures, String id) {
    for (JsonNode each : figures.path("rules")) {
      if (each.path("rule").asText().equals(id)) {
        return each;
      }
    }
    throw new AssertionError("no rule " + id + " in " + figures);
  }

  private static List<String> thresholds(JsonNode rule) {
    List<String> lines = new ArrayList<>();
    for (JsonNode each : rule.path("thresholds")) {
      lines.add(
          each.path("value").asText()
              + (each.path("inForce").asBoolean() ? " *" : "")
              + ": "
              + each.path("applications").asInt());
    }
    return lines;
  }

  @Test
  void countsApplicationsAtEachThreshold() throws IOException {
    JsonNode gc = rule(json("--set", GRID), "gc-time-high");

    assertThat(thresholds(gc)).containsExactly("5 %: 4", "10 % *: 3", "15 %: 2", "20 %: 1");
  }

  @Test
  void alertsAreCountedBySeverity() throws IOException {
    JsonNode inForce = rule(json(), "gc-time-high").path("thresholds").path(0);

    assertThat(inForce.path("threshold").asDouble()).isEqualTo(0.1);
    long critical = inForce.path("critical").asLong();
    long warning = inForce.path("warning").asLong();
    assertThat(critical).isPositive();
    assertThat(warning).isEqualTo(2 * critical);
    assertThat(inForce.path("info").asLong(-1)).isZero();
    assertThat(inForce.path("alerts").asLong()).isEqualTo(critical + warning);
  }

  @Test
  void theWorstCasesComeFirstAndNameTheLog() throws IOException {
    JsonNode worst = rule(json("--worst", "1"), "gc-time-high").path("worst");

    assertThat(worst).hasSize(1);
    assertThat(worst.path(0).path("applicationId").asText()).isEqualTo("app-40");
    assertThat(worst.path(0).path("applicationName").asText()).isEqualTo("job of app-40");
    assertThat(worst.path(0).path("log").asText())
        .isEqualTo(directory.resolve("app-40").toString());
    assertThat(worst.path(0).path("severity").asText()).isEqualTo("critical");
    assertThat(worst.path(0).path("measured").asDouble()).isEqualTo(0.4);
    assertThat(worst.path(0).path("measuredText").asText()).isEqualTo("40 %");
  }

  @Test
  void aBrokenLogIsListedAndStopsNothing() throws IOException {
    JsonNode figures = json();

    assertThat(figures.path("logs").path("read").asInt()).isEqualTo(5);
    assertThat(figures.path("logs").path("unread").asInt()).isEqualTo(1);
    assertThat(figures.path("unread").path(0).path("log").asText())
        .isEqualTo(directory.resolve("broken").toString());
    assertThat(figures.path("unread").path(0).path("problem").asText())
        .startsWith("is no event log of Spark");
  }

  @Test
  void whateverTheThreadsTheFiguresAreTheSame() throws IOException {
    String one = figuresWith(1);
    for (int threads = 2; threads <= 6; threads++) {
      assertThat(figuresWith(threads)).isEqualTo(one);
    }
  }

  private String figuresWith(int threads) {
    GivenTerminal another = new GivenTerminal();
    another.run(
        "backtest", directory.toString(), "--set", GRID, "--threads", String.valueOf(threads));
    return another.out();
  }

  @Test
  void textShowsATableTheWorstCasesAndTheBrokenLogs() {
    assertThat(backtest("--set", GRID, "--worst", "2")).isZero();
    assertThat(given.out().lines()).first().isEqualTo("5 logs read, 1 could not be read.");
    assertThat(given.out())
        .containsPattern("RULE +THRESHOLD +APPLICATIONS +ALERTS +CRITICAL +WARNING +INFO\n")
        .containsPattern("gc-time-high +5 % +4 ")
        .containsPattern("\n +10 % \\* +3 ")
        .containsPattern("job-failed +every one \\* +0 +0 +0 +0 +0\n")
        .containsPattern("Worst cases of gc-time-high:\n  critical +40 % .*app-40\n")
        .containsPattern("Could not be read:\n  .*broken: is no event log of Spark");
  }

  @Test
  void csvHasTheSameFigures() throws IOException {
    JsonNode figures = json("--set", GRID);
    GivenTerminal csv = new GivenTerminal();
    csv.run("backtest", directory.toString(), "--set", GRID, "--format", "csv");
    List<String> rows = csv.out().lines().toList();

    assertThat(rows.get(0))
        .isEqualTo(
            "record,rule,field,value,threshold,inForce,applications,alerts,critical,warning,info,"
                + "severity,measured,measuredText,subject,applicationId,applicationName,log,"
                + "problem,read,unread,left");
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.replaceAll("\"[^\"]*\"", "").split(",", -1)).hasSize(22));
    assertThat(rows.get(1)).startsWith("logs,").endsWith(",5,1,0");
    for (JsonNode line : rule(figures, "gc-time-high").path("thresholds")) {
      assertThat(rows)
          .filteredOn(
              row ->
                  row.startsWith(
                      "rule,gc-time-high,threshold,"
                          + line.path("value").asText()
                          + ","
                          + line.path("threshold").asText()
                          + ","
                          + line.path("inForce").asText()
                          + ","
                          + line.path("applications").asText()
                          + ","
                          + line.path("alerts").asText()
                          + ","))
          .hasSize(1);
    }
    assertThat(rows)
        .anyMatch(row -> row.startsWith("worst,gc-time-high,") && row.contains(",40 %,"));
    assertThat(rows.get(rows.size() - 1)).startsWith("unread,").contains("broken");
  }

  @Test
  void aTextWithACommaIsQuotedInCsv() throws IOException {
    Path log = directory.resolve("named");
    Files.writeString(
        log,
        new SampleLog("app-x", "daily, \"big\"", 0.5).text().replace("\"big\"", "\\\"big\\\""));

    assertThat(backtest("--format", "csv")).isZero();
    assertThat(given.out()).contains(",app-x,\"daily, \"\"big\"\"\",");
  }

  @Test
  void outIsAFile() throws IOException {
    Path out = directory.resolve("figures/backtest.csv");

    assertThat(backtest("--format", "csv", "--out", out.toString())).isZero();
    assertThat(given.out()).isEmpty();
    assertThat(Files.readString(out)).startsWith("record,rule,");
  }

  @Test
  void theGateIsHeldAgainstTheRulesInForce() {
    assertThat(backtest("--fail-on", "critical")).isEqualTo(1);
    assertThat(backtest("--fail-on", "spill-ratio-high")).isZero();
    assertThat(backtest("--fail-on", "critical", "--set", "rule.gc-time-high.critical=50%"))
        .isZero();
  }

  @Test
  void whereNothingCanBeReadTheStatusSaysSo() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("broken"), "no event\n");

    assertThat(given.run("backtest", elsewhere.toString())).isEqualTo(2);
    assertThat(given.out()).contains("0 logs read, 1 could not be read.");
    assertThat(given.messages()).isEqualTo("spark-vitals: none of the logs could be read\n");
  }

  @Test
  void anEmptyDirectoryHoldsNoLog() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertThat(given.run("backtest", empty.toString())).isEqualTo(2);
    assertThat(given.messages()).isEqualTo("spark-vitals: " + empty + ": no event log is there\n");
  }

  @Test
  void aPlaceThatIsMissingIsNamed() {
    assertThat(given.run("backtest", directory + "/none")).isEqualTo(2);
    assertThat(given.messages()).startsWith("spark-vitals: " + directory + "/none").hasLineCount(1);
  }

  @Test
  void aLogThatIsGivenTwiceCountsOnce() throws IOException {
    assertThat(json(directory.resolve("app-40").toString()).path("logs").path("read").asInt())
        .isEqualTo(5);
  }

  @Test
  void anUnknownRuleIsRefused() {
    assertThat(backtest("--set", "rule.gc-tine-high.threshold=1%,2%")).isEqualTo(2);
    assertThat(given.messages()).contains("did you mean gc-time-high?");
    assertThat(backtest("--fail-on", "nothing-like-it")).isEqualTo(2);
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertThat(backtest("--threads", "0")).isEqualTo(2);
    assertThat(given.messages()).contains("--threads takes a number from 1 to 1,024");
    assertThat(backtest("--worst", "many")).isEqualTo(2);
    assertThat(given.messages()).contains("'--worst': 'many' is no whole number");
  }

  @Test
  void aRuleFileWithAMistakeIsRefused() throws IOException {
    Path rules =
        Files.writeString(directory.resolve("rules.yml"), "rules: [{id: gc-time-high, fur: 1m}]");

    assertThat(backtest("--rules", rules.toString(), "--fail-on", "critical")).isEqualTo(2);
    assertThat(given.out()).isEmpty();
    assertThat(given.messages()).contains("line 1, rule gc-time-high: field \"fur\"");
  }

  @Test
  void moreThreadsThanMakeSenseAreRefused() {
    assertThat(backtest("--threads", "2147483647")).isEqualTo(2);
    assertThat(given.messages())
        .isEqualTo(
            "spark-vitals: --threads takes a number from 1 to 1,024, --worst one from 0 on\n");
  }

  @Test
  void noNameInTheTextSteersTheTerminal() throws IOException {
    Files.writeString(directory.resolve("x\u001b[31m\u202e\u009b"), "no event\n");

    assertThat(backtest()).isZero();
    assertThat(given.out())
        .contains("x?[31m??: is no event log")
        .doesNotContain("\u001b", "\u202e", "\u009b");
  }

  @Test
  void noCellOfTheCsvIsAFormula() throws IOException {
    Files.writeString(directory.resolve("f"), new SampleLog("=1+1", "@cmd", 0.5).text());
    Files.writeString(directory.resolve("g"), new SampleLog("-17.5", "+a,b", 0.6).text());

    assertThat(backtest("--format", "csv")).isZero();
    assertThat(given.out()).contains(",'=1+1,'@cmd,", ",-17.5,\"'+a,b\",");
  }

  @Test
  void jsonHoldsNoControlsAsTheyAre() throws IOException {
    Files.writeString(directory.resolve("x\u202e\u009b"), "no event\n");

    assertThat(backtest("--format", "json")).isZero();
    assertThat(given.out()).contains("x\\u202E\\u009B").doesNotContain("\u202e", "\u009b");
  }
}
