package io.sparkvitals.diagnosis;

import static io.sparkvitals.model.TaskMetric.SHUFFLE_WRITE_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.Given;
import org.junit.jupiter.api.Test;

class ShuffleDiagnosisTest {
  private static final long MB = 1_000_000;

  @Test
  void namesTheStagesThatWriteMost() {
    Given given =
        Given.application()
            .run(Given.totals(SHUFFLE_WRITE_BYTES, 60_000 * MB), TaskCounts.ZERO)
            .with(
                Given.stage(6).totals(SHUFFLE_WRITE_BYTES, 10_000 * MB),
                Given.stage(7).totals(SHUFFLE_WRITE_BYTES, 45_000 * MB),
                Given.stage(8).totals(SHUFFLE_WRITE_BYTES, 1 * MB),
                Given.stage(9).totals(SHUFFLE_WRITE_BYTES, 5_000 * MB));

    Cause cause = new ShuffleDiagnosis().explain(Sights.application(given));

    assertThat(cause.sentence()).contains("stage 7.0").contains("45 GB").contains("75 %");
    assertThat(cause.evidence())
        .extracting(line -> line.substring(0, 9))
        .containsExactly("stage 7.0", "stage 6.0", "stage 9.0");
  }
}
