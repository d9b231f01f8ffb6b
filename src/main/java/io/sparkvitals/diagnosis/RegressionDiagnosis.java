package io.sparkvitals.diagnosis;

import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where the time of a stage goes that takes longer than usual. */
final class RegressionDiagnosis implements Diagnosis {
  private static final double GC_SHARE = 0.25;
  private static final double FETCH_SHARE = 0.3;
  private static final double SPILL_SHARE = 0.2;
  private static final double BUSY = 0.7;

  @Override
  public Cause explain(Sight sight) {
    StageSnapshot stage = sight.stage();
    Baseline usual = stage == null ? null : stage.baseline();
    if (stage == null || usual == null) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "median task "
            + Phrases.seconds(stage.durations().median())
            + " against "
            + Phrases.seconds(usual.medianMillis())
            + ", the median of "
            + Phrases.count(usual.runs(), "earlier run"));
    evidence.add(
        "the median task read "
            + Sizes.decimal(stage.spread().distribution(Dimension.INPUT_BYTES).median())
            + " of input and "
            + Sizes.decimal(stage.spread().distribution(Dimension.SHUFFLE_READ_BYTES).median())
            + " of shuffle data");
    evidence.add(Phrases.split(stage.totals()) + " of task run time");
    evidence.addAll(Phrases.slowestTasks(stage, 3));
    Growth growth = Growth.of(stage, usual);
    if (growth.known()) {
      evidence.add(growth.data());
    }
    Cause grown = growth.cause(evidence);
    return grown == null ? cause(sight, stage.totals(), evidence) : grown;
  }

  private static Cause cause(Sight sight, TaskTotals totals, List<String> evidence) {
    double gc = sight.snapshot().facts().gcRatio(totals).orElse(0);
    if (gc >= GC_SHARE) {
      return of(CauseKind.GC, "Garbage collection takes " + Phrases.percent(gc), evidence);
    }
    double wait = totals.fetchWaitRatio().orElse(0);
    if (wait >= FETCH_SHARE) {
      return of(
          CauseKind.FETCH_WAIT,
          "Waiting for shuffle blocks takes " + Phrases.percent(wait),
          evidence);
    }
    double spill = totals.spillRatio().orElse(0);
    if (spill >= SPILL_SHARE) {
      return Cause.of(
          CauseKind.SPILL,
          "Tasks spill " + Phrases.percent(spill) + " of what they process.",
          evidence);
    }
    double cpu = totals.cpuRatio().orElse(-1);
    if (cpu >= BUSY) {
      return of(
          CauseKind.COMPUTATION,
          "More data or more work for each record: CPU takes " + Phrases.percent(cpu),
          evidence);
    }
    return cpu < 0
        ? Cause.of(CauseKind.UNKNOWN, "", evidence)
        : of(
            CauseKind.WAITING,
            "Storage, network or a slow service: CPU takes only " + Phrases.percent(cpu),
            evidence);
  }

  private static Cause of(CauseKind kind, String words, List<String> evidence) {
    return Cause.of(kind, words + " of task run time.", evidence);
  }
}
