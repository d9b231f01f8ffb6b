package io.sparkvitals.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.Privacy;
import io.sparkvitals.model.SqlJoin;
import io.sparkvitals.tracker.ApplicationEvents;
import io.sparkvitals.tracker.ApplicationTracker;
import io.sparkvitals.tracker.RedactedEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a log's plans tell of joins. */
class SqlReadingsTest {
  private final ApplicationTracker tracker = new ApplicationTracker();
  private LogReader reader;

  private List<SqlJoin> joins(List<String> lines) throws IOException {
    read(tracker, lines);
    return tracker.snapshot().joins();
  }

  private void read(ApplicationEvents events, List<String> lines) throws IOException {
    reader =
        new LogReader(
            events,
            time -> {},
            fault -> {
              throw fault;
            });
    byte[] log = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    reader.read(new ByteArrayInputStream(log));
  }

  @Test
  void joinsAreReadWithTheirSidesAndWhatTheSessionSet() throws IOException {
    assertThat(joins(LogText.of(1, 2, 3)))
        .singleElement()
        .satisfies(
            join -> {
              assertThat(join.type()).isEqualTo("Inner");
              assertThat(join.threshold()).isEqualTo("-1");
              assertThat(join.left().source()).isEqualTo("Scan parquet sales.items");
              assertThat(join.left().shuffledBytes()).hasValue(5_000);
              assertThat(join.left().stageId()).hasValue(4);
              assertThat(join.right().shuffledBytes()).hasValue(30);
            });
  }

  @Test
  void namesOfWhatTheSessionSetAreKeptWithoutTheirValues() throws IOException {
    joins(
        List.of(
            START.replace(
                "\"time\"",
                "\"modifiedConfigs\":{\"spark.executor.memory\":\"2g\",\"spark.sql.x\":\"1\"},\"time\"")));

    assertThat(tracker.snapshot().facts().otherKeys().session())
        .containsExactly("spark.executor.memory");
    assertThat(tracker.snapshot().facts().property("spark.executor.memory")).isNull();
  }

  @Test
  void ofAQuerysJobIsNamedWhatItHasOfTheProcessesOtherwiseThanTheApplication() throws IOException {
    String environment =
        "{\"Event\":\"SparkListenerEnvironmentUpdate\",\"Spark Properties\":{"
            + "\"spark.driver.memory\":\"1g\",\"spark.executor.memory\":\"1g\"}}";
    String job =
        "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":0,\"Submission Time\":1700000000000,"
            + "\"Stage Infos\":[],\"Stage IDs\":[],\"Properties\":{"
            + "\"spark.driver.memory\":\"2g\",\"spark.executor.memory\":\"1g\","
            + "\"spark.executor.cores\":\"8\",\"spark.serializer\":\"x\",\"spark.x\":\"0\"}}";
    joins(List.of(environment, job));
    assertThat(tracker.snapshot().facts().otherKeys().session()).isEmpty();

    joins(List.of(job.replace("spark.x", "spark.sql.execution.id")));
    assertThat(tracker.snapshot().facts().otherKeys().session())
        .containsExactly("spark.driver.memory", "spark.executor.cores");
  }

  @Test
  void ofAQuerysJobWithTooManyPropertiesTheRestOfTheLineIsReadAllTheSame() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= Limits.SESSION_SETTINGS; i++) {
      many.append("\"spark.executor.x").append(i).append("\":\"y\",");
    }
    joins(
        List.of(
            "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":7,\"Submission Time\":1700000000000,"
                + "\"Stage Infos\":[],\"Stage IDs\":[],\"Properties\":{"
                + many
                + "\"spark.executor.z\":7,\"spark.jobGroup.id\":\"nightly\"}}"));

    assertThat(reader.facts().malformedLines()).isZero();
    assertThat(tracker.snapshot().jobs())
        .singleElement()
        .satisfies(job -> assertThat(job.facts().group()).isEqualTo("nightly"));
  }

  @Test
  void anExecutionsDescriptionIsThatOfItsWorkFromSparksOwnThreads() throws IOException {
    String job =
        "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":2,\"Submission Time\":1700000000000,"
            + "\"Stage Infos\":[{\"Stage ID\":3,\"Stage Name\":\"$anonfun$withThreadLocalCaptured$1"
            + " at CompletableFuture.java:1768\"}],\"Stage IDs\":[3],"
            + "\"Properties\":{\"spark.sql.execution.id\":\"0\"}}";
    String stage =
        "{\"Event\":\"SparkListenerStageSubmitted\",\"Stage Info\":{\"Stage ID\":3,"
            + "\"Stage Attempt ID\":0,\"Stage Name\":\"$anonfun$withThreadLocalCaptured$1 at"
            + " CompletableFuture.java:1768\",\"Number of Tasks\":1,\"RDD Info\":[]},"
            + "\"Properties\":{\"spark.sql.execution.id\":\"0\"}}";
    ApplicationEvents redacted = new RedactedEvents(tracker, Privacy.of(Map.of()));
    read(
        redacted,
        List.of(
            START.replace("\"time\"", "\"description\":\"save at Job.scala:7\",\"time\""),
            job,
            stage));

    assertThat(tracker.snapshot().stages())
        .singleElement()
        .satisfies(each -> assertThat(each.facts().description()).isEqualTo("save at Job.scala:7"));
    assertThat(tracker.snapshot().jobs())
        .singleElement()
        .satisfies(each -> assertThat(each.facts().description()).isEqualTo("save at Job.scala:7"));
  }

  @Test
  void aDeepPlanIsReadToItsBoundAndCounted() throws IOException {
    assertThat(joins(List.of(START, update(290)))).isEmpty();
    assertThat(reader.facts().usedEvents()).isEqualTo(2);
    assertThat(tracker.snapshot().losses().evicted()).doesNotContainKey("joins");

    assertThat(joins(List.of(START.replace(":0", ":1"), update(310).replace("Id\":0", "Id\":1"))))
        .isEmpty();
    assertThat(reader.facts().usedEvents()).isEqualTo(2);
    assertThat(tracker.snapshot().losses().evicted()).containsEntry("joins", 1L);
  }

  @Test
  void aPlanOfThousandsOfLevelsIsNoBrokenLine() throws IOException {
    joins(List.of(START, update(5_000)));

    assertThat(reader.facts().usedEvents()).isEqualTo(2);
    assertThat(reader.facts().malformedLines()).isZero();
  }

  private static final String START =
      "{\"Event\":\"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart\","
          + "\"executionId\":0,\"time\":1700000000000}";

  /** A join above so many projections. */
  private static String update(int depth) {
    String leaf = "{\"nodeName\":\"Scan a\",\"simpleString\":\"\",\"children\":[],\"metrics\":[]}";
    return "{\"Event\":\"org.apache.spark.sql.execution.ui.SparkListenerSQLAdaptiveExecutionUpdate\","
        + "\"executionId\":0,\"sparkPlanInfo\":{\"nodeName\":\"SortMergeJoin\",\"simpleString\":\"\","
        + "\"children\":["
        + leaf
        + ","
        + "{\"nodeName\":\"Project\",\"simpleString\":\"\",\"children\":[".repeat(depth)
        + leaf
        + "],\"metrics\":[]}".repeat(depth)
        + "],\"metrics\":[]}}";
  }

  @Test
  void aPlanOfAnUnexpectedShapeCostsNothingElse() throws IOException {
    joins(
        List.of(
            START,
            START.replace("\"time\"", "\"sparkPlanInfo\":null,\"modifiedConfigs\":null,\"time\""),
            "{\"Event\":\"org.apache.spark.sql.execution.ui.SparkListenerDriverAccumUpdates\","
                + "\"executionId\":0,\"accumUpdates\":[[],[1],[1,2,3]]}"));

    assertThat(reader.facts().usedEvents()).isEqualTo(3);
  }
}
