package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What most failed tasks failed of, and whether one host stands out. */
final class FailureDiagnosis implements Diagnosis {
  private static final int MIN_HOSTS = 3;
  private static final int FEW = 3;

  @Override
  public Cause explain(Sight sight) {
    StageSnapshot stage = sight.stage();
    TaskBreakdown tasks = stage == null ? sight.snapshot().work().tasks() : stage.tasks();
    List<String> evidence = new ArrayList<>();
    for (FailureReason reason : FailureReason.values()) {
      if (tasks.failures(reason) > 0) {
        evidence.add(Phrases.count(tasks.failures(reason)) + " failed: " + reason.label());
      }
    }
    tasks
        .failureTexts()
        .forEach((text, count) -> evidence.add(Phrases.count(count, "time") + ": " + text));
    String node = worstHost(sight);
    if (!node.isEmpty()) {
      evidence.add(0, node);
    }
    return cause(tasks, node, evidence);
  }

  private static Cause cause(TaskBreakdown tasks, String node, List<String> evidence) {
    long failed = Math.max(1, tasks.counts().failed());
    long oom = tasks.failures(FailureReason.OOM);
    long fetch = tasks.failures(FailureReason.FETCH_FAILED);
    long lost =
        tasks.failures(FailureReason.EXECUTOR_LOST)
            + tasks.failures(FailureReason.EXECUTOR_LOST_NOT_APP);
    if (2 * oom >= failed) {
      return Cause.of(
          CauseKind.OUT_OF_MEMORY,
          of(oom, failed) + " are OutOfMemoryErrors: tasks need more memory than they get.",
          evidence);
    }
    if (2 * fetch >= failed) {
      return Cause.of(
          CauseKind.FETCH_FAILED,
          of(fetch, failed)
              + " could not fetch shuffle files: who held them is gone or overloaded.",
          evidence);
    }
    if (2 * lost >= failed) {
      return Cause.of(
          CauseKind.EXECUTOR_LOST, of(lost, failed) + " went down with their executors.", evidence);
    }
    if (!node.isEmpty()) {
      return Cause.of(CauseKind.NODE, "Most failures are of one host: " + node + ".", evidence);
    }
    return exception(tasks, failed, evidence);
  }

  private static String of(long part, long failed) {
    return Phrases.count(part) + " of " + Phrases.count(failed, "failure");
  }

  private static Cause exception(TaskBreakdown tasks, long failed, List<String> evidence) {
    return tasks
        .commonestFailure()
        .map(
            top ->
                Cause.of(
                    CauseKind.EXCEPTION,
                    of(top.getValue(), failed)
                        + " are "
                        + top.getKey()
                        + ": the job's code or its data.",
                    evidence))
        .orElseGet(() -> Cause.of(CauseKind.UNKNOWN, "", evidence));
  }

  /** The host of more than half of all failed tasks, if there are at least three; else empty. */
  private static String worstHost(Sight sight) {
    Map<String, Long> failures = new HashMap<>();
    long all = 0;
    for (ExecutorSnapshot executor : sight.snapshot().executors()) {
      failures.merge(executor.facts().host(), executor.counts().failed(), Long::sum);
      all += executor.counts().failed();
    }
    for (Map.Entry<String, Long> each : failures.entrySet()) {
      if (failures.size() >= MIN_HOSTS && each.getValue() >= FEW && 2 * each.getValue() > all) {
        return Phrases.count(each.getValue())
            + " of "
            + Phrases.count(all, "failed task")
            + " of the application ran on "
            + each.getKey();
      }
    }
    return "";
  }
}
