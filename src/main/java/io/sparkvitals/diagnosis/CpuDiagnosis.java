package io.sparkvitals.diagnosis;

import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the tasks wait for while they hold a core without using it. */
final class CpuDiagnosis implements Diagnosis {
  @Override
  public Cause explain(Sight sight) {
    List<String> evidence = new ArrayList<>();
    evidence.add(Phrases.split(sight.totals()) + " of task run time");
    StageSnapshot stage = sight.stage();
    evidence.addAll(
        stage == null
            ? Phrases.stageLines(
                sight, CpuDiagnosis::unusedMillis, each -> Phrases.split(each.totals()))
            : Phrases.slowestTasks(stage, 3));
    Map<CauseKind, Double> shares = shares(sight);
    return shares.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(top -> Cause.of(top.getKey(), sentence(top.getKey(), top.getValue()), evidence))
        .orElseGet(() -> Cause.of(CauseKind.UNKNOWN, "", evidence));
  }

  private static double unusedMillis(StageSnapshot stage) {
    double cpu = stage.totals().get(TaskMetric.CPU_TIME_NANOS) / 1e6;
    return stage.totals().get(TaskMetric.RUN_TIME_MILLIS) - cpu;
  }

  /** Parts of the run time that are not CPU; {@link CauseKind#WAITING} is what none explains. */
  private static Map<CauseKind, Double> shares(Sight sight) {
    TaskTotals totals = sight.totals();
    Map<CauseKind, Double> shares = new EnumMap<>(CauseKind.class);
    double run = totals.get(TaskMetric.RUN_TIME_MILLIS);
    if (run <= 0) {
      return shares;
    }
    double fetch = totals.fetchWaitRatio().orElse(0);
    double gc = sight.snapshot().facts().gcRatio(totals).orElse(0);
    double write = totals.get(TaskMetric.SHUFFLE_WRITE_NANOS) / 1e6 / run;
    shares.put(CauseKind.FETCH_WAIT, fetch);
    shares.put(CauseKind.GC, gc);
    shares.put(CauseKind.SHUFFLE_WRITE, write);
    shares.put(
        CauseKind.WAITING, Math.max(0, 1 - totals.cpuRatio().orElse(0) - fetch - gc - write));
    return shares;
  }

  private static String sentence(CauseKind kind, double share) {
    String part = Phrases.percent(share) + " of task run time goes to ";
    switch (kind) {
      case FETCH_WAIT:
        return part + "waiting for shuffle blocks.";
      case GC:
        return part + "garbage collection.";
      case SHUFFLE_WRITE:
        return part + "writing shuffle files.";
      default:
        return part
            + "waiting, which Spark does not measure: for storage, other services, locks, or"
            + " processors that too many processes share.";
    }
  }
}
