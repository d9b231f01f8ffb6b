package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spark may tell a removal twice; the words that say why are kept. */
class ExecutorLossTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Executor decommission: node goes away | Command exited with code 0 | DECOMMISSIONED",
        "Executor heartbeat timed out after 130 s | Command exited with code 137 | HEARTBEAT",
        "Container preempted | Command exited with code 143 | PREEMPTED",
        "Remote RPC client disassociated | Command exited with code 137 | MEMORY_KILL",
        "Remote RPC client disassociated | Command exited with code 1 | APP_EXIT",
        "Executor heartbeat timed out after 130 s | Container OOMKilled | MEMORY_KILL",
        "Command exited with code 1 | worker lost: node is gone | NODE_LOST",
        "Command exited with code 1 | Remote RPC client disassociated | APP_EXIT",
      })
  void theWordsThatSayWhyAreKept(String first, String second, LossClass expected) {
    ExecutorLoss loss = ExecutorLoss.of(1_000, first, 2, 3, 4).corrected(LossReason.of(second));

    assertThat(loss.lossClass()).isEqualTo(expected);
    assertThat(loss.reason()).isIn(first, second);
    assertThat(loss.removedMillis()).isEqualTo(1_000);
  }
}
