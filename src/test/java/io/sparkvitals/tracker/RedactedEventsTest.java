package io.sparkvitals.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.LossReason;
import io.sparkvitals.model.Privacy;
import io.sparkvitals.model.Redaction;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StreamingQuery;
import io.sparkvitals.model.TaskSample;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactedEventsTest {
  private static final String JANE = "jane@example.com";
  private static final String MAIL = "[\\w.]+@[\\w.]+";
  private static final Map<String, String> HIDING = Map.of(Privacy.REGEX, MAIL);
  private static final long T0 = Story.T0;

  private final ApplicationTracker tracker = new ApplicationTracker();

  private RedactedEvents events(Map<String, String> settings) {
    return new RedactedEvents(tracker, Privacy.of(settings));
  }

  private static StageFacts.Draft stage(String name) {
    return StageFacts.of(StageKey.of(1, 0), name, 1).submitted(T0);
  }

  private static void tell(RedactedEvents events, String text) {
    events.applicationStarted("app-1", text, T0);
    events.applicationOwner(text, null);
    events.executorAdded(ExecutorFacts.of("1", "h", 1, 0, T0));
    events.jobStarted(JobFacts.of(1, T0, List.of(1)).named(text, text, text));
    events.stageSubmitted(stage(text).job(text, text, text).facts());
    events.cachedRdd(1, 7, text, 1);
    events.blockUpdated("2", "rdd_7_0", 10, 0);
    events.taskEnded(
        new TaskSample()
            .reset(1, 0)
            .task(1, 0, 0, false)
            .times(T0, T0 + 5)
            .failed(FailureReason.EXCEPTION, text));
    events.stageCompleted(stage(text).completed(T0 + 9).failed(text).facts());
    events.jobEnded(1, T0 + 10, text);
    events.executorRemoved("1", T0 + 11, text);
    events.streamingStarted(StreamingQuery.started(text, "run"));
    events.sqlPlan(1, null, join(text));
    events.dataSize(11, 1, 500);
  }

  private static final String OF_SPARKS_THREAD =
      "$anonfun$withThreadLocalCaptured$1 at CompletableFuture.java:1768";

  private StageFacts ofQuery(Map<String, String> settings, String name, String own) {
    RedactedEvents events = events(settings);
    events.sqlExecutionStarted(4, T0, "report for " + JANE + " at Job.scala:12");
    events.stageSubmitted(stage(name).job(own, null, null).sqlExecution(4).facts());
    events.stageCompleted(stage(name).completed(T0 + 9).facts());
    return tracker.snapshot().stages().get(0).facts();
  }

  @Test
  void aStageOfSparksOwnThreadIsDescribedAsItsQuery() {
    StageFacts stage = ofQuery(HIDING, OF_SPARKS_THREAD, null);

    assertThat(stage.name()).isEqualTo(OF_SPARKS_THREAD);
    assertThat(stage.description())
        .startsWith("report for ")
        .endsWith(" at Job.scala:12")
        .doesNotContain(JANE);
    assertThat(stage.shownName()).isEmpty();
    assertThat(stage.place()).isEqualTo(stage.description());
  }

  @Test
  void aStageThatSaysMoreKeepsItsOwnWords() {
    StageFacts described = ofQuery(HIDING, OF_SPARKS_THREAD, "nightly");

    assertThat(described.description()).isEqualTo("nightly");
    assertThat(described.shownName()).isEmpty();
  }

  @Test
  void aStageThatIsNamedAfterTheCodeNeedsNoDescription() {
    StageFacts stage = ofQuery(HIDING, "count at Job.scala:12", null);

    assertThat(stage.description()).isNull();
    assertThat(stage.shownName()).isEqualTo("count at Job.scala:12");
    assertThat(stage.place()).isEqualTo("count at Job.scala:12");
  }

  private JobFacts jobOfQuery(String name, String own) {
    RedactedEvents events = events(HIDING);
    events.sqlExecutionStarted(4, T0, "report for " + JANE + " at Job.scala:12");
    events.jobStarted(JobFacts.of(2, T0, List.of(1)).named(name, own, null).sqlExecution("4"));
    return tracker.snapshot().jobs().get(0).facts();
  }

  @Test
  void aJobOfSparksOwnThreadIsDescribedAsItsQuery() {
    JobFacts job = jobOfQuery(OF_SPARKS_THREAD, null);

    assertThat(job.name()).isEqualTo(OF_SPARKS_THREAD);
    assertThat(job.description())
        .startsWith("report for ")
        .endsWith(" at Job.scala:12")
        .doesNotContain(JANE);
    assertThat(job.shownName()).isEmpty();
  }

  @Test
  void aJobThatSaysMoreKeepsItsOwnWords() {
    assertThat(jobOfQuery(OF_SPARKS_THREAD, "nightly").description()).isEqualTo("nightly");
  }

  @Test
  void aJobThatIsNamedAfterTheCodeNeedsNoDescription() {
    JobFacts job = jobOfQuery("count at Job.scala:12", null);

    assertThat(job.description()).isNull();
    assertThat(job.shownName()).isEqualTo("count at Job.scala:12");
  }

  @Test
  void whereDescriptionsAreNotReadTheNameStays() {
    StageFacts stage =
        ofQuery(Map.of("spark.vitals.descriptions.enabled", "false"), OF_SPARKS_THREAD, null);

    assertThat(stage.description()).isNull();
    assertThat(stage.shownName()).isEqualTo(OF_SPARKS_THREAD);
  }

  @Test
  void descriptionsOfTheNewestQueriesAreRemembered() {
    RedactedEvents events = events(HIDING);
    for (int i = 0; i <= SqlDescriptions.MAX_EXECUTIONS; i++) {
      events.sqlExecutionStarted(i, T0, "query " + i);
    }
    StageFacts.Draft oldest = stage(OF_SPARKS_THREAD).sqlExecution(0);
    events.stageSubmitted(oldest.facts());
    events.stageSubmitted(
        StageFacts.of(StageKey.of(2, 0), OF_SPARKS_THREAD, 1).sqlExecution(1).facts());

    assertThat(tracker.snapshot().stages())
        .extracting(each -> each.facts().description())
        .containsExactly(null, "query 1");
  }

  private static PlanNode join(String table) {
    PlanNode scan = new PlanNode.Draft().name(table).node();
    return new PlanNode.Draft()
        .name("SortMergeJoin")
        .text("SortMergeJoin [" + table + "], [b#2], Inner")
        .child(shuffled(scan))
        .child(scan)
        .node();
  }

  private static PlanNode shuffled(PlanNode scan) {
    return new PlanNode.Draft().name("Exchange").metric("data size", 11).child(scan).node();
  }

  private String everyText() {
    ApplicationSnapshot all = tracker.snapshot();
    var stage = all.stages().get(0).facts();
    var job = all.jobs().get(0);
    return String.join(
        "\n",
        Arrays.asList(
            all.facts().name(),
            all.facts().user(),
            stage.name(),
            stage.description(),
            stage.jobGroup(),
            stage.pool(),
            stage.failureReason(),
            job.facts().name(),
            job.facts().description(),
            job.facts().group(),
            job.failure(),
            all.cached().get(0).name(),
            all.executors().get(0).loss().reason(),
            all.streaming().get(0).name(),
            all.joins().get(0).left().source()));
  }

  @Test
  void noTextGetsByTheRedaction() {
    tell(events(HIDING), "of " + JANE);

    assertThat(everyText().lines()).hasSize(15).containsOnly("of " + Redaction.HIDDEN);
  }

  @Test
  void aTableWithASubqueryBelowIsHiddenToo() {
    PlanNode scan =
        new PlanNode.Draft()
            .name("Scan parquet " + JANE)
            .child(new PlanNode.Draft().name("SubqueryBroadcast").node())
            .node();
    RedactedEvents events = events(HIDING);
    events.sqlPlan(
        1,
        null,
        new PlanNode.Draft().name("SortMergeJoin").child(shuffled(scan)).child(scan).node());
    events.dataSize(11, 1, 500);

    assertThat(tracker.snapshot().joins().get(0).left().source())
        .isEqualTo("Scan parquet " + Redaction.HIDDEN);
  }

  @Test
  void withoutAPatternTextsAreAsTheyWere() {
    tell(events(Map.of()), "of " + JANE);

    assertThat(everyText().lines()).hasSize(15).containsOnly("of " + JANE);
  }

  @Test
  void everyVerbIsHandedOn() {
    List<String> own =
        Arrays.stream(RedactedEvents.class.getDeclaredMethods())
            .map(each -> each.getName() + Arrays.toString(each.getParameterTypes()))
            .toList();

    assertThat(ApplicationEvents.class.getMethods())
        .extracting(each -> each.getName() + Arrays.toString(each.getParameterTypes()))
        .filteredOn(each -> !each.equals(INTO_REASON))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(own).contains(each));
  }

  private static final String INTO_REASON =
      "executorRemoved[class java.lang.String, long, class java.lang.String]";

  @Test
  void aFailedTaskIsRewordedAndStillOneKind() {
    RedactedEvents events = events(HIDING);
    tell(events, "of " + JANE);

    assertThat(tracker.snapshot().stages().get(0).tasks().failureTexts().toString())
        .contains(Redaction.HIDDEN)
        .doesNotContain(JANE);
  }

  @Test
  void descriptionsStayOutsideWhereTheyAreOff() {
    tell(events(Map.of(Privacy.DESCRIPTIONS, "false")), "text");

    ApplicationSnapshot all = tracker.snapshot();
    assertThat(all.stages().get(0).facts().description()).isNull();
    assertThat(all.jobs().get(0).facts().description()).isNull();
    assertThat(all.cached().get(0).name()).isEmpty();
    assertThat(all.joins().get(0).left().source()).isEmpty();
    assertThat(all.jobs().get(0).facts().group()).isEqualTo("text");
    assertThat(all.stages().get(0).facts().name()).isEqualTo("text");
  }

  @Test
  void theEnvironmentOfALogIsHonouredAndItsPatternsStayOutside() {
    RedactedEvents events = events(Map.of());
    events.environment(
        Map.of(
            Privacy.REGEX, MAIL, "spark.yarn.queue", "q-" + JANE, "spark.executor.memory", "4g"));
    tell(events, JANE);

    assertThat(everyText()).doesNotContain(JANE);
    assertThat(tracker.snapshot().facts().environment())
        .containsOnly(
            Map.entry("spark.yarn.queue", "q-" + Redaction.HIDDEN),
            Map.entry("spark.executor.memory", "4g"));
  }

  @Test
  void whatIsCutForShowIsRedactedWhole() {
    RedactedEvents events = events(HIDING);
    events.stageSubmitted(stage("x ".repeat(245) + JANE).facts());

    assertThat(tracker.snapshot().stages().get(0).facts().name())
        .hasSizeLessThanOrEqualTo(501)
        .doesNotContain("jane");
  }

  @Test
  void theClassOfALossIsThatOfTheWordsAsTheyCame() {
    RedactedEvents events = events(Map.of(Privacy.REGEX, "\\d+"));
    events.executorAdded(ExecutorFacts.of("1", "h", 1, 0, T0));
    events.executorRemoved("1", T0 + 1, "Command exited with code 137");

    var loss = tracker.snapshot().executors().get(0).loss();
    assertThat(loss.lossClass()).isEqualTo(LossClass.MEMORY_KILL);
    assertThat(loss.certain()).isFalse();
    assertThat(loss.reason()).doesNotContain("137");
  }

  @Test
  void aFullHeapIsThatOfTheWordsAsTheyCame() {
    LossReason words = LossReason.of("Executor exited with code 52: java heap space");

    assertThat(words.lossClass()).isEqualTo(LossClass.MEMORY_KILL);
    assertThat(words.reworded("hidden").heapExhausted()).isTrue();
    assertThat(LossReason.of("Command exited with code 137").heapExhausted()).isFalse();
  }

  @Test
  void aBrokenPatternHidesAllAndKeepsTheFigures() {
    tell(events(Map.of(Privacy.REGEX, "(")), "anything");

    assertThat(everyText().lines()).containsOnly(Redaction.HIDDEN);
    assertThat(tracker.snapshot().jobs().get(0).failure()).isNotNull();
  }
}
