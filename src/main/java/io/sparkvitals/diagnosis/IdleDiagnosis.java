package io.sparkvitals.diagnosis;

import io.sparkvitals.diagnosis.cost.IdleSplit;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizing;
import java.util.ArrayList;
import java.util.List;

/**
 * Why cores that are held have nothing to do: over a window by what runs now, over a whole run by
 * when the idle time was.
 */
final class IdleDiagnosis implements Diagnosis {
  private static final String DYNAMIC = "spark.dynamicAllocation.enabled";
  private static final int MAX_STAGES = 3;

  @Override
  public Cause explain(Sight sight) {
    List<String> evidence = new ArrayList<>();
    evidence.add(coreTime(sight));
    return sight.wholeRun() ? run(sight, evidence) : now(sight, evidence);
  }

  private static String coreTime(Sight sight) {
    long allocated = sight.coreTime().allocatedMillis();
    double idle = allocated * sight.coreTime().idleRatio().orElse(0);
    return Phrases.coreTimes(idle, allocated) + " that were held were idle";
  }

  private static Cause now(Sight sight, List<String> evidence) {
    long cores = 0;
    long executors = 0;
    for (ExecutorSnapshot executor : sight.snapshot().executors()) {
      if (executor.active() && executor.facts().cores() > 0) {
        cores += executor.facts().cores();
        executors++;
      }
    }
    long running = 0;
    List<String> lines = new ArrayList<>();
    for (StageSnapshot stage : sight.snapshot().stages()) {
      if (!stage.settled() && stage.counts().running() > 0) {
        running += stage.counts().running();
        lines.add(
            Phrases.stage(sight.snapshot(), stage)
                + ": "
                + Phrases.count(stage.counts().running(), "task")
                + " running, "
                + Phrases.count(stage.pending())
                + " waiting");
      }
    }
    evidence.add(
        Phrases.count(executors, "executor")
            + " with "
            + Phrases.count(cores, "core")
            + ", "
            + Phrases.count(running, "task")
            + " running now");
    evidence.addAll(lines);
    if (running > 0 && running < cores) {
      String words = Phrases.count(running, "task") + (running == 1 ? " runs" : " run");
      return Cause.of(
          CauseKind.FEW_TASKS,
          "Fewer tasks than cores: " + words + " on " + Phrases.count(cores, "core") + ".",
          evidence);
    }
    return running > 0
        ? Cause.of(CauseKind.UNKNOWN, "", evidence)
        : nothingRuns(sight, "No task runs now: the driver works alone, or waits.", evidence);
  }

  private static Cause nothingRuns(Sight sight, String words, List<String> evidence) {
    return fixed(sight)
        ? Cause.of(
            CauseKind.FIXED_SIZE,
            words + " Dynamic allocation is off, so the executors are held all the same.",
            evidence)
        : Cause.of(CauseKind.NO_WORK, words, evidence);
  }

  /** Stages in barrier mode need a fixed number of executors. */
  private static boolean fixed(Sight sight) {
    boolean known = !sight.snapshot().facts().environment().isEmpty();
    String dynamic = sight.snapshot().facts().property(DYNAMIC);
    boolean barrier = sight.snapshot().work().events().barrierStages() > 0;
    return known && !"true".equals(dynamic) && !barrier && !Sizing.local(sight);
  }

  private static Cause run(Sight sight, List<String> evidence) {
    IdleSplit split = IdleSplit.of(sight.snapshot());
    double noStage = split.noStageMillis();
    double stages = split.stageMillis();
    if (noStage + stages <= 0) {
      return Cause.of(CauseKind.UNKNOWN, "", evidence);
    }
    evidence.add(Phrases.coreTime(noStage) + " while no stage ran");
    evidence.add(Phrases.coreTime(stages) + " while stages ran with fewer tasks than cores");
    List<IdleSplit.Part> worst =
        split.parts().subList(0, Math.min(MAX_STAGES, split.parts().size()));
    for (IdleSplit.Part each : worst) {
      evidence.add(
          Phrases.stage(sight.snapshot(), each.stage())
              + ": "
              + Phrases.coreTime(each.idleMillis())
              + ", "
              + tasks(each.stage(), split.mostCores()));
    }
    if (stages >= noStage) {
      return Cause.of(
          CauseKind.FEW_TASKS, fewTasks(worst.get(0), split, noStage + stages), evidence);
    }
    String words =
        "No stage ran in "
            + Phrases.percent(noStage / (noStage + stages))
            + " of the idle core time: the driver worked alone, or waited.";
    return nothingRuns(sight, words, evidence);
  }

  private static String fewTasks(IdleSplit.Part worst, IdleSplit split, double idleMillis) {
    String share = Phrases.percent(worst.idleMillis() / idleMillis) + " of the idle core time";
    String stage = "Stage " + worst.stage().key();
    int number = worst.stage().facts().numTasks();
    return number > 0 && number < split.mostCores()
        ? stage
            + " has too few tasks: "
            + tasks(worst.stage(), split.mostCores())
            + ", "
            + share
            + "."
        : "Cores ran out of tasks before stages ended, most of all in "
            + stage.replace('S', 's')
            + ": "
            + share
            + ".";
  }

  private static String tasks(StageSnapshot stage, int cores) {
    int number = stage.facts().numTasks();
    String of = number < 0 ? "tasks" : Phrases.count(number, "task");
    return of + " on up to " + Phrases.count(cores, "core");
  }
}
