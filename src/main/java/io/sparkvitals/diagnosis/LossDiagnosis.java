package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Why an executor went away, and what went with it. */
final class LossDiagnosis implements Diagnosis {
  private static final int MAX_REASON = 250;
  private static final Pattern HEAP =
      Pattern.compile("(?i)jvm oom|out ?of ?memory ?error|\\b52\\b|java heap space");

  @Override
  public Cause explain(Sight sight) {
    ExecutorSnapshot executor = sight.executor();
    ExecutorLoss loss = executor == null ? null : executor.loss();
    return executor == null || loss == null
        ? Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList())
        : cause(loss, evidence(executor, loss));
  }

  private static List<String> evidence(ExecutorSnapshot executor, ExecutorLoss loss) {
    List<String> lines = new ArrayList<>();
    lines.add("Spark says: " + Texts.line(loss.reason(), MAX_REASON));
    boolean certain = LossClass.certain(loss.lossClass(), loss.reason());
    lines.add("class " + loss.lossClass().label() + (certain ? "" : " (not certain)"));
    lines.add(
        "it ran "
            + Phrases.count(loss.runningTasks(), "task")
            + " and held "
            + Sizes.decimal(loss.cachedBytes())
            + " of cached blocks");
    long added = executor.facts().addedMillis();
    if (added > 0) {
      lines.add(
          "it lived "
              + Phrases.seconds(Math.max(0, loss.removedMillis() - added))
              + ": "
              + Phrases.count(executor.counts().succeeded(), "task")
              + " succeeded, "
              + Phrases.count(executor.counts().failed())
              + " failed");
    }
    lines.addAll(MemoryDiagnosis.evidence(executor));
    return lines;
  }

  private static Cause cause(ExecutorLoss loss, List<String> evidence) {
    switch (loss.lossClass()) {
      case MEMORY_KILL:
        return memory(loss, evidence);
      case PREEMPTED:
        return Cause.of(
            CauseKind.PREEMPTED,
            "The cluster took it back for another application or queue.",
            evidence);
      case DECOMMISSIONED:
        return Cause.of(
            CauseKind.DECOMMISSIONED,
            "Its node is being shut down, as a spot node or by scaling down.",
            evidence);
      case HEARTBEAT:
        return Cause.of(
            CauseKind.HEARTBEAT,
            "It did not answer for too long: a long collection pause, an overloaded node or a"
                + " broken network.",
            evidence);
      case NODE_LOST:
        return Cause.of(CauseKind.NODE, "Its node went away or is marked as bad.", evidence);
      case APP_EXIT:
        return Cause.of(
            CauseKind.PROCESS_EXIT,
            "Its process ended by itself: a crash, a fatal error or a failing start.",
            evidence);
      default:
        return Cause.of(CauseKind.UNKNOWN, "", evidence);
    }
  }

  private static Cause memory(ExecutorLoss loss, List<String> evidence) {
    if (HEAP.matcher(loss.reason()).find()) {
      return Cause.of(
          CauseKind.OUT_OF_MEMORY, "Its heap was full: the JVM ran out of memory.", evidence);
    }
    String words =
        LossClass.certain(loss.lossClass(), loss.reason())
            ? "Its processes used more memory than its container may."
            : "Probably its processes used more memory than its container may: exit code 137 is a"
                + " kill signal, most often sent for that.";
    return Cause.of(CauseKind.CONTAINER, words, evidence);
  }
}
