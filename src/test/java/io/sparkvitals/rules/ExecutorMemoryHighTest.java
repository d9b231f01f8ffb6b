package io.sparkvitals.rules;

import static io.sparkvitals.model.TaskMetric.MEMORY_SPILL_BYTES;
import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskTotals;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule executor-memory-high. */
class ExecutorMemoryHighTest {
  private String severity(GivenExecutor executor) {
    return Judged.severities(Given.application().with(executor), "executor-memory-high");
  }

  private GivenExecutor full(double ratio) {
    return Given.executor("4").heapFloor(ratio, 10);
  }

  @Test
  void warnsAboveEightyFivePercent() {
    assertThat(severity(full(0.85))).isEmpty();
    assertThat(severity(full(0.851))).isEqualTo("warning");
  }

  @Test
  void isCriticalAboveNinetyFivePercent() {
    assertThat(severity(full(0.95))).isEqualTo("warning");
    assertThat(severity(full(0.951))).isEqualTo("critical");
  }

  @Test
  void needsTenSamples() {
    assertThat(severity(Given.executor("4").heapFloor(0.99, 9))).isEmpty();
    assertThat(severity(Given.executor("4").heapFloor(0.99, 10))).isEqualTo("critical");
  }

  @Test
  void needsAHeartbeatOfTheLastThirtySeconds() {
    assertThat(severity(full(0.9).reported(NOW - 30_000))).isEmpty();
    assertThat(severity(full(0.9).reported(NOW - 29_999))).isEqualTo("warning");
    assertThat(severity(full(0.9).reported(0))).isEmpty();
  }

  @Test
  void needsAnExecutorOfTwoMinutes() {
    assertThat(severity(full(0.9).added(NOW - 2 * MINUTE + 1))).isEmpty();
    assertThat(severity(full(0.9).added(NOW - 2 * MINUTE))).isEqualTo("warning");
  }

  @Test
  void leavesTheDriverAndLostExecutorsOut() {
    GivenExecutor driver = Given.executor("driver").heapFloor(0.99, 10);

    assertThat(severity(driver)).isEmpty();
    assertThat(severity(full(0.99).lost("preempted", 0))).isEmpty();
  }

  @Test
  void looksAtTheContainerToo() {
    long rss = Math.round(0.9 * 9 * GivenExecutor.GIB);
    GivenExecutor executor =
        full(0.2).metrics(ExecutorMetric.TREE_JVM_RSS, rss, ExecutorMetric.JVM_HEAP, 1);

    assertThat(severity(executor)).isEqualTo("warning");
  }

  @Test
  void looksAtTheCacheOnlyWhileExecutionWaitsToo() {
    long cached = Math.round(0.9 * 4 * GivenExecutor.GIB);
    TaskTotals spilled = Given.totals(MEMORY_SPILL_BYTES, 1);
    long justBelow = Math.round(0.89 * 4 * GivenExecutor.GIB);
    long contended = Math.round(0.91 * 4 * GivenExecutor.GIB);

    assertThat(severity(full(0.2).cached(cached))).isEmpty();
    assertThat(severity(full(0.2).cached(cached).window(spilled, TaskCounts.ZERO)))
        .isEqualTo("warning");
    assertThat(
            severity(full(0.2).cached(cached).metrics(ExecutorMetric.ON_HEAP_UNIFIED, justBelow)))
        .isEmpty();
    assertThat(
            severity(full(0.2).cached(cached).metrics(ExecutorMetric.ON_HEAP_UNIFIED, contended)))
        .isEqualTo("warning");
  }

  @Test
  void isSilentWhereNothingWasPolled() {
    assertThat(severity(Given.executor("4"))).isEmpty();
  }
}
