package io.sparkvitals.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.report.Golden;
import io.sparkvitals.report.Hostile;
import io.sparkvitals.report.Nightly;
import io.sparkvitals.report.Report;
import io.sparkvitals.report.Run;
import io.sparkvitals.tracker.ApplicationTracker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportTest {
  private static final String ESCAPE = "\u001b";

  private static String text(Report report, TextStyle style) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TextReport.write(report, style, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String text(Report report) throws IOException {
    return text(report, TextStyle.PLAIN);
  }

  @Test
  void writesTheNightlyRunAsTheFileSays() throws IOException {
    String text = text(Nightly.replayed());

    assertThat(text).isEqualTo(Golden.text("text/nightly.txt", text));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 140})
  void keepsToTheWidth(int width) throws IOException {
    TextStyle style = TextStyle.PLAIN.width(width);

    assertThat((text(Nightly.replayed(), style) + text(Hostile.report(), style)).lines())
        .filteredOn(line -> !line.contains("--conf"))
        .allSatisfy(line -> assertThat(TextLayout.width(line)).isLessThanOrEqualTo(width));
  }

  @Test
  void breaksNoLineThatIsThereToBeCopied() throws IOException {
    assertThat(text(Nightly.replayed(), TextStyle.PLAIN.width(60)).lines())
        .contains("         --conf spark.executor.processTreeMetrics.enabled=true");
  }

  @Test
  void alignsFiguresOfATable() throws IOException {
    List<String> table =
        text(Nightly.replayed())
            .lines()
            .dropWhile(line -> !line.startsWith("  stage  what"))
            .takeWhile(line -> !line.isEmpty())
            .toList();

    int end = table.get(0).indexOf("run time") + "run time".length();
    assertThat(table).hasSize(5);
    assertThat(table)
        .allSatisfy(
            line -> {
              assertThat(line.charAt(end - 1)).isNotEqualTo(' ');
              assertThat(line.charAt(end)).isEqualTo(' ');
            });
  }

  @Test
  void leavesColumnsOutWhereThereIsNoRoom() throws IOException {
    assertThat(text(Nightly.replayed(), TextStyle.PLAIN.width(60)))
        .contains("run time  share")
        .doesNotContain("shuffle   input");
  }

  @Test
  void leavesColumnsOutThatSayNothing() throws IOException {
    Run run = Run.started().submit(0, "count", 1, 1).task(0, "1", 1, 3, task -> {});

    assertThat(text(run.live())).contains("  GC  skew\n").doesNotContain("failed", "peak heap");
  }

  @Test
  void writesNoEscapesUnlessColoursAreAskedFor() throws IOException {
    assertThat(text(Nightly.replayed())).doesNotContain(ESCAPE);
    assertThat(text(Nightly.replayed(), TextStyle.PLAIN.colours(true)))
        .contains(ESCAPE + "[1;31mCRITICAL" + ESCAPE + "[0m  A job failed (job-failed)\n");
  }

  @Test
  void saysTheSameInColours() throws IOException {
    String coloured = text(Nightly.replayed(), TextStyle.PLAIN.colours(true));

    assertThat(coloured.replaceAll(ESCAPE + "\\[[0-9;]+m", "")).isEqualTo(text(Nightly.replayed()));
  }

  @Test
  void keepsControlCharactersOfNamesFromTheTerminal() throws IOException {
    assertThat(text(Hostile.report()).codePoints())
        .noneMatch(
            point ->
                point != '\n'
                    && List.of(Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR)
                        .stream()
                        .anyMatch(type -> Character.getType(point) == type));
  }

  @Test
  void letsOnlyItsOwnEscapesThroughInColours() throws IOException {
    String coloured = text(Hostile.report(), TextStyle.PLAIN.colours(true));

    assertThat(coloured.replaceAll(ESCAPE + "\\[(0|1|1;31|33|36)m", "")).doesNotContain(ESCAPE);
  }

  @Test
  void writesNothingButAsciiWhereThatIsAskedFor() throws IOException {
    String text = text(Hostile.report(), TextStyle.PLAIN.ascii(true));

    assertThat(text).matches(Pattern.compile("[\\n -~]+"));
    assertThat(text).contains("...");
  }

  @Test
  void putsTheWorstFirst() throws IOException {
    String text = text(Nightly.replayed());

    assertThat(text.lines().filter(line -> line.matches("(CRITICAL|WARNING|INFO)  .*")))
        .startsWith(
            "CRITICAL  A job failed (job-failed)", "CRITICAL  Executors were lost (executor-lost)")
        .endsWith("WARNING  Executors have nothing to do (executor-idle-high)");
  }

  @Test
  void saysTheSameAdviceOnce() throws IOException {
    assertThat(text(Nightly.replayed()).split("maxPartitionBytes=64m", -1)).hasSize(2);
  }

  @Test
  void namesOnlySomeOfManyAlertsOfARule() throws IOException {
    Run run = Run.started();
    for (int stage = 0; stage < 30; stage++) {
      double start = 1 + stage * 300;
      run.submit(stage, "count at Job.scala:" + stage, 21, start);
      for (int i = 0; i < 20; i++) {
        run.task(stage, "1", start, 2, task -> {});
      }
      run.task(stage, "1", start, 60 + stage, task -> {});
      run.complete(stage, "count at Job.scala:" + stage, 21, start + 100).look(start + 101);
    }

    String text = text(run.live());

    assertThat(text.split("WARNING  One task takes far longer", -1)).hasSize(4);
    assertThat(text)
        .contains("where  stage 29.0 (")
        .contains("WARNING  27 more of task-skew-high\n         - stage 26.0 (")
        .contains("         - and 22 more\n")
        .contains("Stages that cost most task time (10 of 30)");
  }

  @Test
  void countsStagesThatCostNothingToo() throws IOException {
    Run run = Run.started().executor("1", 4, 0);
    for (int stage = 0; stage < 12; stage++) {
      run.submit(stage, "count at Job.scala:" + stage, 1, 1 + stage);
      if (stage > 0) {
        run.task(stage, "1", 1 + stage, 0.5, task -> {});
      }
      run.complete(stage, "count at Job.scala:" + stage, 1, 2 + stage);
    }

    assertThat(text(run.live())).contains("Stages that cost most task time (10 of 12)");
  }

  @Test
  void saysThatNothingIsWrong() throws IOException {
    Run run = Run.started().executor("1", 4, 0).task(0, "1", 1, 3, task -> {}).end(9, 0);

    assertThat(text(run.live()))
        .startsWith("daily etl (app-1) ran on Spark 3.5.9 as ann for 9 s and ended with success.\n")
        .contains("\nNo rule found anything wrong.\n")
        .contains("spark.vitals.report.dir")
        .doesNotContain("Alerts", "Failed tasks", "Mind");
  }

  @Test
  void warnsOfALogThatBreaksOff() throws IOException {
    InputFacts.Counter input = new InputFacts.Counter();
    input.truncated = true;
    input.malformedLines = 1;

    assertThat(text(Run.started().look(30).replayed(input)))
        .contains("until its log stops")
        .contains("\nMind\nThe log breaks off:")
        .contains("1 line of the log is no event and was skipped.");
  }

  @Test
  void hasLittleToSayOfNothing() throws IOException {
    ApplicationSnapshot nothing = new ApplicationTracker().snapshot();

    assertThat(text(Report.live(nothing, List.of())))
        .startsWith("An application ran and still runs.\nIt ran no job.\n");
  }

  @Test
  void showsTheLostExecutorsOfManyFirst() throws IOException {
    Run run = Run.started();
    for (int i = 0; i < 30; i++) {
      run.executor("e" + i, 4, i);
    }
    run.removed("e29", 90, "Container marked as failed. Exit status: 137").end(100, 0);

    String text = text(run.live());

    assertThat(text).contains("Executors (20 of 30: lost ones, then the busiest)");
    assertThat(text.lines().dropWhile(line -> !line.startsWith("Executors")).skip(2).findFirst())
        .get()
        .asString()
        .matches("  e29 +host-e29 +4 .*killed after 61 s, probably for its memory: Contai.*");
  }

  @Test
  void showsWhatIsWrongInTheSettingsAndOnlyNamesHints() throws IOException {
    Report report =
        Run.started()
            .environment(
                java.util.Map.of(
                    "spark.master", "yarn",
                    "java.version", "17.0.2",
                    "spark.driver.maxResultSize", "0"))
            .end(10, null)
            .live();

    assertThat(text(report))
        .contains("\nSettings\nReadiness score 80 of 100 (1 warning, ")
        .contains("No limit on results (result-size-unlimited)\n")
        .contains("  found  spark.driver.maxResultSize=0 is no limit.\n")
        .contains("         --conf spark.driver.maxResultSize=2g\n")
        .contains("\nHints: executor-cores-few, ");
  }
}
