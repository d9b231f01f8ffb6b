package io.sparkvitals.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.Sight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossDiagnosisTest {
  private Cause explain(String reason) {
    return new LossDiagnosis()
        .explain(
            Sight.loss(
                Given.application().snapshot(), Given.executor("4").lost(reason, 3).snapshot()));
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
        .startsWith("Its processes used more memory");
  }

  @Test
  void showsTheRawReasonTheClassAndWhatWentWithIt() {
    assertThat(explain("Container was\npreempted").evidence())
        .startsWith(
            "Spark says: Container was preempted",
            "class preempted",
            "it ran 4 tasks and held 1.2 GB of cached blocks",
            "it lived 60 min: 0 tasks succeeded, 0 failed");
  }
}
