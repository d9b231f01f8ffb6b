package io.sparkvitals.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import io.sparkvitals.files.DecodedStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  @TempDir Path directory;

  /** Each file holds its own name. */
  private Path files(String... names) throws IOException {
    for (String name : names) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    return directory;
  }

  private static List<String> partsOf(Path path) throws IOException {
    return names(EventLog.at(path.toString()));
  }

  private static List<String> names(EventLog log) {
    return log.parts().stream().map(EventLog.Part::name).toList();
  }

  private List<String> logsIn(Path path) throws IOException {
    return EventLog.allIn(path.toString()).stream()
        .map(log -> directory.relativize(Path.of(log.path())) + " " + names(log))
        .toList();
  }

  private static void assertNoLog(Path path, String what) {
    assertThatThrownBy(() -> EventLog.at(path.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": " + what);
  }

  @Test
  void aFileIsALogWhateverItsName() throws IOException {
    for (String name : List.of("app-1", "app-1.zstd.inprogress", "some log.json", ".hidden")) {
      Path file = files(name).resolve(name);
      EventLog log = EventLog.at(file.toString());
      assertThat(names(log)).containsExactly(name);
      assertThat(log.path()).isEqualTo(file.toString());
      assertThat(log.size()).isEqualTo(name.length());
    }
  }

  @Test
  void partsOfARollingLogComeInTheOrderOfTheirNumbers() throws IOException {
    Path log =
        files(
            "events_10_app-1.zstd",
            "events_9_app-1.zstd",
            "events_1_app-1.zstd",
            "events_11_app-1.zstd.inprogress",
            "events_123456789012345678901234567890_app-1",
            "appstatus_app-1.inprogress",
            ".events_1_app-1.zstd.crc",
            "eventlog",
            "README",
            "events_x_app-1",
            "events_5");
    Files.createDirectory(log.resolve("events_2_app-1"));

    assertThat(partsOf(log))
        .containsExactly(
            "events_1_app-1.zstd",
            "events_9_app-1.zstd",
            "events_10_app-1.zstd",
            "events_11_app-1.zstd.inprogress",
            "events_123456789012345678901234567890_app-1");
    assertThat(EventLog.at(log.toString()).size()).isEqualTo(132);
  }

  @Test
  void aCompactFileReplacesAllUpToItsNumber() throws IOException {
    Path log =
        files(
            "events_1_app-1.zstd",
            "events_2_app-1.zstd.compact",
            "events_2_app-1.zstd",
            "events_3_app-1.zstd",
            "events_4_app-1.zstd.compact",
            "events_4_app-1.zstd",
            "events_5_app-1.zstd",
            "events_10_app-1.zstd");
    assertThat(partsOf(log))
        .containsExactly(
            "events_4_app-1.zstd.compact", "events_5_app-1.zstd", "events_10_app-1.zstd");
  }

  @Test
  void theMarkOfACompactFileMayStandBeforeTheCodec() throws IOException {
    Path log =
        files("events_1_a", "events_2_a.compact.zstd", "events_3_my.compacted", "events_2_a");
    assertThat(partsOf(log)).containsExactly("events_2_a.compact.zstd", "events_3_my.compacted");
  }

  @Test
  void partsOfADatabricksLogComeByDateAndTheUndatedLast() throws IOException {
    Path log =
        files(
            "eventlog",
            "eventlog-2024-05-01--10-30.gz",
            "eventlog-2024-05-01--10-00.gz",
            "eventlog-2023-12-31--23-50.gz",
            "stdout",
            "log4j-active.log");
    Files.createDirectory(log.resolve("eventlog_v2_app-1"));
    assertThat(partsOf(log))
        .containsExactly(
            "eventlog-2023-12-31--23-50.gz",
            "eventlog-2024-05-01--10-00.gz",
            "eventlog-2024-05-01--10-30.gz",
            "eventlog");
  }

  @Test
  void partsAreDecodedAndSayWhatTheyTookFromTheDisk() throws IOException {
    byte[] content = "{\"Event\":\"SparkListenerLogStart\"}\n".repeat(1_000).getBytes(UTF_8);
    byte[] compressed = Zstd.compress(content);
    Files.write(directory.resolve("events_1_app-1.zstd"), compressed);
    Files.write(directory.resolve("events_2_app-1.zstd"), content);
    EventLog log = EventLog.at(directory.toString());
    assertThat(log.size()).isEqualTo(compressed.length + content.length);
    long consumed = 0;
    for (EventLog.Part part : log.parts()) {
      try (DecodedStream stream = part.open()) {
        assertThat(stream.readAllBytes()).isEqualTo(content);
        assertThat(stream.consumed()).isEqualTo(part.size());
        consumed += stream.consumed();
      }
    }
    assertThat(consumed).isEqualTo(log.size());
  }

  @Test
  void saysWhyAPathIsNoLog() throws IOException {
    assertNoLog(directory.resolve("app-1"), "there is no such file or directory; check the path");
    assertNoLog(
        directory,
        "is an empty directory; name an event log, a file or the directory of a rolling one");
    files("logs/app-1", "logs/eventlog_v2_app-2/events_1_app-2", "started/appstatus_app-1");
    assertNoLog(
        directory.resolve("logs"),
        "is a directory, but not that of a rolling event log (no file events_N_… in it); name one"
            + " log, or give a directory of many logs to backtest");
    assertNoLog(
        directory.resolve("started"), "is a directory without a file of events; name an event log");
  }

  @Test
  void aPartThatCannotBeReadSaysSoWhenItIsOpened() throws IOException {
    Path file = files("app-1").resolve("app-1");
    EventLog log = EventLog.at(file.toString());
    Files.writeString(file, "PK\3\4 a zip");
    assertThatThrownBy(() -> log.parts().get(0).open())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": is a zip archive");
    Files.delete(file);
    assertThatThrownBy(() -> log.parts().get(0).open())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": there is no such file");
  }

  @Test
  void findsAllLogsOfADirectoryByName() throws IOException {
    files(
        "local-2",
        "application_1_1.lz4",
        "app-3.inprogress",
        "eventlog_v2_app-4/events_2_app-4",
        "eventlog_v2_app-4/events_1_app-4",
        "eventlog_v2_app-4/appstatus_app-4",
        "cluster-5/eventlog",
        "cluster-5/eventlog-2024-05-01--10-00.gz",
        "eventlog_v2_just-started/appstatus_just-started.inprogress",
        "deeper/logs/app-6",
        "_SUCCESS",
        "_temporary/0/app-7",
        ".app-3.inprogress.crc",
        ".hidden/events_1_x",
        "local-2.crc",
        "local-2.md5",
        "local-2.sha256",
        "appstatus_app-1");
    assertThat(logsIn(directory))
        .containsExactly(
            "app-3.inprogress [app-3.inprogress]",
            "application_1_1.lz4 [application_1_1.lz4]",
            "cluster-5 [eventlog-2024-05-01--10-00.gz, eventlog]",
            "eventlog_v2_app-4 [events_1_app-4, events_2_app-4]",
            "local-2 [local-2]");
  }

  @Test
  void aDirectoryThatIsOneLogAndAFileAreOneLog() throws IOException {
    files("rolled/events_1_a", "rolled/notes.txt", "databricks/eventlog", "databricks/_SUCCESS");
    assertThat(logsIn(directory.resolve("rolled"))).containsExactly("rolled [events_1_a]");
    assertThat(logsIn(directory.resolve("databricks"))).containsExactly("databricks [eventlog]");
    assertThat(logsIn(directory.resolve("rolled/notes.txt")))
        .containsExactly("rolled/notes.txt [notes.txt]");
  }

  @Test
  void aLogBesideOthersThatIsNamedLikeOneOfDatabricksIsALogOfItsOwn() throws IOException {
    files("eventlog", "eventlog-old", "app-1");
    assertThat(logsIn(directory))
        .containsExactly("app-1 [app-1]", "eventlog [eventlog]", "eventlog-old [eventlog-old]");
  }

  @Test
  void onePartAmongOtherLogsIsALogOfItsOwn() throws IOException {
    files("events_1_app-7.zstd", "app-1", "local-2.lz4", "README.md");

    assertThat(logsIn(directory))
        .containsExactly(
            "README.md [README.md]",
            "app-1 [app-1]",
            "events_1_app-7.zstd [events_1_app-7.zstd]",
            "local-2.lz4 [local-2.lz4]");
    assertNoLog(
        directory, "is a directory of several logs; name one of them, or give it to backtest");
  }

  @Test
  void onePartIsTheLogOfADirectoryThatSparkMadeForIt() throws IOException {
    files("eventlog_v2_app-7/events_1_app-7.zstd", "eventlog_v2_app-7/core.77");
    Path log = directory.resolve("eventlog_v2_app-7");

    assertThat(partsOf(log)).containsExactly("events_1_app-7.zstd");
    assertThat(logsIn(directory)).containsExactly("eventlog_v2_app-7 [events_1_app-7.zstd]");
  }

  @Test
  void logsBesideThePartsOfARollingLogAreLogsOfTheirOwn() throws IOException {
    files("r/events_1_app-7", "r/events_2_app-7", "r/app-1", "r/eventlog_v2_app-2/events_1_app-2");

    assertThat(logsIn(directory.resolve("r")))
        .containsExactly(
            "r [events_1_app-7, events_2_app-7]",
            "r/app-1 [app-1]",
            "r/eventlog_v2_app-2 [events_1_app-2]");
    assertThat(partsOf(directory.resolve("r"))).hasSize(2);
  }

  private List<String> missingIn(String... names) throws IOException {
    Path log = Files.createTempDirectory(directory, "log");
    for (String name : names) {
      Files.writeString(log.resolve(name), name);
    }
    return EventLog.at(log.toString()).missingParts();
  }

  @Test
  void tellsWhichPartsOfARollingLogAreMissing() throws IOException {
    assertThat(missingIn("events_1_a", "events_2_a", "events_3_a")).isEmpty();
    assertThat(missingIn("events_1_a", "events_3_a", "events_10_a")).containsExactly("2", "4 to 9");
    assertThat(missingIn("events_3_a", "events_4_a.inprogress")).containsExactly("1 to 2");
    assertThat(missingIn("events_1_a", "events_4_a.compact", "events_5_a")).isEmpty();
    assertThat(missingIn("events_4_a.compact", "events_6_a")).containsExactly("5");
    assertThat(missingIn("eventlog", "eventlog-2024-05-01--10-00.gz")).isEmpty();
  }

  @Test
  void aLinkToNothingIsALogThatSaysSo() throws IOException {
    files("app-1", "rolled/events_1_a", "rolled/events_3_a");
    Path gone = directory.resolve("gone");
    Files.createSymbolicLink(gone, directory.resolve("nowhere"));
    Files.createSymbolicLink(directory.resolve("rolled/events_2_a"), gone);

    List<EventLog> logs = EventLog.allIn(directory.toString());

    assertThat(logs)
        .extracting(EventLog::problem)
        .containsExactly(null, gone + ": is a link to nothing; remove it or mend it", null);
    assertThatThrownBy(() -> logs.get(1).parts().get(0).open())
        .hasMessage(gone + ": is a link to nothing; remove it or mend it");
    assertThat(logs.get(2).missingParts()).containsExactly("2");
  }

  @Test
  void anEmptyDirectoryHasNoLogsAndAMissingOneIsASentence() throws IOException {
    assertThat(EventLog.allIn(directory.toString())).isEmpty();
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> EventLog.allIn(missing.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": there is no such file or directory; check the path");
  }

  @Test
  void aRollingLogThatIsClosedToUsSaysSoWhenItIsOpened() throws IOException {
    files("app-1", "eventlog_v2_app-2/events_1_app-2", "theirs/events_1_app-3");
    Path closed = directory.resolve("eventlog_v2_app-2");
    Path theirs = directory.resolve("theirs");
    assumeTrue(closed.toFile().setReadable(false) && theirs.toFile().setReadable(false));
    try {
      assumeFalse(Files.isReadable(closed), "root may read everything");
      List<EventLog> logs = EventLog.allIn(directory.toString());
      assertThat(logs)
          .extracting(EventLog::path)
          .containsExactly(directory.resolve("app-1").toString(), closed.toString());
      assertThatThrownBy(() -> logs.get(1).parts().get(0).open())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(closed + ": permission to list it is denied");
    } finally {
      assertThat(closed.toFile().setReadable(true)).isTrue();
      assertThat(theirs.toFile().setReadable(true)).isTrue();
    }
  }
}
