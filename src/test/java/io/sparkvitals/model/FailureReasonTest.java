package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureReasonTest {
  private final TaskSample task = new TaskSample();

  @Test
  void tellsMemoryFromOtherThingsThatAreThrown() {
    assertThat(FailureReason.thrown("java.lang.OutOfMemoryError")).isEqualTo(FailureReason.OOM);
    assertThat(FailureReason.thrown("org.apache.spark.memory.SparkOutOfMemoryError"))
        .isEqualTo(FailureReason.OOM);
    assertThat(FailureReason.thrown("java.io.IOException")).isEqualTo(FailureReason.EXCEPTION);
    assertThat(FailureReason.thrown(null)).isEqualTo(FailureReason.EXCEPTION);
  }

  @Test
  void textStandsOnOneLine() {
    task.failed(FailureReason.EXECUTOR_LOST, "\n exit\t\n code  137\r\n");

    assertThat(task.failureText()).isEqualTo("exit code 137");
  }

  @Test
  void textIsCutBeyond200Characters() {
    assertThat(task.failed(FailureReason.EXCEPTION, "x".repeat(200)).failureText()).hasSize(200);
    assertThat(task.failed(FailureReason.EXCEPTION, "x".repeat(201)).failureText())
        .isEqualTo("x".repeat(200) + "…");
  }

  @Test
  void reasonHasWordsWhereSparkGivesNone() {
    assertThat(task.failed(FailureReason.EXECUTOR_LOST_NOT_APP).failureText())
        .isEqualTo("executor lost");
    assertThat(task.failed(FailureReason.RESULT_LOST, " \n").failureText())
        .isEqualTo("result lost from block manager");
  }
}
