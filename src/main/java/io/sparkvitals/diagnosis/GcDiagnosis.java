package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whether long-lived or short-lived objects keep the garbage collectors busy, and where. */
public final class GcDiagnosis implements Diagnosis {
  private static final double FULL = 0.7;
  private static final double MOST = 0.5;
  private static final long MIN_RUN_MILLIS = 1_000;

  @Override
  public Cause explain(Sight sight) {
    ExecutorSnapshot own = sight.executor();
    List<ExecutorSnapshot> executors =
        own == null ? sight.snapshot().executors() : Collections.singletonList(own);
    long young = 0;
    long old = 0;
    double fullest = 0;
    for (ExecutorSnapshot executor : executors) {
      young += executor.memory().peaks().get(ExecutorMetric.MINOR_GC_MILLIS);
      old += executor.memory().peaks().get(ExecutorMetric.MAJOR_GC_MILLIS);
      if (executor.active()) {
        fullest = Math.max(fullest, executor.memory().heapFloorRatio().orElse(0));
      }
    }
    double oldShare = young + old > 0 ? (double) old / (young + old) : -1;
    return cause(oldShare, fullest, evidence(sight));
  }

  private static Cause cause(double oldShare, double fullest, List<String> evidence) {
    if (fullest >= FULL) {
      return Cause.of(
          CauseKind.LIVE_SET,
          "Up to "
              + Phrases.percent(fullest)
              + " of the heap survives collection: long-lived objects, such as cached blocks, hash"
              + " tables or broadcasts, leave the collector little room.",
          evidence);
    }
    if (oldShare >= MOST) {
      return Cause.of(
          CauseKind.LIVE_SET,
          Phrases.percent(oldShare)
              + " of collection time goes to the old generation: long-lived objects fill the heap.",
          evidence);
    }
    if (oldShare >= 0) {
      return Cause.of(
          CauseKind.ALLOCATION,
          Phrases.percent(1 - oldShare)
              + " of collection time goes to the young generation: tasks make short-lived objects"
              + " faster than they can be collected.",
          evidence);
    }
    return Cause.of(CauseKind.UNKNOWN, "", evidence);
  }

  private static List<String> evidence(Sight sight) {
    List<String> lines = new ArrayList<>();
    lines.add(Phrases.split(sight.totals()) + " of task run time");
    StageSnapshot stage = sight.stage();
    if (stage != null) {
      lines.addAll(Phrases.slowestTasks(stage, 3));
    } else if (sight.executor() == null) {
      lines.addAll(Phrases.stageLines(sight, GcDiagnosis::gcMillis, GcDiagnosis::words));
    }
    if (sight.executor() == null) {
      Phrases.topExecutors(sight, GcDiagnosis::gcOfActive)
          .forEach(executor -> lines.add(words(executor)));
    } else {
      lines.add(words(sight.executor()));
    }
    return lines;
  }

  /** 0 for a stage with so little run time that its ratio says nothing. */
  private static double gcMillis(StageSnapshot stage) {
    TaskTotals totals = stage.totals();
    return totals.get(TaskMetric.RUN_TIME_MILLIS) < MIN_RUN_MILLIS
        ? 0
        : totals.get(TaskMetric.GC_TIME_MILLIS);
  }

  private static String words(StageSnapshot stage) {
    return "GC "
        + Phrases.percent(stage.totals().gcRatio().orElse(0))
        + " of "
        + Phrases.seconds(stage.totals().get(TaskMetric.RUN_TIME_MILLIS))
        + " run time";
  }

  private static double gcOfActive(ExecutorSnapshot executor) {
    return executor.active() ? executor.window().totals().gcRatio().orElse(0) : 0;
  }

  private static String words(ExecutorSnapshot executor) {
    String line =
        Phrases.place(executor.id(), executor.facts().host())
            + ": GC "
            + Phrases.percent(executor.window().totals().gcRatio().orElse(0))
            + " in the last 10 min";
    return executor.memory().heapFloorRatio().isPresent()
        ? line
            + ", heap after collection "
            + Phrases.memory(
                executor.memory().floor().bytes(), executor.memory().limits().heapBytes())
        : line;
  }
}
