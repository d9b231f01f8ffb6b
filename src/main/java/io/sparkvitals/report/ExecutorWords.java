package io.sparkvitals.report;

import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.rules.Texts;

/** What is said of an executor. */
public final class ExecutorWords {
  private static final int MAX_NAME = 80;
  private static final int MAX_REASON = 300;

  private ExecutorWords() {}

  public static String id(ExecutorSnapshot executor) {
    return Texts.line(executor.id(), MAX_NAME);
  }

  public static String host(ExecutorSnapshot executor) {
    return Texts.line(executor.facts().host(), MAX_NAME);
  }

  /** The cluster manager's words, short enough for a table. */
  public static String reason(String words) {
    return Texts.line(words, MAX_REASON);
  }

  /** How it ended, in a few words. */
  public static String end(ExecutorSnapshot executor) {
    return end(executor, "");
  }

  /** The same with {@code " after 3.5 s"}, or nothing, where it belongs. */
  public static String end(ExecutorSnapshot executor, String after) {
    ExecutorLoss loss = executor.loss();
    if (loss == null) {
      return executor.excluded() ? "stayed, excluded for its failures" : "stayed";
    }
    return words(loss, after);
  }

  /** {@code Executor 3 on host-3: killed for its memory}. */
  public static String lost(ExecutorSnapshot executor) {
    String host = host(executor);
    return "Executor "
        + id(executor)
        + (host.isEmpty() ? "" : " on " + host)
        + ": "
        + end(executor);
  }

  private static String words(ExecutorLoss loss, String after) {
    boolean certain = loss.certain();
    switch (loss.lossClass()) {
      case MEMORY_KILL:
        return "killed" + after + (certain ? " for its memory" : ", probably for its memory");
      case DRIVER_REQUESTED:
        return "given back" + after;
      case DECOMMISSIONED:
        return "decommissioned" + after;
      case PREEMPTED:
        return "preempted" + after;
      case NODE_LOST:
        return "lost with its node" + after;
      case HEARTBEAT:
        return "lost" + after + ", no heartbeat";
      case APP_EXIT:
        return "its process ended" + after;
      default:
        return "lost" + after + ", reason unknown";
    }
  }
}
