package io.sparkvitals.diagnosis;

import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.rules.GivenExecutor.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.Sight;
import org.junit.jupiter.api.Test;

class MemoryDiagnosisTest {
  private Cause explain(GivenExecutor executor) {
    return new MemoryDiagnosis().explain(Sights.executor(executor));
  }

  @Test
  void namesTheHeap() {
    Cause cause = explain(Given.executor("4").heapFloor(0.91, 12));

    assertThat(cause.kind()).isEqualTo(CauseKind.HEAP);
    assertThat(cause.sentence())
        .startsWith("The lowest heap sample of the last 5 min is 7.3 GiB of 8 GiB");
    assertThat(cause.evidence()).contains("lowest of 12 heap samples: 7.3 GiB of 8 GiB");
  }

  @Test
  void namesTheContainer() {
    Cause cause =
        explain(
            Given.executor("4")
                .heapFloor(0.5, 12)
                .metrics(
                    ExecutorMetric.TREE_JVM_RSS,
                    7 * GIB,
                    ExecutorMetric.TREE_PYTHON_RSS,
                    GIB + GIB / 2));

    assertThat(cause.kind()).isEqualTo(CauseKind.CONTAINER);
    assertThat(cause.sentence()).contains("8.5 GiB of 9 GiB");
    assertThat(cause.evidence()).contains("all processes 8.5 GiB of 9 GiB, of it Python 1.5 GiB");
  }

  @Test
  void aStandaloneClusterHasNoContainerToFill() {
    GivenExecutor executor =
        Given.executor("4").heapFloor(0.5, 12).metrics(ExecutorMetric.TREE_JVM_RSS, 9 * GIB);
    Given given = Given.application().property("spark.master", "spark://host-1:7077");
    Cause cause =
        new MemoryDiagnosis().explain(Sight.executor(given.snapshot(), executor.snapshot()));

    assertThat(cause.kind()).isEqualTo(CauseKind.MACHINE_MEMORY);
    assertThat(cause.sentence()).contains("9 GiB of 9 GiB that it asked for");
  }

  @Test
  void namesTheCache() {
    Cause cause =
        explain(
            Given.executor("4")
                .heapFloor(0.5, 12)
                .cached(39 * GIB / 10)
                .window(Given.totals(DISK_SPILL_BYTES, 1), TaskCounts.ZERO));

    assertThat(cause.kind()).isEqualTo(CauseKind.CACHE);
    assertThat(cause.sentence()).contains("3.9 GiB of 4 GiB");
  }

  @Test
  void tellsNoZeroOfWhatWasNotSeen() {
    assertThat(explain(Given.executor("4").heapFloor(0.91, 12)).evidence())
        .noneMatch(line -> line.contains("0 B"));
  }
}
