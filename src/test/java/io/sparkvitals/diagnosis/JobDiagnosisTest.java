package io.sparkvitals.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.FailureReason;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import io.sparkvitals.rules.Sight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobDiagnosisTest {
  private static final String BOOM =
      "Job aborted due to stage failure: Task 3 in stage 7.0 failed 4 times, most recent failure:"
          + " Lost task 3.3 in stage 7.0 (TID 12) (host-4 executor 4): %s\n\tat Job.main";

  private Cause explain(String failure) {
    Given given =
        Given.application()
            .with(Given.stage(7).failed("too many failures", 3), Given.stage(8).failed("x", 3));
    return new JobDiagnosis().explain(Sight.job(given.snapshot(), Given.job(3, failure, 4)));
  }

  @Test
  void namesTheErrorOfTheTask() {
    Cause cause = explain(BOOM.formatted("java.lang.IllegalStateException: row 12 is bad"));

    assertThat(cause.kind()).isEqualTo(CauseKind.EXCEPTION);
    assertThat(cause.sentence())
        .isEqualTo(
            "A task failed until Spark gave up: java.lang.IllegalStateException: row 12 is bad");
  }

  @ParameterizedTest
  @CsvSource({
    "java.lang.OutOfMemoryError: Java heap space, OUT_OF_MEMORY",
    "FetchFailed(null), FETCH_FAILED",
    "ExecutorLostFailure (executor 4 exited), EXECUTOR_LOST",
  })
  void knowsSparksOwnErrors(String error, CauseKind kind) {
    assertThat(explain(BOOM.formatted(error)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"Master removed our application: FAILED", "All masters are unresponsive! Giving up."})
  void aClusterThatEndsTheApplicationIsNoErrorOfATask(String words) {
    GivenStage stage =
        Given.stage(7)
            .counts(0, 1, 0, 0)
            .failed("Job aborted: " + BOOM.formatted("java.nio.file.NoSuchFileException: x"), 3);
    Given given = Given.application().with(stage);
    String failure = "Job aborted due to stage failure: " + words;
    Cause cause = new JobDiagnosis().explain(Sight.job(given.snapshot(), Given.job(3, failure, 4)));

    assertThat(cause.kind()).isEqualTo(CauseKind.EXECUTOR_LOST);
    assertThat(cause.sentence()).startsWith("The master ended the application or is gone.");
    assertThat(cause.evidence()).contains("Spark says: " + failure);
  }

  @Test
  void namesTheRootCause() {
    assertThat(
            explain(
                    BOOM.formatted("org.apache.spark.SparkException: [FAILED_EXECUTE_UDF] x")
                        + "\nCaused by: java.io.IOException: disk is full\n\tat Job.main")
                .sentence())
        .isEqualTo("A task failed until Spark gave up: java.io.IOException: disk is full");
  }

  @Test
  void takesItFromTheStageWhereTheJobSaysNothing() {
    Given given =
        Given.application()
            .with(Given.stage(7).failed(BOOM.formatted("java.io.IOException: disk is full"), 3));
    Cause cause =
        new JobDiagnosis()
            .explain(Sight.job(given.snapshot(), Given.job(3, "[FAILED_EXECUTE_UDF] x", 4)));

    assertThat(cause.kind()).isEqualTo(CauseKind.EXCEPTION);
    assertThat(cause.sentence()).endsWith("java.io.IOException: disk is full");
  }

  @Test
  void takesItFromTheTasksWhereNobodyNamesOne() {
    String failure = "[USER_RAISED_EXCEPTION] no way SQLSTATE: P0001";
    Given given =
        Given.application()
            .with(
                Given.stage(7)
                    .failures(5, FailureReason.EXCEPTION, 2, "org.apache.spark.SparkException")
                    .failed(failure, 3));
    Cause cause = new JobDiagnosis().explain(Sight.job(given.snapshot(), Given.job(3, failure, 4)));

    assertThat(cause.kind()).isEqualTo(CauseKind.EXCEPTION);
    assertThat(cause.sentence())
        .isEqualTo("A task failed until Spark gave up: org.apache.spark.SparkException");
  }

  @Test
  void doesNotSayTheSameTwice() {
    String failure = BOOM.formatted("java.io.IOException: disk is full");
    Given given = Given.application().with(Given.stage(7).failed(failure, 3));

    assertThat(
            new JobDiagnosis()
                .explain(Sight.job(given.snapshot(), Given.job(3, failure, 4)))
                .evidence())
        .last()
        .isEqualTo("stage 7.0 (count at Job.scala:12, daily totals) failed");
  }

  @Test
  void showsTheFailedStagesOfTheJob() {
    assertThat(explain("boom").evidence())
        .containsExactly(
            "Spark says: boom",
            "it ran 10 min",
            "stage 7.0 (count at Job.scala:12, daily totals) failed: too many failures");
  }
}
