package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why cores that are held have nothing to do. */
final class IdleDiagnosis implements Diagnosis {
  private static final String DYNAMIC = "spark.dynamicAllocation.enabled";

  @Override
  public Cause explain(Sight sight) {
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
    List<String> evidence = new ArrayList<>();
    evidence.add(coreTime(sight));
    evidence.add(
        Phrases.count(executors, "executor")
            + " with "
            + Phrases.count(cores, "core")
            + ", "
            + Phrases.count(running, "task")
            + " running now");
    evidence.addAll(lines);
    return cause(sight, running, cores, evidence);
  }

  private static String coreTime(Sight sight) {
    long allocated = sight.coreTime().allocatedMillis();
    double idle = allocated * sight.coreTime().idleRatio().orElse(0);
    return String.format(
        Locale.ROOT,
        "%.1f of %.1f allocated core-hours were idle",
        idle / 3.6e6,
        allocated / 3.6e6);
  }

  private static Cause cause(Sight sight, long running, long cores, List<String> evidence) {
    String dynamic = sight.snapshot().facts().property(DYNAMIC);
    boolean known = !sight.snapshot().facts().environment().isEmpty();
    if (known && !"true".equals(dynamic) && !Sizing.local(sight)) {
      return Cause.of(
          CauseKind.FIXED_SIZE,
          "Dynamic allocation is off: the executors are held whether there are tasks or not.",
          evidence);
    }
    if (running > 0 && running < cores) {
      return Cause.of(
          CauseKind.FEW_TASKS,
          "Fewer tasks than cores: " + running + " tasks run on " + cores + " cores.",
          evidence);
    }
    if (running == 0 && !sight.wholeRun()) {
      return Cause.of(
          CauseKind.NO_WORK,
          "No task runs now: the driver works alone, or waits for somebody.",
          evidence);
    }
    return Cause.of(CauseKind.UNKNOWN, "", evidence);
  }
}
