package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Unit;

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
    return (long) (cores / taskCpus(snapshot));
  }

  static double taskCpus(ApplicationSnapshot snapshot) {
    String cpus = snapshot.facts().property("spark.task.cpus");
    return cpus == null ? 1 : Math.max(1, Unit.COUNT.parse(cpus).orElse(1));
  }

  /** From submission to completion, or to the moment of the snapshot; 0 where not known. */
  static long millis(ApplicationSnapshot snapshot, StageSnapshot stage) {
    long from = stage.facts().submissionMillis();
    return from <= 0 ? 0 : Math.max(0, end(snapshot, stage) - from);
  }

  private static long end(ApplicationSnapshot snapshot, StageSnapshot stage) {
    long completed = stage.facts().completionMillis();
    return completed > 0 ? completed : Math.max(stage.lastTaskEndMillis(), snapshotEnd(snapshot));
  }

  private static long snapshotEnd(ApplicationSnapshot snapshot) {
    return snapshot.endMillis() > 0 ? snapshot.endMillis() : snapshot.takenMillis();
  }
}
