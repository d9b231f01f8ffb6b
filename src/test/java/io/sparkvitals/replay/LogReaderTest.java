package io.sparkvitals.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.StreamingQuery;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.tracker.ApplicationTracker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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

  @Test
  void aBatchOfAStreamingQueryIsTakenInWhole() throws IOException {
    read(
        """
        {"Event":"org.apache.spark.sql.streaming.StreamingQueryListener$QueryProgressEvent",\
        "progress":{"id":"q","runId":"r","name":"orders","timestamp":"2026-01-01T00:00:00.000Z",\
        "batchId":4,"batchDuration":120,"durationMs":{"triggerExecution":120,"addBatch":90,\
        "somethingElse":7},"eventTime":{"watermark":"1970-01-01T00:00:05.000Z"},\
        "stateOperators":[{"numRowsTotal":3,"memoryUsedBytes":30,"customMetrics":{"a":1}},\
        {"numRowsTotal":4,"memoryUsedBytes":40}],"sources":[{"description":"Rate"}],\
        "sink":{"description":"x"},"numInputRows":50,"inputRowsPerSecond":10.5,\
        "processedRowsPerSecond":20.5}}
        """);

    StreamingQuery query = tracker.snapshot().streaming().get(0);
    assertThat(query.name()).isEqualTo("orders");
    assertThat(query.id()).isEqualTo("q");
    assertThat(query.batchId()).isEqualTo(4);
    assertThat(query.inputRows()).isEqualTo(50);
    assertThat(query.phaseMillis()).isEqualTo(Map.of("triggerExecution", 120L, "addBatch", 90L));
    assertThat(query.watermarkMillis()).isEqualTo(5_000);
    assertThat(query.stateRows()).isEqualTo(7);
    assertThat(query.stateMemoryBytes()).isEqualTo(70);
    assertThat(query.processedRowsPerSecond()).isEqualTo(20.5);
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
    assertThat(snapshot.facts().otherKeys().names()).containsExactly("spark.secret");
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
    assertThat(tracker.snapshot().cacheLives())
        .extracting(each -> each.rdd().id() + " " + each.inMemory() + " " + each.onDisk())
        .containsExactly("3 true true", "4 false false");
  }

  @Test
  void readsWhichStagesRunInBarrierMode() throws IOException {
    String stage =
        "{\"Event\":\"SparkListenerStageSubmitted\",\"Stage Info\":{\"Stage ID\":%d,\"Stage Attempt"
            + " ID\":0,\"Stage Name\":\"b\",\"Number of Tasks\":2,\"RDD Info\":[{\"RDD ID\":3,"
            + "\"Barrier\":%s},{\"RDD ID\":2,\"Barrier\":false}]}}\n";

    read(stage.formatted(1, "true") + stage.formatted(2, "false"));

    assertThat(tracker.snapshot().work().events().barrierStages()).isEqualTo(1);
    assertThat(tracker.snapshot().stages())
        .extracting(each -> each.facts().barrier())
        .containsExactly(true, false);
  }

  @Test
  void readsAtWhichLevelADataSetIsCached() throws IOException {
    String stage =
        "{\"Event\":\"SparkListenerStageSubmitted\",\"Stage Info\":{\"Stage ID\":%d,\"Stage"
            + " Attempt ID\":0,\"Stage Name\":\"b\",\"Number of Tasks\":2,\"RDD Info\":[{\"RDD"
            + " ID\":3,\"Name\":\"c\",\"Storage Level\":{\"Use Disk\":%s,\"Use Memory\":%s,"
            + "\"Deserialized\":true,\"Replication\":1}}]}}\n";
    String block =
        "{\"Event\":\"SparkListenerBlockUpdated\",\"Block Updated Info\":{\"Block Manager ID\":"
            + "{\"Executor ID\":\"1\",\"Host\":\"h\",\"Port\":1},\"Block ID\":\"rdd_3_0\","
            + "\"Storage Level\":{\"Use Disk\":true,\"Use Memory\":true,\"Replication\":1},"
            + "\"Memory Size\":100,\"Disk Size\":0}}\n";

    read(stage.formatted(1, "false", "true") + block);
    assertThat(tracker.snapshot().cacheLives())
        .extracting(each -> each.inMemory() + " " + each.onDisk())
        .containsExactly("true false");

    read(stage.formatted(2, "true", "false"));
    assertThat(tracker.snapshot().cacheLives())
        .extracting(each -> each.inMemory() + " " + each.onDisk())
        .containsExactly("false true");
  }

  private static String started(String member) {
    return "{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"n\","
        + member
        + "\"Timestamp\":1000}\n";
  }

  @ParameterizedTest
  @ValueSource(ints = {30_000, 120_000, 900_000})
  void whatIsLargeAndOfNoUseCostsNothing(int size) throws IOException {
    String much = "x1".repeat(size / 2);
    InputFacts input =
        read(
            started("\"a\":\"" + much + "\",")
                + started("\"" + much + "\":1,")
                + started("\"a\":" + "1".repeat(size) + ",")
                + started("\"a\":-0." + "1".repeat(size) + "e-7,")
                + started("\"a\":[" + "1,".repeat(size / 2) + "1],"));

    assertThat(input.usedEvents()).isEqualTo(5);
    assertThat(input.cutValues()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {120_000, 900_000})
  void aLongTextThatIsOfUseIsCutAndCounted(int size) throws IOException {
    InputFacts input = read(started("\"App Name\":\"" + "\\u00e9".repeat(size) + "\","));

    assertThat(input.usedEvents()).isEqualTo(1);
    assertThat(input.cutValues()).isEqualTo(1);
    assertThat(tracker.snapshot().facts().name()).isEqualTo("é".repeat(Limits.SHORT_TEXT));
  }

  /** As Spark 4 sets them itself, for every job of a query. */
  @Test
  void longOptionsOfTheJvmsAreComparedAndNoValueThatIsCut() throws IOException {
    InputFacts input =
        read(
            "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":0,\"Stage IDs\":[],\"Properties\":{"
                + "\"spark.executor.extraJavaOptions\":\""
                + "-Dx=y ".repeat(200)
                + "\",\"spark.sql.execution.id\":\"0\"}}\n");

    assertThat(input.usedEvents()).isEqualTo(1);
    assertThat(input.cutValues()).isZero();
  }

  @Test
  void idsAndNamesOfHostsAreCutAndCounted() throws IOException {
    String id = "i".repeat(5_000);
    InputFacts input =
        read(
            "{\"Event\":\"SparkListenerExecutorAdded\",\"Timestamp\":1,\"Executor ID\":\""
                + id
                + "\",\"Executor Info\":{\"Host\":\""
                + id
                + "\",\"Total Cores\":1}}\n");

    assertThat(input.cutValues()).isEqualTo(2);
    assertThat(tracker.snapshot().executors().get(0).facts().id()).hasSize(Limits.SHORT_TEXT);
    assertThat(tracker.snapshot().executors().get(0).facts().host()).hasSize(Limits.SHORT_TEXT);
  }

  @Test
  void whyAnExecutorIsGoneKeepsItsRootCause() throws IOException {
    InputFacts input =
        read(
            "{\"Event\":\"SparkListenerExecutorRemoved\",\"Timestamp\":1,\"Executor ID\":\"1\","
                + "\"Removed Reason\":\"lost"
                + " ".repeat(5_000)
                + "\\nCaused by: java.io.IOException: disk\"}\n");

    assertThat(input.cutValues()).isZero();
    assertThat(tracker.snapshot().executors().get(0).loss().reason())
        .hasSizeLessThan(Limits.SHORT_TEXT + 300)
        .endsWith("java.io.IOException: disk");
  }

  @Test
  void stagesOfAJobBeyondTheBoundAreLeftOutAndCountedOnce() throws IOException {
    StringBuilder infos = new StringBuilder();
    StringBuilder ids = new StringBuilder();
    for (int id = 0; id < Limits.STAGES + 7; id++) {
      infos.append(id == 0 ? "" : ",").append("{\"Stage ID\":").append(id).append('}');
      ids.append(id == 0 ? "" : ",").append(id);
    }
    InputFacts input =
        read(
            "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":0,\"Stage Infos\":["
                + infos
                + "],\"Stage IDs\":["
                + ids
                + "]}\n");

    assertThat(input.cutValues()).isEqualTo(7);
  }

  @Test
  void theNameOfALongEventMayStandAnywhereInItsStart() throws IOException {
    String filler = "\"a\":[" + "1,".repeat(100_000) + "1]";
    String end = "\"Event\":\"SparkListenerJobEnd\",\"Job ID\":1";

    InputFacts near = read("{\"b\":2," + end + "," + filler + "}\n");
    assertThat(near.usedEvents()).isEqualTo(1);

    InputFacts far = read("{" + filler + "," + end + "}\n{" + filler + "}\n");
    assertThat(far.usedEvents()).isEqualTo(1);
    assertThat(far.unusableEvents()).isEqualTo(1);
    assertThat(far.malformedLines()).isEqualTo(1);
  }

  @Test
  void aLongLastLineThatIsMalformedButWholeIsNoTruncation() throws IOException {
    InputFacts whole = read("{\"Event\":nonsense" + "x".repeat(300_000) + "\n");
    assertThat(whole.malformedLines()).isEqualTo(1);
    assertThat(whole.truncated()).isFalse();

    InputFacts broken = read("{\"Event\":nonsense" + "x".repeat(300_000));
    assertThat(broken.truncated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":1,\"Stage Attempt ID\":4294967296}",
        "{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":1,\"Stage Attempt"
            + " ID\":99999999999999999999}",
        "{\"Event\":\"SparkListenerStageCompleted\",\"Stage Info\":{\"Stage ID\":1,"
            + "\"Number of Tasks\":4294967297}}",
        "{\"Event\":\"SparkListenerStageSubmitted\",\"Stage Info\":{\"Stage ID\":1,"
            + "\"Stage Attempt ID\":-4294967296.0}}",
      })
  void aNumberBeyondItsRangeIsNeverTakenForAnother(String line) throws IOException {
    assertThat(read(line + "\n").unusableEvents()).isEqualTo(1);
    assertThat(tracker.snapshot().stages()).isEmpty();
  }

  @Test
  void anExitCodeOrDataSetBeyondItsRangeIsNone() throws IOException {
    InputFacts input =
        read(
            """
            {"Event":"SparkListenerApplicationEnd","Timestamp":5,"ExitCode":4294967296}
            {"Event":"SparkListenerUnpersistRDD","RDD ID":4294967296}
            """);

    assertThat(input.usedEvents()).isEqualTo(2);
    assertThat(tracker.snapshot().endMillis()).isEqualTo(5);
    assertThat(tracker.snapshot().exitCode()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999", "1e999", "\"x\"", "{\"a\":[1]}", "null", "true"})
  void aNumberThatMayBeMissingNeverCostsTheEvent(String value) throws IOException {
    read(
        "{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"n\",\"Timestamp\":"
            + value
            + ",\"App ID\":\"a\"}\n");

    assertThat(reader.facts().unusableEvents()).isZero();
    assertThat(tracker.snapshot().facts().id()).isEqualTo("a");
    assertThat(tracker.snapshot().facts().startMillis()).isZero();
  }

  @Test
  void aFractionOfANumberThatMayBeMissingIsCutOff() throws IOException {
    read(started("").replace("1000", "1000.9"));

    assertThat(tracker.snapshot().facts().startMillis()).isEqualTo(1000);
  }

  @Test
  void unknownExecutorMetricsOfATaskAreSteppedOverWhateverTheyAre() throws IOException {
    InputFacts input =
        read(
            TASK.replace(
                    "\"SomethingNew\":3",
                    "\"New\":{\"JVMHeapMemory\":9},\"Newer\":\"x\",\"Newest\":[1],\"N\":null")
                + "\n");

    assertThat(input.usedEvents()).isEqualTo(1);
    assertThat(tracker.snapshot().executors().get(0).memory().peaks().get(ExecutorMetric.JVM_HEAP))
        .isEqualTo(5);
  }
}
