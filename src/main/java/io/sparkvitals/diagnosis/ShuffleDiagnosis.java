package io.sparkvitals.diagnosis;

import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import java.util.List;

/** Which stages write the most shuffle data. */
final class ShuffleDiagnosis implements Diagnosis {
  @Override
  public Cause explain(Sight sight) {
    List<String> evidence =
        Phrases.stageLines(
            sight, ShuffleDiagnosis::written, each -> "wrote " + Sizes.decimal(written(each)));
    long all = sight.snapshot().work().totals().get(TaskMetric.SHUFFLE_WRITE_BYTES);
    String sentence =
        Phrases.topStages(sight, 1, ShuffleDiagnosis::written).stream()
            .findFirst()
            .filter(top -> all > 0)
            .map(top -> sentence(sight, top, all))
            .orElse("");
    return Cause.of(CauseKind.DATA, sentence, evidence);
  }

  private static String sentence(Sight sight, StageSnapshot top, long all) {
    return "The most is written by "
        + Phrases.stage(sight.snapshot(), top)
        + ": "
        + Sizes.decimal(written(top))
        + ", "
        + Phrases.percent(Math.min(1, written(top) / all))
        + " of all shuffle data of the run.";
  }

  private static double written(StageSnapshot stage) {
    return stage.totals().get(TaskMetric.SHUFFLE_WRITE_BYTES);
  }
}
