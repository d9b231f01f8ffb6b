package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossClassTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MEMORY_KILL | Container killed by YARN for exceeding physical memory limits. 2.1 GB used",
        "MEMORY_KILL | Container killed by YARN for exceeding memory limits.",
        "MEMORY_KILL | The executor with id 3 exited with exit code 137(SIGKILL, possible container OOM).",
        "MEMORY_KILL | Command exited with code 52",
        "MEMORY_KILL | Container from a bad node: c1 on host: h. Exit status: 137. Diagnostics:",
        "MEMORY_KILL | Container killed on request. Exit code is 137",
        "MEMORY_KILL | The API gave the following brief reason: OOMKilled",
        "DRIVER_REQUESTED | Executor killed by driver.",
        "DRIVER_REQUESTED | Container c_1 exited from explicit termination request.",
        "DECOMMISSIONED | Executor decommission: spot interruption",
        "DECOMMISSIONED | Finished decommissioning",
        "PREEMPTED | Container container_1 on host: h was preempted.",
        "PREEMPTED | exited because of a YARN event (e.g., preemption) and not because of an error",
        "PREEMPTED | pre-emption",
        "PREEMPTED | The executor with id 3 exited with exit code 143(SIGTERM, possible shutdown)",
        "PREEMPTED | The API gave the following brief reason: Evicted",
        "NODE_LOST | worker lost: 10.0.0.7 from idle-pool-3.example.com",
        "NODE_LOST | worker lost: node.idle.example.com",
        "DRIVER_REQUESTED | Executor 3 has been idle.",
        "HEARTBEAT | Executor heartbeat timed out after 129871 ms",
        "NODE_LOST | worker lost: Not receiving heartbeat",
        "NODE_LOST | Container from a bad node: c1 on host: h. Exit status: 143.",
        "NODE_LOST | worker 10.0.0.7 decommissioned",
        "NODE_LOST | Container released on a decommissioned node",
        "APP_EXIT | Command exited with code 1",
        "APP_EXIT | Command exited with code 50",
        "APP_EXIT | The executor with id 3 exited with exit code 1.",
        "UNKNOWN | Remote RPC client disassociated. Likely due to containers exceeding thresholds",
        "UNKNOWN | Stale executor after cluster manager re-registered.",
      })
  void readsTheWordsOfEachClusterManager(LossClass expected, String reason) {
    assertThat(LossClass.of(reason)).isEqualTo(expected);
  }

  @Test
  void anEmptyReasonIsUnknownAndALoss() {
    assertThat(LossClass.of("")).isEqualTo(LossClass.UNKNOWN);
    assertThat(LossClass.UNKNOWN.lost()).isTrue();
  }

  @Test
  void givingAnExecutorBackIsNoLoss() {
    assertThat(LossClass.DRIVER_REQUESTED.lost()).isFalse();
    assertThat(LossClass.DECOMMISSIONED.lost()).isFalse();
  }

  @Test
  void aSigkillIsAMemoryKillOnlyProbably() {
    assertThat(LossClass.certain(LossClass.MEMORY_KILL, "exit code 137(SIGKILL)")).isFalse();
    assertThat(LossClass.certain(LossClass.MEMORY_KILL, "exited with code 52")).isTrue();
  }

  @Test
  void aSigtermIsAPreemptionOnlyProbably() {
    assertThat(LossClass.certain(LossClass.PREEMPTED, "exit code 143(SIGTERM)")).isFalse();
    assertThat(LossClass.certain(LossClass.PREEMPTED, "exit code 143, evicted")).isTrue();
    assertThat(LossClass.certain(LossClass.PREEMPTED, "Container was preempted.")).isTrue();
  }

  @Test
  void aSigkillThatIsCalledAMemoryKillIsOne() {
    String kubernetes =
        "The executor with id 3 exited with exit code 137(SIGKILL, possible container OOM)";

    assertThat(LossClass.certain(LossClass.MEMORY_KILL, kubernetes)).isFalse();
    assertThat(
            LossClass.certain(
                LossClass.MEMORY_KILL, kubernetes + ". termination reason: OOMKilled"))
        .isTrue();
    assertThat(
            LossClass.certain(
                LossClass.MEMORY_KILL,
                "The executor with id 137 exited with exit code 52(JVM OOM)"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The executor with id 3 exited with exit code 52(JVM OOM). | true",
        "Container from a bad node: c1 on host: h. Exit status: 52. Diagnostics: | true",
        "The executor with id 52 exited with exit code 137(SIGKILL, possible container OOM). | false",
        "exceeding physical memory limits. 52.1 GB of 52 GB physical memory used. | false",
        "Container container_1 on host: ip-10-52-3-4: OOMKilled | false",
      })
  void onlyAnExitCodeTellsThatTheHeapWasFull(String reason, boolean heap) {
    assertThat(LossClass.of(reason)).isEqualTo(LossClass.MEMORY_KILL);
    assertThat(LossClass.heapExhausted(reason)).isEqualTo(heap);
  }
}
