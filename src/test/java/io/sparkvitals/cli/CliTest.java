package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
  private final GivenTerminal given = new GivenTerminal();

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "-V"})
  void versionNamesTheBuild(String argument) {
    assertThat(given.run(argument)).isZero();
    assertThat(given.out()).matches("spark-vitals \\S+ \\(revision \\S+, Java \\S+\\)\\R");
    assertThat(given.messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "help"})
  void helpNamesTheCommandsAndShowsExamples(String argument) {
    assertThat(given.run(argument)).isZero();
    assertThat(given.out())
        .contains("replay", "backtest", "version", "Examples:", "Exit status: 0 all is well")
        .contains("rule.gc-time-high.threshold=10%,15%,20%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "backtest"})
  void everyCommandHasAHelpWithExamples(String command) {
    assertThat(given.run(command, "--help")).isZero();
    assertThat(given.out())
        .contains("Usage: spark-vitals " + command, "--rules", "--set", "--fail-on", "Examples:");
  }

  @Test
  void helpFitsIntoAHundredColumns() {
    given.run("--help");
    given.run("replay", "--help");
    given.run("backtest", "--help");

    assertThat(given.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void withoutACommandItSaysWhereTheyAreListed() {
    assertThat(given.run()).isEqualTo(2);
    assertThat(given.messages())
        .isEqualTo("spark-vitals: a command is missing; --help lists them\n");
  }

  @Test
  void aMistypedCommandIsRecognised() {
    assertThat(given.run("repaly", "app-1")).isEqualTo(2);
    assertThat(given.messages())
        .isEqualTo(
            """
            spark-vitals: 'repaly' is no option or command; did you mean replay?
            Try: spark-vitals --help
            """);
  }

  @Test
  void aMistypedOptionIsRecognised() {
    assertThat(given.run("replay", "app-1", "--formt", "json")).isEqualTo(2);
    assertThat(given.messages())
        .contains("'--formt' is no option or command; did you mean --format")
        .contains("Try: spark-vitals replay --help");
  }

  @Test
  void aWrongWordIsAnsweredWithTheRightOnes() {
    assertThat(given.run("replay", "app-1", "--format", "xml")).isEqualTo(2);
    assertThat(given.messages())
        .contains("'--format': expected text or json or html, found \"xml\"");
  }

  @Test
  void aMissingLogIsMissed() {
    assertThat(given.run("replay")).isEqualTo(2);
    assertThat(given.messages()).contains("Missing required parameter: 'LOG'");
  }

  @Test
  void coloursInTheHelpAreForTerminals() {
    GivenTerminal watched = new GivenTerminal().watched("1");
    given.run("--help");
    watched.run("--help");

    assertThat(given.out()).doesNotContain("\u001b[");
    assertThat(watched.out()).contains("\u001b[");
  }

  @Test
  void helpThatCannotBeWrittenIsAnError() {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    Terminal terminal = Terminal.of(full, messages, false, Map.of());

    assertThat(new Cli(terminal, () -> 0).run("--help")).isEqualTo(2);
    assertThat(messages.toString(StandardCharsets.UTF_8))
        .isEqualTo("spark-vitals: standard output cannot be written: No space left on device\n");
  }

  @Test
  void noClassStandsInASentence() {
    IOException missing = new IOException("/x: there is no such file");

    assertThat(Errors.sentence(new UncheckedIOException(missing)))
        .isEqualTo("/x: there is no such file");
    assertThat(
            Errors.sentence(
                new IOException("failed: io.sparkvitals.files.FileProblem: /x: is missing")))
        .isEqualTo("failed: /x: is missing");
  }
}
