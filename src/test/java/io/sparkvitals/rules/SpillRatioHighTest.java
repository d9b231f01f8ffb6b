package io.sparkvitals.rules;

import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskTotals;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule spill-ratio-high. */
class SpillRatioHighTest {
  private static final long MB = 1_000_000;

  private String severity(long spilled, long processed) {
    TaskTotals totals = Given.totals(DISK_SPILL_BYTES, spilled, INPUT_BYTES, processed);
    String stage =
        Judged.severities(
            Given.application()
                .with(Given.stage(7).totals(DISK_SPILL_BYTES, spilled, INPUT_BYTES, processed)),
            "spill-ratio-high");
    String application =
        Judged.severities(
            Given.application().happened(totals, TaskCounts.ZERO), "spill-ratio-high");
    assertThat(application).isEqualTo(stage);
    return stage;
  }

  @Test
  void warnsAboveTwentyPercent() {
    assertThat(severity(200 * MB, 1_000 * MB)).isEmpty();
    assertThat(severity(200 * MB + 1, 1_000 * MB)).isEqualTo("warning");
  }

  @Test
  void isCriticalAboveAllThatIsProcessed() {
    assertThat(severity(1_000 * MB, 1_000 * MB)).isEqualTo("warning");
    assertThat(severity(1_000 * MB + 1, 1_000 * MB)).isEqualTo("critical");
  }

  @Test
  void needsAHundredMegabytesSpilled() {
    assertThat(severity(100 * MB - 1, 100 * MB)).isEmpty();
    assertThat(severity(100 * MB, 100 * MB)).isEqualTo("warning");
  }

  @Test
  void needsAHundredMegabytesProcessed() {
    assertThat(severity(500 * MB, 100 * MB - 1)).isEmpty();
    assertThat(severity(500 * MB, 100 * MB)).isEqualTo("critical");
  }
}
