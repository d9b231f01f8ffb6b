package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Texts;
import io.sparkvitals.rules.figures.LostExecutors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why executors went away, what went with them, and what came of it. */
final class LossDiagnosis implements Diagnosis {
  private static final int MAX_REASON = 250;
  private static final int MAX_HOST = 80;
  private static final int MAX_HOSTS = 3;

  @Override
  public Cause explain(Sight sight) {
    LostExecutors lost = sight.lost();
    ExecutorSnapshot example = sight.executor();
    ExecutorLoss loss = example == null ? null : example.loss();
    return lost == null || example == null || loss == null
        ? Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList())
        : cause(sight, loss, evidence(lost, example, loss));
  }

  private static List<String> evidence(
      LostExecutors lost, ExecutorSnapshot example, ExecutorLoss loss) {
    List<String> lines = new ArrayList<>();
    String reason = Texts.line(loss.reason(), MAX_REASON);
    if (!reason.isEmpty()) {
      lines.add("Spark says: " + reason);
    }
    boolean certain = loss.certain();
    lines.add("class " + loss.lossClass().label() + (certain ? "" : " (not certain)"));
    if (lost.executors().size() > 1) {
      hosts(lost.hosts()).ifPresent(lines::add);
    }
    lines.add(price(lost));
    consequences(lost).ifPresent(lines::add);
    lived(example, loss, lost.executors().size() > 1).ifPresent(lines::add);
    lines.addAll(MemoryDiagnosis.evidence(example));
    return lines;
  }

  /** Empty where no executor got as far as to have one. */
  private static Optional<String> hosts(List<Map.Entry<String, Integer>> hosts) {
    List<String> texts = new ArrayList<>();
    for (Map.Entry<String, Integer> each : hosts) {
      if (!each.getKey().isEmpty()) {
        texts.add(each.getValue() + " on " + Texts.line(each.getKey(), MAX_HOST));
      }
    }
    int more = texts.size() - MAX_HOSTS;
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "hosts: "
                + String.join(", ", texts.subList(0, Math.min(MAX_HOSTS, texts.size())))
                + (more > 0 ? " and on " + more + " more" : ""));
  }

  private static String price(LostExecutors lost) {
    return "price: "
        + Phrases.count(lost.wastedMillis() / 1e3)
        + " core-seconds of work ("
        + Phrases.count(lost.runningTasks(), "task")
        + " running, "
        + Phrases.count(lost.resubmittedTasks(), "result")
        + " lost)"
        + (lost.cachedBytes() > 0
            ? " and " + Sizes.decimal(lost.cachedBytes()) + " of cached blocks"
            : "");
  }

  private static Optional<String> consequences(LostExecutors lost) {
    List<String> texts = new ArrayList<>();
    if (lost.fetchFailures() > 0) {
      texts.add(Phrases.count(lost.fetchFailures(), "task") + " could not fetch shuffle files");
    }
    if (lost.retriedStages() > 0) {
      texts.add(Phrases.count(lost.retriedStages(), "stage") + " began again");
    }
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of("since then: " + String.join(", ", texts));
  }

  private static Optional<String> lived(
      ExecutorSnapshot example, ExecutorLoss loss, boolean named) {
    long added = example.facts().addedMillis();
    return added <= 0
        ? Optional.empty()
        : Optional.of(
            (named ? "executor " + Texts.line(example.id(), MAX_HOST) : "it")
                + " lived "
                + Phrases.seconds(Math.max(0, loss.removedMillis() - added))
                + ": "
                + Phrases.count(example.counts().succeeded(), "task")
                + " succeeded, "
                + Phrases.count(example.counts().failed())
                + " failed");
  }

  private static String taken(ExecutorLoss loss) {
    if (!loss.certain()) {
      return "The process was told to end (SIGTERM): its machine or container was taken away, or"
          + " somebody ended it.";
    }
    return loss.reason().toLowerCase(Locale.ROOT).contains("evicted")
        ? "The cluster evicted executors, as it does on a node that is short of memory or disk."
        : "The cluster took executors back for another application or queue.";
  }

  private static Cause cause(Sight sight, ExecutorLoss loss, List<String> evidence) {
    switch (loss.lossClass()) {
      case MEMORY_KILL:
        return memory(sight, loss, evidence);
      case PREEMPTED:
        return Cause.of(CauseKind.PREEMPTED, taken(loss), evidence);
      case DECOMMISSIONED:
        return Cause.of(
            CauseKind.DECOMMISSIONED,
            "The node is being shut down, as a spot node or by scaling down.",
            evidence);
      case HEARTBEAT:
        return Cause.of(
            CauseKind.HEARTBEAT,
            "Executors did not answer for too long: a long collection pause, an overloaded node or a"
                + " broken network.",
            evidence);
      case NODE_LOST:
        return Cause.of(CauseKind.NODE, "The node went away or is marked as bad.", evidence);
      case APP_EXIT:
        return Cause.of(
            CauseKind.PROCESS_EXIT,
            "The process ended by itself: a crash, a fatal error or a failing start.",
            evidence);
      default:
        return Cause.of(CauseKind.UNKNOWN, unknown(sight.executor(), loss), evidence);
    }
  }

  /** Words that name no known reason are words all the same; without any the rule says so. */
  private static String unknown(@Nullable ExecutorSnapshot example, ExecutorLoss loss) {
    if (Texts.line(loss.reason(), MAX_REASON).isEmpty()) {
      return "";
    }
    boolean registered = example == null || example.facts().addedMillis() > 0;
    return registered
        ? "Spark's words name no reason that is known."
        : "It went before it had registered: probably it never started.";
  }

  private static Cause memory(Sight sight, ExecutorLoss loss, List<String> evidence) {
    if (loss.heapExhausted()) {
      return Cause.of(
          CauseKind.OUT_OF_MEMORY, "The heap was full: the JVM ran out of memory.", evidence);
    }
    if (ExecutorSettings.of(sight.snapshot()).standalone()) {
      return Cause.of(
          CauseKind.MACHINE_MEMORY,
          "Probably the machine had no memory left: a standalone worker limits no process, and a"
              + " kill signal is most often sent for that.",
          evidence);
    }
    String words =
        loss.certain()
            ? "The processes used more memory than their container may."
            : "Probably the processes used more memory than their container may: exit code 137 is a"
                + " kill signal, most often sent for that.";
    return Cause.of(CauseKind.CONTAINER, words, evidence);
  }
}
