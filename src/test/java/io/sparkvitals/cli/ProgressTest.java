package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final GivenTerminal given = new GivenTerminal().watched("2");
  private final Progress progress = new Progress(given.terminal(), given::nanoTime);

  @Test
  void aShortReadShowsNothing() {
    LongConsumer reading = progress.reading("app.zstd", 100_000_000);
    given.passes(900);
    reading.accept(90_000_000);
    progress.clear();

    assertThat(given.messages()).isEmpty();
  }

  @Test
  void aLongReadSaysHowFarItIsAndLeavesTheLineEmpty() {
    LongConsumer reading = progress.reading("app.zstd", 1_000_000_000);
    given.passes(2_000);
    reading.accept(400_000_000);

    String line = "app.zstd  40 % of 1,000 MB, 200 MB/s, 3 s left";
    assertThat(given.messages()).isEqualTo("\r" + line);

    progress.clear();
    assertThat(given.messages()).isEqualTo("\r" + line + "\r" + " ".repeat(line.length()) + "\r");
  }

  @Test
  void itIsDrawnAtMostFiveTimesASecondOverWhatWasThere() {
    LongConsumer reading = progress.reading("app", 1_000_000_000);
    given.passes(1_000);
    reading.accept(100_000_000);
    given.passes(100);
    reading.accept(110_000_000);
    given.passes(100);
    reading.accept(1_000_000_000);

    assertThat(given.messages())
        .isEqualTo(
            "\rapp  10 % of 1,000 MB, 100 MB/s, 9 s left"
                + "\rapp 100 % of 1,000 MB, 833 MB/s, 0 s left");
  }

  @Test
  void aLongPathIsCutAtItsBeginning() {
    LongConsumer reading =
        progress.reading("s3a://bucket/" + "x".repeat(100) + "/app-1", 1_000_000);
    given.passes(1_000);
    reading.accept(500_000);

    assertThat(given.messages()).startsWith("\r…").contains("x/app-1  50 % of").hasSize(79);
  }

  @Test
  void nobodyIsShownAnythingWhereNobodyWatches() {
    GivenTerminal redirected = new GivenTerminal().watched("1");
    Progress unseen = new Progress(redirected.terminal(), redirected::nanoTime);
    redirected.passes(5_000);
    unseen.logs(3, 10, 1);

    assertThat(redirected.messages()).isEmpty();
  }

  @Test
  void aBacktestCountsItsLogs() {
    given.passes(1_000);
    progress.logs(3, 1_000, 1);

    assertThat(given.messages()).isEqualTo("\r3 of 1,000 logs, 1 could not be read");
  }
}
