package io.sparkvitals.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.cluster.Await;
import io.sparkvitals.cluster.JobJar;
import io.sparkvitals.cluster.SparkClusterExtension;
import io.sparkvitals.cluster.SparkHome;
import io.sparkvitals.cluster.SparkSubmission;
import io.sparkvitals.cluster.SparkSubmissionBuilder;
import io.sparkvitals.cluster.Workspace;
import io.sparkvitals.files.DecodedStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logs that real Sparks have written, of every codec and layout. */
class EventLogCodecsIT {
  @RegisterExtension
  static final SparkClusterExtension SPARK_3 = SparkClusterExtension.of("3.5.9", "2.12");

  @RegisterExtension
  static final SparkClusterExtension SPARK_4 = SparkClusterExtension.of("4.2.0", "2.13");

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Pattern EVENT = Pattern.compile("\\{\"Event\":\"([^\"]+)\".*\\}");

  /** Twice 200,000 characters each: more than two parts of 10 MiB. */
  private static final int JOBS = 60;

  private Workspace workspace;
  private Path logs;

  @BeforeEach
  void makeWorkspace() throws IOException {
    workspace = Workspace.create("eventlogs");
    logs = workspace.newDirectory("logs");
  }

  @AfterEach
  void closeWorkspace() {
    workspace.close();
  }

  private SparkSubmissionBuilder chatty(SparkHome home, String... settings) throws IOException {
    SparkSubmissionBuilder submission =
        SparkSubmission.builder(home, workspace)
            .name("chatty")
            .job(JobJar.of("ChattyJob", home))
            .arguments(Integer.toString(JOBS))
            .conf("spark.ui.enabled", "false")
            .conf("spark.eventLog.enabled", "true")
            .conf("spark.eventLog.dir", logs.toUri().toString());
    for (String setting : settings) {
      submission.conf("spark.eventLog." + setting.split("=")[0], setting.split("=")[1]);
    }
    return submission;
  }

  /** Runs it to its end and returns its log. */
  private EventLog logOf(SparkSubmissionBuilder submission) throws Exception {
    List<String> before = EventLog.allIn(logs.toString()).stream().map(EventLog::path).toList();
    try (SparkSubmission application = submission.start()) {
      assertThat(application.await(LONG)).as(application.tail()).isZero();
    }
    List<EventLog> after = new ArrayList<>(EventLog.allIn(logs.toString()));
    after.removeIf(log -> before.contains(log.path()));
    assertThat(after).hasSize(1);
    return EventLog.at(after.get(0).path());
  }

  private static List<String> linesOf(EventLog log) throws IOException {
    List<String> lines = new ArrayList<>();
    for (EventLog.Part part : log.parts()) {
      try (DecodedStream stream = part.open();
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8), 1 << 16)) {
        reader.lines().forEach(lines::add);
      }
    }
    return lines;
  }

  /** The name of each event, in order; every line is one. */
  private static List<String> eventsOf(EventLog log) throws IOException {
    List<String> events = new ArrayList<>();
    for (String line : linesOf(log)) {
      Matcher event = EVENT.matcher(line);
      assertThat(event.matches()).as("an event: %.200s", line).isTrue();
      events.add(event.group(1));
    }
    return events;
  }

  private static void assertWhole(EventLog log) throws IOException {
    for (EventLog.Part part : log.parts()) {
      try (DecodedStream stream = part.open()) {
        stream.transferTo(OutputStream.nullOutputStream());
        assertThat(stream.problem()).isNull();
        assertThat(stream.consumed()).isEqualTo(part.size());
      }
    }
    List<String> events = eventsOf(log);
    assertThat(events).startsWith("SparkListenerLogStart").endsWith("SparkListenerApplicationEnd");
    Map<String, Long> counts =
        events.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(counts)
        .containsEntry("SparkListenerApplicationStart", 1L)
        .containsEntry("SparkListenerJobStart", (long) JOBS)
        .containsEntry("SparkListenerJobEnd", (long) JOBS)
        .containsEntry("SparkListenerStageSubmitted", (long) JOBS)
        .containsEntry("SparkListenerStageCompleted", (long) JOBS)
        .containsEntry("SparkListenerTaskStart", 2L * JOBS)
        .containsEntry("SparkListenerTaskEnd", 2L * JOBS);
  }

  private static byte[] firstBytes(EventLog log) throws IOException {
    Path file = Path.of(log.path());
    Path first = Files.isDirectory(file) ? file.resolve(log.parts().get(0).name()) : file;
    try (var in = Files.newInputStream(first)) {
      return in.readNBytes(4);
    }
  }

  @Test
  void readsEveryCodecAndLayoutOfSpark3() throws Exception {
    EventLog plain = logOf(chatty(SPARK_3.home(), "compress=false"));
    assertThat(firstBytes(plain)).asString().isEqualTo("{\"Ev");
    assertWhole(plain);

    EventLog lz4 = logOf(chatty(SPARK_3.home(), "compress=true", "compression.codec=lz4"));
    assertThat(firstBytes(lz4)).asString().isEqualTo("LZ4B");
    assertWhole(lz4);

    EventLog snappy = logOf(chatty(SPARK_3.home(), "compress=true", "compression.codec=snappy"));
    assertThat(firstBytes(snappy)).startsWith(0x82, 'S', 'N', 'A');
    assertWhole(snappy);

    EventLog rolling =
        logOf(
            chatty(
                SPARK_3.home(),
                "compress=true",
                "compression.codec=zstd",
                "rolling.enabled=true",
                "rolling.maxFileSize=10m"));
    assertThat(firstBytes(rolling)).startsWith(0x28, 0xb5, 0x2f, 0xfd);
    assertThat(rolling.parts().size()).isGreaterThanOrEqualTo(3);
    assertWhole(rolling);

    assertThat(EventLog.allIn(logs.toString()))
        .extracting(EventLog::path)
        .containsExactlyInAnyOrder(plain.path(), lz4.path(), snappy.path(), rolling.path());
  }

  @Test
  void readsWhatSpark4WritesByDefault() throws Exception {
    EventLog log = logOf(chatty(SPARK_4.home()));
    assertThat(Path.of(log.path())).isDirectory();
    assertThat(firstBytes(log)).startsWith(0x28, 0xb5, 0x2f, 0xfd);
    assertWhole(log);
  }

  /** All that Spark has flushed, which it does at the end of each job. */
  @Test
  void readsTheLogOfADriverThatRunsAndOfOneThatWasKilled() throws Exception {
    SparkSubmissionBuilder submission =
        chatty(SPARK_3.home(), "compress=true", "compression.codec=zstd").arguments("stay");
    try (SparkSubmission application = submission.start()) {
      application.awaitLine("JOB done", LONG);
      Await.until(
          "end of the last job in the log", LONG, this::endedJobs, Long.valueOf(JOBS)::equals);
    }
    assertThat(eventsOf(runningLog()))
        .startsWith("SparkListenerLogStart")
        .doesNotContain("SparkListenerApplicationEnd");
  }

  private EventLog runningLog() throws IOException {
    List<EventLog> found = EventLog.allIn(logs.toString());
    assertThat(found).singleElement().extracting(EventLog::path).asString().endsWith(".inprogress");
    return found.get(0);
  }

  private long endedJobs() throws IOException {
    String end = "{\"Event\":\"SparkListenerJobEnd\"";
    return linesOf(runningLog()).stream().filter(line -> line.startsWith(end)).count();
  }
}
