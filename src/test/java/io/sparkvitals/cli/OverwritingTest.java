package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverwritingTest {
  @TempDir private Path directory;

  @Test
  void refusesTheLogItselfALinkToItAndAPartOfIt() throws IOException {
    Path log = Files.writeString(directory.resolve("app-1"), "x");
    Path link = Files.createSymbolicLink(directory.resolve("link"), log);
    Path rolling = Files.createDirectory(directory.resolve("eventlog_v2_app-2"));
    Path part = Files.writeString(rolling.resolve("events_1_app-2"), "x");
    List<String> logs = List.of(log.toString(), rolling.toString());

    for (Path each : List.of(log, link, part)) {
      assertThatThrownBy(() -> Overwriting.refuse("--out", each.toString(), logs))
          .isInstanceOf(CliFailure.class)
          .hasMessageContaining("--out " + each + " would overwrite the log ");
    }
  }

  @Test
  void takesEverythingElse() throws IOException {
    Path log = Files.writeString(directory.resolve("app-1"), "x");
    Path older = Files.writeString(directory.resolve("app-1.html"), "x");
    for (String each : List.of("", older.toString(), directory.toString(), "s3a://bucket/app-1")) {
      assertThatCode(() -> Overwriting.refuse("--out", each, List.of(log.toString())))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void refusesTwoReportsInOneFile() {
    String file = directory.resolve("out").toString();
    assertThatThrownBy(() -> Overwriting.refuseSame("--out", file, "--junit", directory + "/./out"))
        .isInstanceOf(CliFailure.class)
        .hasMessage("--out and --junit name the same file; name two");
    assertThatCode(() -> Overwriting.refuseSame("--out", "", "--junit", ""))
        .doesNotThrowAnyException();
  }
}
