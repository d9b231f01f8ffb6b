package io.sparkvitals.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.tracker.ApplicationTracker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogReaderTest {
  private static final String TASK =
      """
      {"Event":"SparkListenerTaskEnd","Stage ID":1,"Stage Attempt ID":0,"Task Type":"ResultTask",\
      "Task End Reason":{"Reason":"Success"},"Task Info":{"Task ID":7,"Index":0,"Attempt":0,\
      "Launch Time":1000,"Executor ID":"1","Host":"h","Locality":"ANY","Speculative":false,\
      "Getting Result Time":0,"Finish Time":1500,"Failed":false,"Killed":false,"Accumulables":[\
      {"ID":1,"Name":"x","Update":[1,{"a":2}],"Value":{}}]},\
      "Task Executor Metrics":{"JVMHeapMemory":5,"SomethingNew":3},\
      "Task Metrics":{"Executor Run Time":400,"Shuffle Read Metrics":{"Remote Bytes Read":3,\
      "Local Bytes Read":4,"Push Based Shuffle":{"Remote Bytes Read":9}},"Updated Blocks":[]}}
      """
          .strip();

  private final ApplicationTracker tracker = new ApplicationTracker();
  private final LogReader reader =
      new LogReader(
          tracker,
          time -> {},
          fault -> {
            throw fault;
          },
          1 << 16);

  private InputFacts read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private InputFacts read(byte[] bytes) throws IOException {
    reader.read(new ByteArrayInputStream(bytes));
    return reader.facts();
  }

  private StageSnapshot stage() {
    return tracker.snapshot().stages().get(0);
  }

  @Test
  void aTaskEndIsTakenInWhole() throws IOException {
    InputFacts input = read(TASK + "\n");

    assertThat(input.usedEvents()).isEqualTo(1);
    assertThat(input.truncated()).isFalse();
    assertThat(stage().status()).isEqualTo(StageStatus.UNKNOWN);
    assertThat(stage().durations().max()).isEqualTo(500);
    assertThat(stage().totals().get(TaskMetric.RUN_TIME_MILLIS)).isEqualTo(400);
    assertThat(stage().totals().shuffleReadBytes()).isEqualTo(7);
    assertThat(stage().totals().get(TaskMetric.SCHEDULER_DELAY_MILLIS)).isEqualTo(100);
    assertThat(tracker.snapshot().executors().get(0).memory().peaks().get(ExecutorMetric.JVM_HEAP))
        .isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[1]",
        "{}",
        "{\"Event\":7}",
        "{\"Stage ID\":1}",
        "\"Event\"",
        "{\"Event\":\"SparkListenerJobEnd\",\"Job ID\":1} more",
        "{\"Event\":\"SparkListenerJobEnd\",\"Job ID\":1",
        "{\"Event\":\"SparkListenerJobEnd\",\"Job ID\":NaN}",
        "{\"Event\":\"Unknown\",\"a\":[1,}",
        "{\"Event\":\"Unknown\",\"a\":01}",
        "{\"Event\":\"Unknown\",\"a\":\"\t\"}",
        "{\"a\":1,\"Event\":\"SparkListenerJobEnd\",\"Job ID\":1}}",
      })
  void aLineThatIsNoEventIsCountedAndSkipped(String line) throws IOException {
    InputFacts input = read(line + "\n" + TASK + "\n");

    assertThat(input.malformedLines()).isEqualTo(1);
    assertThat(input.truncated()).isFalse();
    assertThat(input.usedEvents()).isEqualTo(1);
    assertThat(tracker.snapshot().work().jobs().started()).isZero();
    assertThat(stage().counts().succeeded()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Event\":\"SparkListenerTaskEnd\"}",
        "{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":\"1\"}",
        "{\"Event\":\"SparkListenerTaskStart\",\"Stage ID\":1}",
        "{\"Event\":\"SparkListenerJobStart\"}",
        "{\"Event\":\"SparkListenerJobEnd\"}",
        "{\"Event\":\"SparkListenerStageCompleted\"}",
        "{\"Event\":\"SparkListenerStageCompleted\",\"Stage Info\":{\"Stage Name\":\"x\"}}",
        "{\"Event\":\"SparkListenerExecutorAdded\",\"Executor ID\":5}",
        "{\"Event\":\"SparkListenerExecutorRemoved\"}",
        "{\"Event\":\"SparkListenerStageExecutorMetrics\"}",
        "{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":1,\"Task Metrics\":"
            + "{\"Executor Run Time\":\"long\"}}",
        "{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":99999999999}",
        "{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":1,\"Task Metrics\":"
            + "{\"Executor Run Time\":99999999999999999999}}",
      })
  void anEventWithoutWhatItNeedsIsUnusableAndChangesNothing(String line) throws IOException {
    InputFacts input = read(line + "\n");

    assertThat(input.malformedLines()).isZero();
    assertThat(input.unusableEvents()).isEqualTo(1);
    assertThat(tracker.snapshot().stages()).isEmpty();
    assertThat(tracker.snapshot().executors()).isEmpty();
  }

  @Test
  void eventsOfNoUseAreOnlyCounted() throws IOException {
    InputFacts input =
        read("{\"Event\":\"com.vendor.Listener$Thing\",\"a\":{\"b\":[{}]},\"c\":null}\n");

    assertThat(input.unknownEvents()).isEqualTo(1);
  }

  @Test
  void blankLinesAreNoMistake() throws IOException {
    InputFacts input = read("\n  \t\r\n" + TASK + "\r\n\n");

    assertThat(input.lines()).isEqualTo(4);
    assertThat(input.malformedLines()).isZero();
    assertThat(input.usedEvents()).isEqualTo(1);
  }

  @Test
  void aLastLineThatBreaksOffMeansATruncatedLog() throws IOException {
    InputFacts input = read(TASK + "\n" + TASK.substring(0, 200));

    assertThat(input.truncated()).isTrue();
    assertThat(input.malformedLines()).isEqualTo(1);
    assertThat(input.usedEvents()).isEqualTo(1);
  }

  @Test
  void aWholeLastLineWithoutLineFeedIsWhole() throws IOException {
    InputFacts input = read(TASK + "\n" + TASK.replace("\"Task ID\":7", "\"Task ID\":8"));

    assertThat(input.truncated()).isFalse();
    assertThat(input.usedEvents()).isEqualTo(2);
  }

  @Test
  void aBrokenEndOfAPartThatIsNotTheLastIsNoTruncation() throws IOException {
    read(TASK.substring(0, 100));
    InputFacts input = read(TASK + "\n");

    assertThat(input.truncated()).isFalse();
    assertThat(input.malformedLines()).isEqualTo(1);
  }

  @Test
  void theNameOfTheEventMayStandAnywhere() throws IOException {
    String moved =
        TASK.replace("{\"Event\":\"SparkListenerTaskEnd\",", "{")
            .replaceAll("}$", ",\"Event\":\"SparkListenerTaskEnd\"}");

    assertThat(read(moved + "\n").usedEvents()).isEqualTo(1);
    assertThat(stage().durations().max()).isEqualTo(500);
    assertThat(stage().totals().shuffleReadBytes()).isEqualTo(7);
  }

  @Test
  void bytesThatAreNoUtf8AreReplaced() throws IOException {
    String line = TASK.replace("\"Host\":\"h\"", "\"Host\":\"h\u00e9\"") + "\n";
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);

    InputFacts input = read(bytes);

    assertThat(input.malformedLines()).isZero();
    assertThat(tracker.snapshot().executors().get(0).facts().host()).isEqualTo("h\ufffd");
  }

  @Test
  void aLineLargerThanAnyBufferPassesThrough() throws IOException {
    String filler = "\"Filler\":\"" + "x".repeat(300_000) + "\",";
    String large = TASK.replace("\"Stage ID\"", filler + "\"Stage ID\"");
    String broken = "{\"Event\":\"SparkListenerTaskEnd\",\"a\":\"" + "y".repeat(300_000);

    InputFacts input = read(large + "\n" + broken + "\n" + TASK + "\n");

    assertThat(input.usedEvents()).isEqualTo(2);
    assertThat(input.malformedLines()).isEqualTo(1);
    assertThat(stage().counts().succeeded()).isEqualTo(2);
  }

  @Test
  void nestingWithoutEndIsMalformed() throws IOException {
    InputFacts input =
        read("{\"Event\":\"x\",\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}\n" + TASK);

    assertThat(input.malformedLines()).isEqualTo(1);
    assertThat(input.usedEvents()).isEqualTo(1);
  }

  @Test
  void theLastOfTwoMembersCounts() throws IOException {
    read(
        TASK.replace("\"Task Metrics\":", "\"Task Metrics\":{\"JVM GC Time\":77},\"Task Metrics\":")
            + "\n");

    assertThat(stage().totals().get(TaskMetric.GC_TIME_MILLIS)).isZero();
    assertThat(stage().totals().get(TaskMetric.RUN_TIME_MILLIS)).isEqualTo(400);
  }

  @Test
  void aJobStagesAndExecutorsBecomeASnapshot() throws IOException {
    read(
        """
        {"Event":"SparkListenerLogStart","Spark Version":"3.5.9"}
        {"Event":"SparkListenerApplicationStart","App Name":"n","App ID":"app-1","Timestamp":1000,"User":"u"}
        {"Event":"SparkListenerExecutorAdded","Timestamp":1100,"Executor ID":"1","Executor Info":{"Host":"h","Total Cores":4,"Resource Profile Id":0}}
        {"Event":"SparkListenerBlockManagerAdded","Block Manager ID":{"Executor ID":"1","Host":"h","Port":1},"Maximum Memory":600,"Timestamp":1100,"Maximum Onheap Memory":600,"Maximum Offheap Memory":0}
        {"Event":"SparkListenerEnvironmentUpdate","JVM Information":{"Java Version":"17"},"Spark Properties":{"spark.master":"yarn","spark.secret":"s"}}
        {"Event":"SparkListenerJobStart","Job ID":0,"Submission Time":1200,"Stage Infos":[{"Stage ID":0,"Stage Name":"a"},{"Stage ID":1,"Stage Name":"b"}],"Stage IDs":[0,1],"Properties":{"spark.job.description":"d"}}
        {"Event":"SparkListenerStageSubmitted","Stage Info":{"Stage ID":1,"Stage Attempt ID":0,"Stage Name":"b","Number of Tasks":2,"Submission Time":1300},"Properties":{"spark.job.description":"d"}}
        {"Event":"SparkListenerStageCompleted","Stage Info":{"Stage ID":1,"Stage Attempt ID":0,"Stage Name":"b","Number of Tasks":2,"Submission Time":1300,"Completion Time":1400,"Failure Reason":"boom"}}
        {"Event":"SparkListenerJobEnd","Job ID":0,"Completion Time":1500,"Job Result":{"Result":"JobFailed","Exception":{"Message":"boom","Stack Trace":[]}}}
        {"Event":"SparkListenerExecutorRemoved","Timestamp":1600,"Executor ID":"1","Removed Reason":"Executor killed by driver."}
        {"Event":"SparkListenerApplicationEnd","Timestamp":1700,"ExitCode":3}
        """);

    ApplicationSnapshot snapshot = tracker.snapshot();
    assertThat(reader.facts().usedEvents()).isEqualTo(11);
    assertThat(snapshot.facts().sparkVersion()).isEqualTo("3.5.9");
    assertThat(snapshot.facts().environment()).containsOnlyKeys("java.version", "spark.master");
    assertThat(snapshot.endMillis()).isEqualTo(1700);
    assertThat(snapshot.exitCode()).hasValue(3);
    assertThat(stage().status()).isEqualTo(StageStatus.FAILED);
    assertThat(stage().facts().description()).isEqualTo("d");
    assertThat(snapshot.jobs().get(0).failure()).isEqualTo("boom");
    assertThat(snapshot.jobs().get(0).facts().name()).isEqualTo("b");
    assertThat(snapshot.work().events().stagesOnlyAnnounced()).isEqualTo(1);
    assertThat(snapshot.executors().get(0).loss().lossClass().lost()).isFalse();
  }

  private static final String MUTED =
      "\"Properties\":{\"spark.vitals.mute\":\"task-skew-high,budget\"}";

  @Test
  void readsWhatAJobMutes() throws IOException {
    read(
        "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":0,\"Submission Time\":1200,"
            + "\"Stage Infos\":[],\"Stage IDs\":[1],"
            + MUTED
            + "}\n"
            + "{\"Event\":\"SparkListenerStageSubmitted\",\"Stage Info\":{\"Stage ID\":1,"
            + "\"Stage Attempt ID\":0,\"Stage Name\":\"b\",\"Number of Tasks\":2},"
            + MUTED
            + "}\n");

    assertThat(tracker.snapshot().jobs().get(0).facts().muted()).isEqualTo("task-skew-high,budget");
    assertThat(stage().facts().muted()).isEqualTo("task-skew-high,budget");
  }

  @Test
  void readsWhichDataSetsOfASubmittedStageAreCached() throws IOException {
    String rdds =
        "\"RDD Info\":[{\"RDD ID\":3,\"Name\":\"customers\",\"Storage Level\":{\"Use Disk\":true,"
            + "\"Use Memory\":true,\"Deserialized\":true,\"Replication\":1}},{\"RDD ID\":4,\"Name\":"
            + "\"x\",\"Storage Level\":{\"Use Disk\":false,\"Use Memory\":false,\"Replication\":1}}]";
    String block =
        "{\"Event\":\"SparkListenerBlockUpdated\",\"Block Updated Info\":{\"Block Manager ID\":"
            + "{\"Executor ID\":\"1\",\"Host\":\"h\",\"Port\":1},\"Block ID\":\"rdd_%d_0\","
            + "\"Storage Level\":{\"Use Disk\":true,\"Use Memory\":true,\"Replication\":1},"
            + "\"Memory Size\":100,\"Disk Size\":0}}\n";
    String stage =
        "{\"Event\":\"SparkListenerStage%s\",\"Stage Info\":{\"Stage ID\":%d,\"Stage Attempt"
            + " ID\":0,\"Stage Name\":\"say \\\"b\\\"\",\"Number of Tasks\":2,"
            + rdds
            + "}}\n";

    read(
        stage.formatted("Submitted", 1)
            + block.formatted(3)
            + block.formatted(4)
            + stage.formatted("Completed", 1)
            + stage.formatted("Submitted", 2));

    assertThat(reader.facts().usedEvents()).isEqualTo(5);
    assertThat(tracker.snapshot().cached())
        .extracting(each -> each.id() + each.name() + each.lastStageId() + each.laterStages())
        .containsExactly("3customers21", "4-10");
  }
}
