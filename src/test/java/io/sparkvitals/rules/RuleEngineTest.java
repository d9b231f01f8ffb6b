package io.sparkvitals.rules;

import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_WRITE_BYTES;
import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sparkvitals.diagnosis.StandardDiagnoses;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleEngineTest {
  private final RuleEngine engine = Judged.engine();

  private static GivenStage skewed(int id) {
    return Given.stage(id).tasks(100).counts(100, 0, 0, 0).durations(100, 10_000, 120_000);
  }

  private List<String> evaluate(Given given) {
    return words(engine.evaluate(given.snapshot()));
  }

  private static List<String> words(List<Finding> findings) {
    return findings.stream()
        .map(
            finding ->
                finding.rule().id()
                    + " "
                    + finding.subject().key()
                    + (finding.event() ? " event" : ""))
        .toList();
  }

  @Test
  void judgesARunningStageAtEveryTurn() {
    Given given = Given.application().with(skewed(7));

    assertThat(evaluate(given)).containsExactly("task-skew-high stage:7.0");
    assertThat(evaluate(given)).containsExactly("task-skew-high stage:7.0");
  }

  @Test
  void judgesASettledStageOnceAsAnEvent() {
    Given given = Given.application().with(skewed(7).settled(5)).revision(5);

    assertThat(evaluate(given)).containsExactly("task-skew-high stage:7.0 event");
    assertThat(evaluate(given)).isEmpty();
  }

  @Test
  void judgesOnlyWhatSettledSince() {
    evaluate(Given.application().with(skewed(7).settled(5)).revision(5));

    assertThat(
            evaluate(
                Given.application().with(skewed(7).settled(5), skewed(8).settled(6)).revision(6)))
        .containsExactly("task-skew-high stage:8.0 event");
  }

  @Test
  void tellsOfALossUntilNoneCameForAWindow() {
    Given given =
        Given.application().with(Given.executor("4").lost("Container preempted", 3)).revision(3);

    assertThat(evaluate(given)).containsExactly("executor-lost lost:preempted");
    assertThat(evaluate(given)).containsExactly("executor-lost lost:preempted");
    assertThat(evaluate(given.at(Given.NOW + 600_000)))
        .containsExactly("executor-lost lost:preempted");
    assertThat(evaluate(given.at(Given.NOW + 600_001))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Container killed by YARN for exceeding memory limits. 9.1 GB of 9 GB used, critical",
    "exit code 137(SIGKILL; possible container OOM), critical",
    "Container was preempted, info",
    "Executor decommission: spot node goes, info",
    "Executor heartbeat timed out after 130000 ms, warning",
    "worker lost: host-3 went away, warning",
    "Command exited with code 1, warning",
    "something nobody knows, warning",
  })
  void aLossIsAsSevereAsItsClass(String reason, String severity) {
    Given given = Given.application().with(Given.executor("4").lost(reason, 3)).revision(3);

    assertThat(Judged.severities(given, "executor-lost")).isEqualTo(severity);
  }

  @Test
  void anExecutorGivenBackIsNoLoss() {
    Given given =
        Given.application()
            .with(Given.executor("4").lost("Executor killed by driver.", 3))
            .revision(3);

    assertThat(evaluate(given)).isEmpty();
  }

  @Test
  void tellsOfEachFailedJobOnce() {
    Given given =
        Given.application()
            .with(Given.job(3, "Job aborted due to stage failure: boom", 4), Given.job(2, null, 3))
            .revision(4);

    assertThat(evaluate(given)).containsExactly("job-failed job:3 event");
    assertThat(evaluate(given)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Job 3 cancelled ",
        "Job 3 cancelled because SparkContext was shut down",
        "Job 3 cancelled part of cancelled job group nightly",
        "Job 3 cancelled as part of cancellation of all jobs",
        "[SPARK_JOB_CANCELLED] Job 3 cancelled because killed via the Web UI. SQLSTATE: XXKDA",
        "org.apache.spark.SparkException: Job 3 cancelled because Stage 4 was cancelled",
      })
  void aCancelledJobDidNotFail(String failure) {
    assertThat(evaluate(Given.application().with(Given.job(3, failure, 4)).revision(4))).isEmpty();
  }

  @Test
  void aJobWhoseOwnErrorSpeaksOfCancellingFailed() {
    String failure =
        "Job aborted due to stage failure: Task 3 failed: IllegalState: job 12 cancelled by bank";

    assertThat(evaluate(Given.application().with(Given.job(3, failure, 4)).revision(4)))
        .containsExactly("job-failed job:3 event");
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", " ", "x", "[", "job ", "x: "})
  void aLongFailureIsLookedThroughOnce(String piece) {
    Given given = Given.application().with(Given.job(3, piece.repeat(400_000), 4)).revision(4);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(evaluate(given)).containsExactly("job-failed job:3 event"));
  }

  @Test
  void judgesTheWholeRunAtTheEnd() {
    TaskTotals totals = Given.totals(GC_TIME_MILLIS, 50_000, RUN_TIME_MILLIS, 100_000);
    Given given =
        Given.application().started(NOW - 2 * MINUTE).run(totals, Given.counts(20, 0, 0, 0));

    assertThat(evaluate(given)).isEmpty();
    assertThat(words(engine.evaluateEnd(given.snapshot())))
        .containsExactly("gc-time-high application event");
  }

  @Test
  void guardsHoldAtTheEndToo() {
    TaskTotals totals = Given.totals(GC_TIME_MILLIS, 50_000, RUN_TIME_MILLIS, 100_000);
    Given given = Given.application().run(totals, Given.counts(19, 0, 0, 0));

    assertThat(engine.evaluateEnd(given.snapshot())).isEmpty();
  }

  @Test
  void shuffleVolumeOfALongRunStaysThatOfTheLastHour() {
    Given given =
        Given.application()
            .happened(
                2 * 60 * MINUTE,
                Given.totals(SHUFFLE_WRITE_BYTES, 90_000_000_000L),
                TaskCounts.ZERO,
                CoreTime.ZERO)
            .run(Given.totals(SHUFFLE_WRITE_BYTES, 90_000_000_000L), TaskCounts.ZERO);

    assertThat(engine.evaluateEnd(given.snapshot())).isEmpty();
  }

  @Test
  void judgesStagesThatNeverEndedAtTheEnd() {
    Given given = Given.application().with(skewed(7), skewed(8).settled(5)).revision(5);
    evaluate(given);

    assertThat(words(engine.evaluateEnd(given.snapshot())))
        .containsExactly("task-skew-high stage:7.0 event");
  }

  @Test
  void aDisabledRuleIsSilent() {
    RuleBook book =
        RuleBook.standard(
            Map.of("task-skew-high", Map.of("enabled", "false")),
            problem -> {
              throw new AssertionError(problem);
            });
    RuleEngine quiet = new RuleEngine(book, new StandardDiagnoses(), (rule, why, times) -> {});

    assertThat(quiet.evaluate(Given.application().with(skewed(7)).snapshot())).isEmpty();
  }

  @Test
  void aRuleThatFailsIsCountedAndTheOthersGoOn() {
    List<String> failures = new ArrayList<>();
    RuleEngine broken =
        new RuleEngine(
            Judged.standardRules(),
            new Diagnosis.Source() {
              private final StandardDiagnoses good = new StandardDiagnoses();

              @Override
              public Diagnosis of(Signal signal) {
                return signal == Signal.DURATION_SKEW
                    ? sight -> {
                      throw new IllegalStateException("broken");
                    }
                    : good.of(signal);
              }

              @Override
              public Diagnosis of(Occurrence occurrence) {
                return good.of(occurrence);
              }
            },
            (rule, why, times) -> failures.add(rule + " " + why.getMessage() + " " + times));
    ApplicationSnapshot snapshot =
        Given.application()
            .with(skewed(7), skewed(8))
            .with(Given.executor("4").heapFloor(0.9, 10))
            .snapshot();

    assertThat(words(broken.evaluate(snapshot))).containsExactly("executor-memory-high executor:4");
    assertThat(failures).containsExactly("task-skew-high broken 1", "task-skew-high broken 2");
  }

  @Test
  void aStageOfSparksOwnThreadIsCalledAsItsQuery() {
    String own = "$anonfun$withThreadLocalCaptured$1 at CompletableFuture.java:1768";

    assertThat(Subject.of(Given.stage(3).named(own, "save at Job.scala:7").snapshot()).label())
        .isEqualTo("stage 3.0 (save at Job.scala:7)");
    assertThat(Subject.of(Given.stage(3).named(own, null).snapshot()).label())
        .isEqualTo("stage 3.0 (" + own + ")");
  }

  @Test
  void aJobOfSparksOwnThreadIsCalledAsItsQuery() {
    String own = "$anonfun$withThreadLocalCaptured$1 at CompletableFuture.java:1768";
    JobFacts job = JobFacts.of(4, NOW, List.of(7));

    assertThat(label(job.named(own, "save at Job.scala:7", null)))
        .isEqualTo("job 4 (save at Job.scala:7)");
    assertThat(label(job.named(own, null, null))).isEqualTo("job 4 (" + own + ")");
    assertThat(label(job.named("count at Job.scala:9", "nightly", null)))
        .isEqualTo("job 4 (count at Job.scala:9, nightly)");
  }

  private static String label(JobFacts job) {
    return Subject.of(JobSnapshot.active(job, 0)).label();
  }

  @Test
  void aFindingSaysEverythingThatAnAlertNeeds() {
    Finding finding =
        Judged.of(
            Given.application()
                .property("spark.executor.memory", "8g")
                .with(
                    Given.stage(7)
                        .durations(100, 10_000, 120_000)
                        .slow(17, "4", 120_000, RUN_TIME_MILLIS, 118_000, GC_TIME_MILLIS, 59_000)),
            "task-skew-high");

    assertThat(finding.subject().label())
        .isEqualTo("stage 7.0 (count at Job.scala:12, daily totals)");
    assertThat(finding.measure().orElseThrow().valueText()).isEqualTo("12x");
    assertThat(finding.measure().orElseThrow().thresholdText()).isEqualTo("5x");
    assertThat(finding.measure().orElseThrow().samplesText()).isEqualTo("100 succeeded tasks");
    assertThat(finding.summary())
        .isEqualTo(
            "The longest task of stage 7.0 (count at Job.scala:12, daily totals) takes 12x the"
                + " median (limit 5x): 2 min against 10 s.");
    assertThat(finding.cause()).isEqualTo("Task 17 spent 50 % of its time in garbage collection.");
    assertThat(finding.evidence())
        .containsExactly(
            "median 10 s, p95 2 min, longest 2 min over 100 ended tasks of 200",
            "task 17 on executor 4 (host-4): 2 min, 12x the median; read 0 B, 0 records; GC 50 %");
    assertThat(finding.recommendation().confLines())
        .containsExactly("--conf spark.executor.memory=10g");
    assertThat(finding.recommendation().gain()).isEqualTo("The stage ends up to 110 s earlier.");
  }
}
