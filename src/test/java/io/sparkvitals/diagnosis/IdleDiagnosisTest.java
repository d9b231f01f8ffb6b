package io.sparkvitals.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Given;
import org.junit.jupiter.api.Test;

class IdleDiagnosisTest {
  private Cause explain(Given given) {
    return new IdleDiagnosis().explain(Sights.application(given.idle(3_600, 0.5)));
  }

  @Test
  void aFixedNumberOfExecutorsIsHeldWhateverThereIsToDo() {
    assertThat(explain(Given.application().property("spark.master", "yarn")).kind())
        .isEqualTo(CauseKind.FIXED_SIZE);
  }

  @Test
  void localModeHasNoExecutorsToGiveBack() {
    assertThat(explain(Given.application().property("spark.master", "local[4]")).kind())
        .isEqualTo(CauseKind.NO_WORK);
  }

  @Test
  void fewerTasksThanCores() {
    Cause cause =
        explain(
            Given.application()
                .property("spark.dynamicAllocation.enabled", "true")
                .with(Given.executor("4"))
                .with(Given.stage(7).tasks(3).counts(0, 0, 0, 3)));

    assertThat(cause.kind()).isEqualTo(CauseKind.FEW_TASKS);
    assertThat(cause.sentence()).contains("3 tasks run on 4 cores");
    assertThat(cause.evidence()).contains("0.5 of 1.0 allocated core-hours were idle");
  }

  @Test
  void nothingRuns() {
    assertThat(
            explain(
                    Given.application()
                        .property("spark.dynamicAllocation.enabled", "true")
                        .with(Given.executor("4")))
                .kind())
        .isEqualTo(CauseKind.NO_WORK);
  }
}
