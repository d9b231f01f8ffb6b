package io.sparkvitals;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.replay.EventLog;
import io.sparkvitals.replay.LogText;
import io.sparkvitals.report.Caveats;
import io.sparkvitals.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  @TempDir Path directory;

  private List<String> caveatsOf(int... parts) throws IOException {
    Path log = Files.createTempDirectory(directory, "eventlog_v2_app");
    List<String> lines = LogText.of(7, 3, 20);
    for (int i = 0; i < parts.length; i++) {
      int from = lines.size() * i / parts.length;
      int to = lines.size() * (i + 1) / parts.length;
      Files.write(log.resolve("events_" + parts[i] + "_app-1"), lines.subList(from, to));
    }
    Replay replay = new Replay(RuleBook.standard(Map.of(), problem -> {}), 10_000);
    return Caveats.of(replay.of(EventLog.at(log.toString()), bytes -> {})).stream()
        .filter(caveat -> caveat.contains("rolling"))
        .toList();
  }

  @Test
  void partsThatARollingLogLacksAreACaveat() throws IOException {
    assertThat(caveatsOf(1, 2, 3)).isEmpty();
    assertThat(caveatsOf(1, 3, 7))
        .containsExactly(
            "Parts of the rolling log are missing, and what they told is not in the figures: 2, 4"
                + " to 6.");
    assertThat(caveatsOf(2, 4, 6, 8, 10, 12))
        .containsExactly(
            "Parts of the rolling log are missing, and what they told is not in the figures: 1, 3,"
                + " 5, 7, 9 and others.");
  }
}
