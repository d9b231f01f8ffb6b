package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static Terminal terminal(boolean console, Map<String, String> environment) {
    return Terminal.of(
        new ByteArrayOutputStream(), new ByteArrayOutputStream(), console, environment);
  }

  @Test
  void withoutTheLauncherJavasConsoleDecides() {
    assertThat(terminal(true, Map.of()).outWatched()).isTrue();
    assertThat(terminal(true, Map.of()).messagesWatched()).isTrue();
    assertThat(terminal(false, Map.of()).messagesWatched()).isFalse();
  }

  @Test
  void theLauncherKnowsEachDescriptor() {
    Terminal piped = terminal(false, Map.of("SPARK_VITALS_TTY", "2"));

    assertThat(piped.outWatched()).isFalse();
    assertThat(piped.messagesWatched()).isTrue();
    assertThat(terminal(true, Map.of("SPARK_VITALS_TTY", "")).messagesWatched()).isFalse();
  }

  @Test
  void coloursAreForATerminalThatWantsThem() {
    assertThat(terminal(true, Map.of()).colourful()).isTrue();
    assertThat(terminal(false, Map.of()).colourful()).isFalse();
    assertThat(terminal(true, Map.of("NO_COLOR", "1")).colourful()).isFalse();
    assertThat(terminal(true, Map.of("TERM", "dumb")).colourful()).isFalse();
  }

  @Test
  void theWidthIsThatOfTheTerminal() {
    assertThat(terminal(true, Map.of("COLUMNS", "132")).columns()).isEqualTo(132);
    assertThat(terminal(true, Map.of("COLUMNS", "0")).columns()).isEqualTo(100);
    assertThat(terminal(true, Map.of()).columns()).isEqualTo(100);
  }

  @Test
  void aTerminalWithoutUnicodeGetsNone() {
    assertThat(terminal(true, Map.of("LANG", "C")).ascii()).isTrue();
    assertThat(terminal(true, Map.of("LC_ALL", "POSIX", "LANG", "C.UTF-8")).ascii()).isTrue();
    assertThat(terminal(true, Map.of("LANG", "de_DE.UTF-8")).ascii()).isFalse();
    assertThat(terminal(true, Map.of()).ascii()).isFalse();
    assertThat(terminal(false, Map.of("LANG", "C")).ascii()).isFalse();
  }
}
