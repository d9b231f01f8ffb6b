package io.sparkvitals.diagnosis.cost;

import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The time of successful tasks whose results were lost, summed over the attempts of a stage: what
 * Spark told to be resubmitted, and, for other successes beyond one a partition, the mean success
 * of the retries.
 */
final class Redone {
  private int partitions = -1;
  private long succeeded;
  private long resubmitted;
  private long resubmittedMillis;
  private long retried;
  private long retriedMillis;

  private Redone() {}

  /** Milliseconds of task duration, of the stages that are kept. */
  static double millis(List<StageSnapshot> stages) {
    Map<Integer, Redone> byStage = new HashMap<>();
    for (StageSnapshot each : stages) {
      TaskTime time = each.tasks().time();
      if (each.key().attempt() > 0 || time.resubmittedMillis() > 0) {
        byStage.put(each.key().stageId(), new Redone());
      }
    }
    for (StageSnapshot each : stages) {
      Redone redone = byStage.get(each.key().stageId());
      if (redone != null) {
        redone.add(each);
      }
    }
    return byStage.values().stream().mapToDouble(Redone::millis).sum();
  }

  private void add(StageSnapshot attempt) {
    TaskTime time = attempt.tasks().time();
    partitions = Math.max(partitions, attempt.facts().numTasks());
    succeeded += attempt.counts().succeeded();
    resubmitted += attempt.counts().resubmitted();
    resubmittedMillis += time.resubmittedMillis();
    if (attempt.key().attempt() > 0) {
      retried += attempt.counts().succeeded();
      retriedMillis += time.succeededMillis();
    }
  }

  private double millis() {
    double again = partitions < 0 ? 0 : (double) succeeded - partitions - resubmitted;
    double share = retried > 0 ? Math.max(0, Math.min(1, again / retried)) : 0;
    return resubmittedMillis + share * retriedMillis;
  }
}
