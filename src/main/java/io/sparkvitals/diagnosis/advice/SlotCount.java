package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;

/** How many tasks of a stage can run at once, by the cores that were there, and how long it ran. */
final class SlotCount {
  private SlotCount() {}

  /**
   * Cores per {@code spark.task.cpus} of the executors of the stage's resource profile that were
   * registered while it ran; in local mode those of the driver. 0 where none is known.
   */
  static long of(ApplicationSnapshot snapshot, StageSnapshot stage) {
    long from = stage.facts().submissionMillis();
    long to = end(snapshot, stage);
    long cores = 0;
    for (ExecutorSnapshot each : snapshot.executors()) {
      boolean gone = each.loss() != null && each.loss().removedMillis() <= from;
      boolean later = each.facts().addedMillis() > to;
      boolean same = each.facts().resourceProfileId() == stage.facts().resourceProfileId();
      cores += gone || later || !same ? 0 : Math.max(0, each.facts().cores());
    }
    return (long) (cores / CoreSplit.cpusPerTask(snapshot));
  }

  /** From submission to completion, or to the moment of the snapshot; 0 where not known. */
  static long millis(ApplicationSnapshot snapshot, StageSnapshot stage) {
    long from = stage.facts().submissionMillis();
    return from <= 0 ? 0 : Math.max(0, end(snapshot, stage) - from);
  }

  private static long end(ApplicationSnapshot snapshot, StageSnapshot stage) {
    long completed = stage.facts().completionMillis();
    return completed > 0 ? completed : Math.max(stage.lastTaskEndMillis(), snapshot.untilMillis());
  }
}
