package io.sparkvitals.rules;

import static io.sparkvitals.model.TaskMetric.SHUFFLE_WRITE_BYTES;
import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.TaskCounts;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule shuffle-volume-high. */
class ShuffleVolumeHighTest {
  private static final long GB = 1_000_000_000;

  private String severity(long bytes, long agoMillis) {
    return Judged.severities(
        Given.application()
            .happened(
                agoMillis,
                Given.totals(SHUFFLE_WRITE_BYTES, bytes),
                TaskCounts.ZERO,
                CoreTime.ZERO),
        "shuffle-volume-high");
  }

  @Test
  void warnsAboveFiftyGigabytes() {
    assertThat(severity(50 * GB, 0)).isEmpty();
    assertThat(severity(50 * GB + 1, 0)).isEqualTo("warning");
  }

  @Test
  void countsTheLastHour() {
    assertThat(severity(60 * GB, 60 * MINUTE)).isEqualTo("warning");
    assertThat(severity(60 * GB, 60 * MINUTE + 10_000)).isEmpty();
  }

  @Test
  void isNotExtrapolatedFromAShortRun() {
    Given given =
        Given.application()
            .started(NOW - MINUTE)
            .happened(Given.totals(SHUFFLE_WRITE_BYTES, 10 * GB), TaskCounts.ZERO);

    assertThat(Judged.severities(given, "shuffle-volume-high")).isEmpty();
  }
}
