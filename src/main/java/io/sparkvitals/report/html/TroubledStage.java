package io.sparkvitals.report.html;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.report.Figures;
import io.sparkvitals.report.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A stage attempt that deserves a closer look, and why. Immutable. */
final class TroubledStage {
  /** From the order of what most people look for first. */
  static final Comparator<TroubledStage> WORST_FIRST =
      Comparator.comparingInt(TroubledStage::rank)
          .thenComparing(each -> -each.stage.totals().get(TaskMetric.RUN_TIME_MILLIS))
          .thenComparing(each -> each.stage.key());

  private static final double SKEW = 5;
  private static final long SKEW_MILLIS = 15_000;
  private static final double SPILL = 0.2;
  private static final long SPILL_BYTES = 100_000_000;

  private final StageSnapshot stage;
  private final List<Alert> alerts;
  private final List<String> reasons;

  private TroubledStage(StageSnapshot stage, List<Alert> alerts, List<String> reasons) {
    this.stage = stage;
    this.alerts = alerts;
    this.reasons = reasons;
  }

  /** Empty for a stage that did well: no alert, not failed, not retried, not skewed, no spill. */
  static Optional<TroubledStage> of(StageSnapshot stage, List<Alert> alerts) {
    List<String> reasons = reasons(stage);
    return alerts.isEmpty() && reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(new TroubledStage(stage, alerts, reasons));
  }

  private static List<String> reasons(StageSnapshot stage) {
    List<String> reasons = new ArrayList<>();
    if (stage.status() == StageStatus.FAILED) {
      reasons.add("the attempt failed");
    }
    if (stage.key().attempt() > 0) {
      reasons.add("attempt " + (stage.key().attempt() + 1) + " of the stage");
    }
    long failed = stage.counts().failed();
    if (failed > 0) {
      reasons.add(Words.count(failed, "task") + " failed");
    }
    double skew = stage.spread().durationSkew().orElse(0);
    double excess = stage.spread().longestMillis() - stage.durations().median();
    if (skew > SKEW && excess >= SKEW_MILLIS) {
      reasons.add("the longest task takes " + Figures.factor(skew) + " the median");
    }
    long spilled = stage.totals().spilledBytes();
    if (stage.totals().spillRatio().orElse(0) > SPILL && spilled >= SPILL_BYTES) {
      reasons.add(Figures.bytes(spilled) + " spilled");
    }
    return reasons;
  }

  /** Stages with alerts by their severity, then failed ones, then the others. */
  private int rank() {
    if (!alerts.isEmpty()) {
      switch (alerts.get(0).severity()) {
        case CRITICAL:
          return 0;
        case WARNING:
          return 1;
        default:
          return 3;
      }
    }
    return stage.status() == StageStatus.FAILED ? 2 : 4;
  }

  StageSnapshot stage() {
    return stage;
  }

  /** The alerts about it, the worst first. */
  List<Alert> alerts() {
    return alerts;
  }

  /** What is odd about it, a few words each; empty where only alerts tell. */
  List<String> reasons() {
    return reasons;
  }
}
