package io.sparkvitals.rules;

import static io.sparkvitals.model.TaskMetric.CPU_TIME_NANOS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.rules.Given.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskTotals;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule cpu-utilization-low. */
class CpuUtilizationLowTest {
  private Given using(double cpuRatio, long runMillis, long tasks) {
    TaskTotals totals =
        Given.totals(
            RUN_TIME_MILLIS, runMillis, CPU_TIME_NANOS, Math.round(runMillis * 1e6 * cpuRatio));
    return Given.application().happened(totals, Given.counts(tasks, 0, 0, 0));
  }

  private String severity(Given given) {
    return Judged.severities(given, "cpu-utilization-low");
  }

  @Test
  void informsBelowSeventyPercent() {
    assertThat(severity(using(0.70, 300_000, 20))).isEmpty();
    assertThat(severity(using(0.699, 300_000, 20))).isEqualTo("info");
  }

  @Test
  void needsFiveMinutesOfRunTime() {
    assertThat(severity(using(0.3, 299_999, 20))).isEmpty();
    assertThat(severity(using(0.3, 300_000, 20))).isEqualTo("info");
  }

  @Test
  void needsTwentyTasks() {
    assertThat(severity(using(0.3, 300_000, 19))).isEmpty();
    assertThat(severity(using(0.3, 300_000, 20))).isEqualTo("info");
  }

  @Test
  void looksAtFifteenMinutes() {
    TaskTotals totals = Given.totals(RUN_TIME_MILLIS, 300_000);
    TaskCounts counts = Given.counts(20, 0, 0, 0);

    assertThat(severity(Given.application().happened(15 * MINUTE, totals, counts, CoreTime.ZERO)))
        .isEqualTo("info");
    assertThat(
            severity(
                Given.application().happened(15 * MINUTE + 10_000, totals, counts, CoreTime.ZERO)))
        .isEmpty();
  }

  @Test
  void isSilentWhilePythonProcessesAreSeen() {
    GivenExecutor python = Given.executor("4").metrics(ExecutorMetric.TREE_PYTHON_RSS, 1_000_000);

    assertThat(severity(using(0.3, 300_000, 20).with(python))).isEmpty();
  }

  @Test
  void isSilentOnceAStageWasStartedFromPython() {
    Given fromCode =
        using(0.3, 300_000, 20).with(Given.stage(1).named("collect at /app/job.py:12", null));
    Given fromRdd =
        using(0.3, 300_000, 20).with(Given.stage(1).named("runJob at PythonRDD.scala:181", null));

    assertThat(severity(fromCode)).isEmpty();
    assertThat(severity(fromRdd)).isEmpty();
  }
}
