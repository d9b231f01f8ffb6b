package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogListTest {
  @TempDir Path directory;

  @Test
  void aLogCountsOnceWhateverItsNames() throws IOException {
    Path log = Files.writeString(directory.resolve("app-1"), "{}");
    Path link = Files.createSymbolicLink(directory.resolve("link"), log);
    Path rolled = Files.createDirectory(directory.resolve("eventlog_v2_app-2"));
    Files.writeString(rolled.resolve("events_1_app-2"), "{} {}");

    LogList found =
        LogList.of(
            List.of(
                log.toString(),
                directory + "/./app-1",
                link.toString(),
                directory.toString(),
                rolled.toString(),
                rolled + "/"));

    assertThat(found.paths()).containsExactly(rolled.toString(), log.toString());
    assertThat(found.size()).isEqualTo(2);
  }

  @Test
  void pipesAndLinksToNothingAreListedAndNotRead() throws Exception {
    Files.writeString(directory.resolve("app-1"), "{}");
    Path pipe = directory.resolve("pipe");
    Files.createSymbolicLink(directory.resolve("gone"), directory.resolve("nowhere"));
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo");

    LogList found = LogList.of(List.of(directory.toString()));

    assertThat(found.paths()).containsExactly(directory.resolve("app-1").toString());
    assertThat(found.unreadable())
        .containsOnlyKeys(directory.resolve("gone").toString(), pipe.toString());
    assertThat(found.size()).isEqualTo(3);

    assertThat(LogList.of(List.of(pipe.toString())).paths()).containsExactly(pipe.toString());
  }
}
