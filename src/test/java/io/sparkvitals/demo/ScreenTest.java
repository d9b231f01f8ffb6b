package io.sparkvitals.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.demo.Screen.Look;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void alignsAndWrapsWhatIsSaid() {
    Screen screen = screen(40, false);

    screen.say("job", Look.BOLD, "one two three four five six");
    screen.more("why", Look.PLAIN, "seven eight nine ten eleven");

    assertThat(text())
        .isEqualTo(
            """
              0:00  job     one two three four five
                            six
                            why seven eight nine ten
                                eleven
            """);
  }

  @Test
  void leavesWordsWholeThatAreLongerThanTheLine() {
    screen(40, false).say("job", Look.PLAIN, "see http://127.0.0.1:4090/metrics/and/more now");

    assertThat(text()).contains("\n                http://127.0.0.1:4090/metrics/and/more\n");
  }

  @Test
  void writesNoColourCodesWhenTheyAreOff() {
    screen(80, false).say("ALERT", Look.RED, "x");

    assertThat(text()).doesNotContain("\u001b");
  }

  @Test
  void coloursTheSpeakerOnATerminal() {
    screen(80, true).say("ALERT", Look.RED, "x");

    assertThat(text()).contains("\u001b[1;31mALERT\u001b[0m   x");
  }

  private Screen screen(int width, boolean colours) {
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), clock, width, colours);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
