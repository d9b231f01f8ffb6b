package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Why work is done again: executors that took shuffle files with them, or fetches that fail. */
final class RetryDiagnosis implements Diagnosis {
  private static final long BEFORE_MILLIS = 600_000;
  private static final int MAX_REASON = 250;

  @Override
  public Cause explain(Sight sight) {
    StageSnapshot stage = sight.stage();
    if (stage == null) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    List<String> evidence = new ArrayList<>();
    for (StageSnapshot each : sight.snapshot().stages()) {
      if (each.key().stageId() == stage.key().stageId() && each.facts().failureReason() != null) {
        evidence.add(attempt(each));
      }
    }
    List<String> gone = new ArrayList<>();
    for (ExecutorSnapshot each : sight.snapshot().executors()) {
      ExecutorLoss loss = each.loss();
      if (loss != null && near(sight, stage, loss.removedMillis())) {
        gone.add(
            Phrases.place(each.id(), each.facts().host())
                + " went, class "
                + loss.lossClass().label()
                + ": "
                + Texts.line(loss.reason(), MAX_REASON));
      }
    }
    evidence.addAll(gone.subList(0, Math.min(4, gone.size())));
    return gone.isEmpty() ? fetch(stage, evidence) : lost(gone.size(), evidence);
  }

  private static String attempt(StageSnapshot stage) {
    return "attempt "
        + stage.key().attempt()
        + " used "
        + Phrases.seconds(stage.totals().get(TaskMetric.RUN_TIME_MILLIS))
        + " of task run time and failed: "
        + Texts.line(stage.facts().failureReason(), MAX_REASON);
  }

  /** From ten minutes before the attempt began until now, or until it was over. */
  private static boolean near(Sight sight, StageSnapshot stage, long millis) {
    long start = stage.facts().submissionMillis();
    long end = stage.facts().completionMillis();
    return start > 0
        && millis >= start - BEFORE_MILLIS
        && millis <= (end > 0 ? end : sight.nowMillis());
  }

  private static Cause lost(int number, List<String> evidence) {
    return Cause.of(
        CauseKind.EXECUTOR_LOST,
        Phrases.count(number, "executor")
            + " went away while or shortly before it ran, and shuffle files with them.",
        evidence);
  }

  private static Cause fetch(StageSnapshot stage, List<String> evidence) {
    String reason = stage.facts().failureReason();
    boolean fetch =
        stage.tasks().failures(FailureReason.FETCH_FAILED) > 0
            || (reason != null && reason.contains("FetchFailed"))
            || !evidence.isEmpty();
    return fetch
        ? Cause.of(
            CauseKind.FETCH_FAILED,
            "Shuffle files could not be fetched although their executors did not go: network, disk"
                + " or an overloaded shuffle service.",
            evidence)
        : Cause.of(CauseKind.UNKNOWN, "", evidence);
  }
}
