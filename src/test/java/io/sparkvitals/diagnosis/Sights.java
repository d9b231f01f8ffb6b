package io.sparkvitals.diagnosis;

import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.GivenStage;
import io.sparkvitals.rules.Sight;

/** Subjects of hand-made snapshots as a diagnosis sees them. */
final class Sights {
  private Sights() {}

  static Sight stage(GivenStage stage) {
    return Sight.stage(Given.application().snapshot(), stage.snapshot());
  }

  static Sight executor(GivenExecutor executor) {
    return Sight.executor(Given.application().snapshot(), executor.snapshot());
  }

  static Sight application(Given given) {
    return Sight.application(given.snapshot(), 10 * Given.MINUTE);
  }
}
