package io.sparkvitals.diagnosis;

import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.GivenStage;
import io.sparkvitals.rules.Sight;

/** Subjects of hand-made snapshots as a diagnosis sees them. */
final class Sights {
  private Sights() {}

  /** An application whose collector runs beside tasks. */
  static Given withZgc() {
    return Given.application().property("spark.executor.extraJavaOptions", "-XX:+UseZGC");
  }

  static Sight stage(GivenStage stage) {
    return stage(Given.application(), stage);
  }

  static Sight stage(Given given, GivenStage stage) {
    return Sight.stage(given.snapshot(), stage.snapshot());
  }

  static Sight executor(GivenExecutor executor) {
    return Sight.executor(Given.application().snapshot(), executor.snapshot());
  }

  static Sight application(Given given) {
    return Sight.application(given.snapshot(), 10 * Given.MINUTE);
  }
}
