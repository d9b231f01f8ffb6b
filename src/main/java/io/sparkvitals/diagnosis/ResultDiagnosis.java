package io.sparkvitals.diagnosis;

import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Sizing;
import io.sparkvitals.rules.figures.JobResults;
import java.util.Arrays;
import java.util.Collections;

/** Which stage sends the results, and how many tasks are still to come. */
final class ResultDiagnosis implements Diagnosis {
  @Override
  public Cause explain(Sight sight) {
    JobSnapshot job = sight.job();
    StageSnapshot stage = job == null ? null : JobResults.stage(sight.snapshot(), job).orElse(null);
    if (stage == null) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    long ended = Math.max(1, stage.counts().succeeded());
    double each = (double) JobResults.bytes(stage) / ended;
    return Cause.of(
        CauseKind.RESULTS,
        "Its last stage sends rows to the driver, as collect, toPandas or a broadcast does: "
            + Sizes.decimal(each)
            + " from each task.",
        Arrays.asList(
            Phrases.stage(sight.snapshot(), stage)
                + ": "
                + Sizes.decimal(JobResults.bytes(stage))
                + " from "
                + Phrases.count(stage.counts().succeeded())
                + " of "
                + Phrases.count(stage.facts().numTasks(), "task"),
            "spark.driver.maxResultSize is " + Sizes.binary(Sizing.maxResultBytes(sight))));
  }
}
