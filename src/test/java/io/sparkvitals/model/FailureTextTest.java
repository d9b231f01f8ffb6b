package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTextTest {
  private static final String HEAD =
      "Job aborted due to stage failure: Task 0 in stage 5.0 failed 4 times, most recent failure:"
          + " Lost task 0.3 in stage 5.0 (TID 20) (host-1 executor 2): ";
  private static final String JVM =
      HEAD
          + "org.apache.spark.SparkException: [FAILED_EXECUTE_UDF] Failed to execute the function\n"
          + "\tat org.apache.spark.sql.Udf.call(Udf.scala:1)\n".repeat(20)
          + "Caused by: java.lang.IllegalStateException: order 77 has no customer\n"
          + "\tat Job.check(Job.java:12)\n\t... 20 more\n\nDriver stacktrace:";
  private static final String PYTHON =
      HEAD
          + "org.apache.spark.api.python.PythonException: Traceback (most recent call last):\n"
          + "  File \"/app/worker.py\", line 1203, in main\n    process()\n".repeat(12)
          + "Exception: deliberate permanent failure\n\n"
          + "\tat org.apache.spark.api.python.BasePythonRunner.read(PythonRunner.scala:500)\n";

  @Test
  void theRootCauseIsWhatStandsBehindTheLastCausedBy() {
    assertThat(FailureText.rootCause(JVM))
        .isEqualTo("java.lang.IllegalStateException: order 77 has no customer");
    assertThat(FailureText.rootCause("Caused by: a\nCaused by: b: c")).isEqualTo("b: c");
  }

  @Test
  void orWhatEndsPythonsTraceback() {
    assertThat(FailureText.rootCause(PYTHON)).isEqualTo("Exception: deliberate permanent failure");
    assertThat(FailureText.rootCause("x\nCaused by: PythonException: " + PYTHON))
        .isEqualTo("Exception: deliberate permanent failure");
  }

  @Test
  void whatHasNoTraceHasNoRootCause() {
    assertThat(FailureText.rootCause(HEAD)).isNull();
    assertThat(FailureText.rootCause("Caused by: ")).isNull();
    assertThat(FailureText.rootCause("Traceback (most recent call last):\n  File")).isNull();
    assertThat(FailureText.rootCause("Traceback (most recent call last)")).isNull();
  }

  @Test
  void aCutTextKeepsItsRootCause() {
    for (String text : new String[] {JVM, PYTHON}) {
      String cut = FailureText.cut(text, 500);
      assertThat(cut).startsWith(HEAD).hasSizeLessThan(720);
      assertThat(FailureText.rootCause(cut)).isEqualTo(FailureText.rootCause(text));
    }
  }

  @Test
  void shortTextsStayAndLongOnesWithoutATraceEndInAnEllipsis() {
    assertThat(FailureText.cut("boom", 500)).isEqualTo("boom");
    assertThat(FailureText.cut("b".repeat(600), 500)).isEqualTo("b".repeat(500) + "…");
    assertThat(FailureText.rootCause(FailureText.cut("Caused by: " + "c".repeat(900), 500)))
        .hasSize(201);
  }
}
