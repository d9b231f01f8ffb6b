package io.sparkvitals.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.Work;
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
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String text(Report report) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonReport.write(report, bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static JsonNode json(Report report) throws IOException {
    return JSON.readTree(text(report));
  }

  private static JsonNode json(Run run) throws IOException {
    return json(run.live());
  }

  @Test
  void writesTheNightlyRunAsTheFileSays() throws IOException {
    String text =
        text(Nightly.replayed())
            .replaceFirst(
                "\"version\":\"[^\"]*\",\"revision\":\"[^\"]*\"",
                "\"version\":\"1\",\"revision\":\"r\"");

    assertThat(text).isEqualTo(Golden.text("json/nightly.json", text));
  }

  @Test
  void holdsWhatItsPageSays() throws IOException {
    assertThat(JsonContract.differences(json(Nightly.replayed()))).isEmpty();
  }

  @Test
  void holdsWhatItsPageSaysWhenNothingIsKnown() throws IOException {
    Report nothing = Report.live(new ApplicationTracker().snapshot(), List.of());

    assertThat(JsonContract.differences(json(nothing))).isEmpty();
  }

  @Test
  void startsWithTheSchema() throws IOException {
    assertThat(text(Run.started().live())).startsWith("{\n  \"schema\": 1,\n");
  }

  @Test
  void keepsTheStreamOpen() throws IOException {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };

    JsonReport.write(Run.started().live(), bytes);

    assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("}\n");
  }

  @Test
  void givesStagesAndExecutorsALineEach() throws IOException {
    assertThat(text(Nightly.replayed()).lines())
        .anyMatch(line -> line.startsWith("    {\"stageId\":1,\"attempt\":0,"))
        .anyMatch(line -> line.startsWith("    {\"id\":\"2\",\"host\":\"host-2\","));
  }

  @Test
  void leavesAnUnknownIdentityNull() throws IOException {
    JsonNode application =
        json(Report.live(new ApplicationTracker().snapshot(), List.of())).get("application");

    assertThat(application.properties())
        .isNotEmpty()
        .allSatisfy(member -> assertThat(member.getValue().isNull()).isTrue());
  }

  @Test
  void leavesTheEndNullWhileTheApplicationRuns() throws IOException {
    Run run = Run.started().look(60);

    JsonNode running = json(run);
    JsonNode ended = json(run.end(90, 0));

    assertThat(running.at("/application/endTimeMillis").isNull()).isTrue();
    assertThat(running.at("/application/exitCode").isNull()).isTrue();
    assertThat(ended.at("/application/endTimeMillis").asLong()).isEqualTo(Run.at(90));
    assertThat(ended.at("/application/exitCode").asInt(-1)).isZero();
  }

  @Test
  void leavesTheInputNullForALiveRun() throws IOException {
    assertThat(json(Run.started()).get("input").isNull()).isTrue();
  }

  @Test
  void tellsHowTheLogRead() throws IOException {
    InputFacts.Counter counter = new InputFacts.Counter();
    counter.lines = 9;
    counter.malformedLines = 2;
    counter.unusableEvents = 1;
    counter.unknownEvents = 3;
    counter.truncated = true;

    JsonNode input = json(Run.started().replayed(counter)).get("input");

    assertThat(input.toString())
        .isEqualTo(
            "{\"lines\":9,\"malformedLines\":2,\"unusableEvents\":1,\"unknownEvents\":3,"
                + "\"usedEvents\":0,\"cutValues\":0,\"truncated\":true}");
  }

  @Test
  void leavesWhatIsUnknownOfAStageNull() throws IOException {
    Run run = Run.started();
    run.start(4, "1", 10);

    JsonNode stage = json(run).at("/stages/0");

    assertThat(stage.get("status").asText()).isEqualTo("unknown");
    assertThat(nulls(stage))
        .contains(
            "name",
            "description",
            "jobId",
            "jobGroup",
            "failureReason",
            "numTasks",
            "submissionTimeMillis",
            "completionTimeMillis",
            "gcRatio",
            "cpuRatio",
            "spillRatio",
            "usualMedianMillis");
  }

  private static List<String> nulls(JsonNode object) {
    return object.properties().stream()
        .filter(member -> member.getValue().isNull())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void countsNoValuesAndLeavesTheirFiguresNull() throws IOException {
    Run run = Run.started().submit(4, "count", 2, 1);

    JsonNode duration = json(run).at("/stages/0/distributions/durationMillis");

    assertThat(duration.get("count").asInt(-1)).isZero();
    assertThat(nulls(duration))
        .containsExactly("min", "median", "p75", "p95", "max", "sum", "skewRatio");
  }

  @Test
  void leavesTheSkewNullWhereTheMedianIsZero() throws IOException {
    Run run = Run.started().submit(4, "count", 2, 1).task(4, "1", 2, 3, task -> {});

    JsonNode distributions = json(run).at("/stages/0/distributions");

    assertThat(distributions.at("/inputBytes/median").toString()).isEqualTo("0");
    assertThat(distributions.at("/inputBytes/skewRatio").isNull()).isTrue();
    assertThat(distributions.at("/durationMillis/skewRatio").toString()).isEqualTo("1");
  }

  @Test
  void writesAMedianBetweenTwoIntegersWithItsFraction() throws IOException {
    Run run =
        Run.started()
            .submit(4, "count", 2, 1)
            .task(4, "1", 2, 0.001, task -> {})
            .task(4, "1", 2, 0.002, task -> {});

    assertThat(json(run).at("/stages/0/distributions/durationMillis/median").toString())
        .isEqualTo("1.5");
  }

  @Test
  void leavesWhatIsUnknownOfAnExecutorNull() throws IOException {
    JsonNode executor = json(Run.started().task(4, "7", 2, 3, task -> {})).at("/executors/0");

    assertThat(executor.get("id").asText()).isEqualTo("7");
    assertThat(executor.get("lost").isBoolean()).isTrue();
    assertThat(executor.get("lost").asBoolean()).isFalse();
    assertThat(nulls(executor))
        .contains(
            "cores",
            "addedTimeMillis",
            "removedTimeMillis",
            "removalReason",
            "lossClass",
            "tasksRunningAtRemoval",
            "cachedBytesAtRemoval",
            "allocatedCoreMillis",
            "busyCoreMillis",
            "idleRatio");
    assertThat(executor.get("peaks")).isEmpty();
  }

  @Test
  void tellsALossFromARemovalThatWasAskedFor() throws IOException {
    Run run =
        Run.started()
            .executor("1", 4, 1)
            .executor("2", 4, 1)
            .removed("1", 50, "Command exited with code 137")
            .removed("2", 60, "Executor killed by driver.");

    JsonNode executors = json(run).get("executors");

    assertThat(executors.findValuesAsText("lost")).containsExactly("true", "false");
    assertThat(executors.findValuesAsText("lossClass"))
        .containsExactly("memory_kill", "driver_requested");
    assertThat(executors.findValuesAsText("removalReason"))
        .containsExactly("Command exited with code 137", "Executor killed by driver.");
  }

  @Test
  void listsOnlyMetricsAboveZeroOfASingleTask() throws IOException {
    Run run = Run.started().task(4, "1", 2, 3, task -> task.set(TaskMetric.INPUT_BYTES, 12));

    assertThat(json(run).at("/stages/0/slowestTasks/0/metrics").toString())
        .isEqualTo("{\"runTimeMillis\":3000,\"inputBytes\":12}");
  }

  @Test
  void listsTasksThatHaveNotEnded() throws IOException {
    Run run = Run.started().submit(4, "count", 2, 1);
    run.start(4, "1", 10);
    run.look(70);

    JsonNode stage = json(run).at("/stages/0");

    assertThat(stage.at("/tasks/unfinished").asInt()).isEqualTo(1);
    assertThat(stage.at("/longestRunningTasks/0/durationMillis").asInt()).isEqualTo(60_000);
  }

  @Test
  void keepsIntegersBeyondTheReachOfDoubles() throws IOException {
    long large = (1L << 53) + 1;
    Run run = Run.started().task(4, "1", 2, 3, task -> task.set(TaskMetric.INPUT_BYTES, large));

    JsonNode stage = json(run).at("/stages/0");

    assertThat(stage.at("/metrics/inputBytes").isIntegralNumber()).isTrue();
    assertThat(stage.at("/metrics/inputBytes").asLong()).isEqualTo(large);
    assertThat(stage.at("/distributions/inputBytes/max").asLong()).isEqualTo(large);
    assertThat(stage.at("/distributions/inputBytes/sum").asLong()).isEqualTo(large);
  }

  @Test
  void keepsAttemptsOfAStageApart() throws IOException {
    Run run = Run.started().submit(4, "count", 2, 1).failed(4, "count", 2, 5, "fetch failed");
    run.tracker.stageSubmitted(
        StageFacts.of(StageKey.of(4, 1), "count", 1).submitted(Run.at(6)).facts());
    run.tracker.taskEnded(
        new TaskSample()
            .reset(4, 1)
            .task(1, 0, 0, false)
            .place("1", "host-1", Locality.ANY)
            .times(Run.at(6), Run.at(7))
            .ended(TaskOutcome.RESUBMITTED));

    JsonNode report = json(run);

    assertThat(report.get("stages").findValuesAsText("status")).containsExactly("failed", "active");
    assertThat(report.at("/stages/0/failureReason").asText()).isEqualTo("fetch failed");
    assertThat(report.at("/stages/1/tasks/resubmitted").asInt()).isEqualTo(1);
    assertThat(report.at("/totals/stages/retried").asInt()).isEqualTo(1);
  }

  @Test
  void countsAsSkippedWhatWasOnlyAnnounced() throws IOException {
    Work.Events.Counter events = new Work.Events.Counter();
    events.stagesSkipped = 9;
    events.stagesOnlyAnnounced = 2;
    Work work = Work.of(TaskBreakdown.EMPTY, TaskTotals.ZERO).events(events.events()).work();
    ApplicationSnapshot snapshot =
        ApplicationSnapshot.of(ApplicationFacts.UNKNOWN, work, Run.T0).snapshot();

    assertThat(json(Report.live(snapshot, List.of())).at("/totals/stages/skipped").asInt())
        .isEqualTo(2);
  }

  @Test
  void listsAlertsInTheOrderOfFiring() throws IOException {
    JsonNode alerts = json(Nightly.replayed()).get("alerts");

    assertThat(alerts.findValuesAsText("firedAtMillis")).isSorted().hasSizeGreaterThan(5);
    assertThat(alerts.findValuesAsText("rule"))
        .contains("gc-time-high", "task-skew-high", "job-failed", "executor-lost");
  }

  @Test
  void namesWhatAnAlertIsAbout() throws IOException {
    JsonNode alerts = json(Nightly.replayed()).get("alerts");

    assertThat(subject(alerts, "task-skew-high"))
        .contains("\"scope\":\"stage\"", "\"stageId\":1,\"attempt\":0", "\"jobId\":0")
        .doesNotContain("executorId");
    assertThat(subject(alerts, "executor-lost"))
        .contains("\"scope\":\"application\"", "\"executorId\":\"2\",\"host\":\"host-2\"")
        .doesNotContain("stageId");
    assertThat(subject(alerts, "job-failed")).contains("\"jobId\":1").doesNotContain("stageId");
  }

  private static String subject(JsonNode alerts, String rule) {
    for (JsonNode alert : alerts) {
      if (alert.get("rule").asText().equals(rule)) {
        return alert.get("subject").toString();
      }
    }
    throw new AssertionError("no alert of " + rule);
  }

  @Test
  void leavesTheMeasureOfAnOccurrenceNull() throws IOException {
    JsonNode lost =
        json(Nightly.replayed())
            .get("alerts")
            .valueStream()
            .filter(alert -> alert.get("rule").asText().equals("executor-lost"))
            .findFirst()
            .orElseThrow();

    assertThat(nulls(lost)).contains("signal", "unit", "value", "threshold", "samples");
  }

  @Test
  void saysThatSparkDroppedEvents() throws IOException {
    Run run = Run.started();
    run.tracker.eventsDropped("shared", 3);

    JsonNode report = json(run);

    assertThat(report.at("/losses/incomplete").asBoolean()).isTrue();
    assertThat(report.at("/losses/droppedEvents/shared").asInt()).isEqualTo(3);
    assertThat(report.at("/caveats/0").asText()).startsWith("Spark dropped 3 events");
  }

  @Test
  void hidesPropertiesThatLookLikeASecret() throws IOException {
    String text = text(Nightly.replayed());

    assertThat(text).doesNotContain("hunter2").contains("\"spark.executor.memory\":\"8g\"");
  }

  @Test
  void survivesHostileNames() throws IOException {
    String text = text(Hostile.report());
    JsonNode report = JSON.readTree(text);

    assertThat(JsonContract.differences(report)).isEmpty();
    assertThat(text.chars()).noneMatch(c -> c < ' ' && c != '\n');
    assertThat(report.at("/stages/0/name").asText())
        .startsWith("\u001b[2J")
        .contains("\uD83D\uDE00 \uFFFD \uFFFD", "漢字")
        .hasSize(Hostile.NAME.length());
    assertThat(report.at("/application/id").asText()).contains("]]>");
  }
}
