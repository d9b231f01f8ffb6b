package io.sparkvitals.rules;

import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.FailureReason;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule stage-retried, and the causes that it names. */
class StageRetriedTest {
  private static final String RULE = "stage-retried";

  private GivenStage fetchFailures(int failed) {
    return Given.stage(7).failures(100, FailureReason.FETCH_FAILED, failed, "");
  }

  private String severity(GivenStage stage) {
    return Judged.severities(Given.application().with(stage), RULE);
  }

  @Test
  void warnsOfEveryAttemptAfterTheFirst() {
    assertThat(severity(Given.stage(7))).isEmpty();
    assertThat(severity(Given.stage(7).attempt(1))).isEqualTo("warning");
  }

  @Test
  void warnsOfAFetchFailure() {
    assertThat(severity(fetchFailures(0))).isEmpty();
    assertThat(severity(fetchFailures(1))).isEqualTo("warning");
    assertThat(severity(Given.stage(7).failures(100, FailureReason.EXCEPTION, 3, "x"))).isEmpty();
  }

  @Test
  void theAttemptsThatFollowFromFetchFailuresAreNotToldBesideThem() {
    Given incident =
        Given.application()
            .with(fetchFailures(4).job(2), Given.stage(7).attempt(1).job(2))
            .with(Given.stage(6).attempt(1).job(2), Given.stage(9).attempt(1).job(3));

    assertThat(
            Judged.of(incident).stream()
                .filter(each -> each.rule().id().equals(RULE))
                .map(each -> each.subject().key()))
        .containsExactlyInAnyOrder("stage:7.0", "stage:9.1");
  }

  @Test
  void namesTheExecutorThatTookTheFilesWithIt() {
    long submitted = NOW - 20 * MINUTE;
    Given within =
        Given.application()
            .with(Given.stage(7).attempt(1))
            .with(Given.executor("4").lost(submitted - 10 * MINUTE, "Container preempted", 1));
    Given before =
        Given.application()
            .with(Given.stage(7).attempt(1))
            .with(Given.executor("4").lost(submitted - 10 * MINUTE - 1, "Container preempted", 1));

    assertThat(Judged.of(within, RULE).causeKind()).isEqualTo(CauseKind.EXECUTOR_LOST);
    assertThat(Judged.of(within, RULE).evidence())
        .contains("executor 4 (host-4) went, class preempted: Container preempted");
    assertThat(Judged.of(before, RULE).causeKind()).isEqualTo(CauseKind.UNKNOWN);
  }

  @Test
  void namesTheAttemptThatFailed() {
    Finding finding =
        Judged.of(
                Given.application()
                    .with(Given.stage(7).failed("FetchFailed(BlockManagerId(4, host-4))", 1))
                    .with(Given.stage(7).attempt(1))
                    .revision(1))
            .stream()
            .filter(each -> each.subject().key().equals("stage:7.1"))
            .findFirst()
            .orElseThrow();

    assertThat(finding.causeKind()).isEqualTo(CauseKind.FETCH_FAILED);
    assertThat(finding.evidence()).singleElement().asString().startsWith("attempt 0 used");
  }
}
