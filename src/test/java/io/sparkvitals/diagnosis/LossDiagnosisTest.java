package io.sparkvitals.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.figures.LostExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossDiagnosisTest {
  private Cause explain(String reason) {
    return explain(Given.application().with(Given.executor("4").lost(reason, 3)), reason);
  }

  private static Cause explain(Given given, String reason) {
    ApplicationSnapshot snapshot = given.snapshot();
    LostExecutors lost = LostExecutors.of(snapshot, LossClass.of(reason), 600_000).orElseThrow();
    return new LossDiagnosis().explain(Sight.losses(snapshot, lost));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Container killed by YARN for exceeding physical memory limits. | CONTAINER",
        "exited with exit code 137(SIGKILL, possible container OOM) | CONTAINER",
        "exited with exit code 52(JVM OOM) | OUT_OF_MEMORY",
        "Container was preempted | PREEMPTED",
        "Executor decommission: spot node goes | DECOMMISSIONED",
        "Executor heartbeat timed out after 130000 ms | HEARTBEAT",
        "worker lost: host-3 went away | NODE",
        "Command exited with code 1 | PROCESS_EXIT",
        "nobody knows | UNKNOWN",
      })
  void theClassTellsTheCause(String reason, CauseKind kind) {
    assertThat(explain(reason).kind()).isEqualTo(kind);
  }

  @Test
  void aKillSignalIsOnlyProbablyAboutMemory() {
    assertThat(explain("exit code 137(SIGKILL)").sentence()).startsWith("Probably");
    assertThat(explain("Container killed by YARN for exceeding memory limits.").sentence())
        .startsWith("The processes used more memory");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exited with exit code 143(SIGTERM, possible shutdown) | The process was told to end",
        "The API gave the following brief reason: Evicted | The cluster evicted executors",
        "Container was preempted | The cluster took executors back for another",
      })
  void whatTookAnExecutorAway(String reason, String sentence) {
    assertThat(explain(reason).sentence()).startsWith(sentence);
  }

  @Test
  void showsTheRawReasonTheClassAndWhatWentWithIt() {
    assertThat(explain("Container was\npreempted").evidence())
        .startsWith(
            "Spark says: Container was preempted",
            "class preempted",
            "price: 0 core-seconds of work (4 tasks running, 0 results lost) and 1.2 GB of cached"
                + " blocks",
            "it lived 60 min: 0 tasks succeeded, 0 failed");
  }

  @Test
  void manyLossesAreOneStoryWithTheHostsThatLostMost() {
    String reason = "Container was preempted";
    Given given =
        Given.application()
            .with(
                Given.executor("4").lost(reason, 3),
                Given.executor("5").lost(reason, 4),
                Given.executor("6").lost("worker lost", 5));

    assertThat(explain(given, reason).evidence())
        .contains(
            "hosts: 1 on host-4, 1 on host-5",
            "price: 0 core-seconds of work (8 tasks running, 0 results lost) and 2.4 GB of cached"
                + " blocks",
            "executor 4 lived 60 min: 0 tasks succeeded, 0 failed");
  }

  @Test
  void executorsThatNeverRegisteredHaveNoHost() {
    String reason = "Error running executor: no such directory";
    Given given =
        Given.application()
            .with(
                Given.executor("4").host("").lost(reason, 3),
                Given.executor("5").host("").lost(reason, 4));

    assertThat(explain(given, reason).evidence()).noneMatch(each -> each.startsWith("hosts"));
  }

  @Test
  void wordsThatNameNoReasonAreStillWords() {
    assertThat(explain("nobody knows").sentence())
        .isEqualTo("Spark's words name no reason that is known.");
    assertThat(explain("nobody knows").evidence()).startsWith("Spark says: nobody knows");
  }

  @Test
  void anExecutorThatNeverRegisteredProbablyNeverStarted() {
    String reason = "Error running executor: no such directory";
    Given given = Given.application().with(Given.executor("4").added(0).lost(reason, 3));

    assertThat(explain(given, reason).sentence())
        .isEqualTo("It went before it had registered: probably it never started.");
  }

  @Test
  void saysNothingOfWordsThatAreMissing() {
    assertThat(explain("").sentence()).isEmpty();
    assertThat(explain("").evidence()).startsWith("class unknown (not certain)");
  }
}
