package io.sparkvitals.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureDiagnosisTest {
  private Cause explain(FailureReason reason, int failed, String text) {
    return new FailureDiagnosis()
        .explain(Sights.stage(Given.stage(7).failures(90, reason, failed, text)));
  }

  @ParameterizedTest
  @CsvSource({
    "OOM, OUT_OF_MEMORY",
    "FETCH_FAILED, FETCH_FAILED",
    "EXECUTOR_LOST, EXECUTOR_LOST",
    "EXECUTOR_LOST_NOT_APP, EXECUTOR_LOST",
    "EXCEPTION, EXCEPTION",
  })
  void theMostFrequentReasonIsTheCause(FailureReason reason, CauseKind kind) {
    assertThat(explain(reason, 10, "words").kind()).isEqualTo(kind);
  }

  @Test
  void namesTheException() {
    Cause cause = explain(FailureReason.EXCEPTION, 10, "java.lang.NumberFormatException");

    assertThat(cause.sentence())
        .isEqualTo(
            "10 of 10 failures are java.lang.NumberFormatException: the job's code or its data.");
    assertThat(cause.evidence())
        .containsExactly("10 failed: exception", "10 times: java.lang.NumberFormatException");
  }

  @Test
  void countsOneTimeInTheSingular() {
    assertThat(explain(FailureReason.EXCEPTION, 1, "java.io.IOException").evidence())
        .containsExactly("1 failed: exception", "1 time: java.io.IOException");
  }

  @Test
  void aHostWithMostFailuresIsTheCause() {
    Given given =
        Given.application()
            .run(
                TaskTotals.ZERO,
                GivenStage.failed(90, FailureReason.EXCEPTION, 10, "java.io.IOException"),
                CoreTime.ZERO)
            .with(
                Given.executor("1").counts(40, 6, 0),
                Given.executor("2").counts(40, 4, 0),
                Given.executor("3").counts(10, 0, 0));

    Cause cause = new FailureDiagnosis().explain(Sights.application(given));

    assertThat(cause.kind()).isEqualTo(CauseKind.NODE);
    assertThat(cause.sentence()).contains("6 of 10 failed tasks").contains("host-1");
  }

  @Test
  void ofTwoHostsOneAlwaysHasMore() {
    Given given =
        Given.application()
            .run(
                TaskTotals.ZERO,
                GivenStage.failed(90, FailureReason.EXCEPTION, 10, "java.io.IOException"),
                CoreTime.ZERO)
            .with(Given.executor("1").counts(40, 6, 0), Given.executor("2").counts(40, 4, 0));

    assertThat(new FailureDiagnosis().explain(Sights.application(given)).kind())
        .isEqualTo(CauseKind.EXCEPTION);
  }

  @Test
  void halfOfTheFailuresDoNotMakeABadHost() {
    Given given =
        Given.application()
            .run(
                TaskTotals.ZERO,
                GivenStage.failed(90, FailureReason.EXCEPTION, 10, "java.io.IOException"),
                CoreTime.ZERO)
            .with(Given.executor("1").counts(40, 5, 0), Given.executor("2").counts(40, 5, 0));

    assertThat(new FailureDiagnosis().explain(Sights.application(given)).kind())
        .isEqualTo(CauseKind.EXCEPTION);
  }
}
