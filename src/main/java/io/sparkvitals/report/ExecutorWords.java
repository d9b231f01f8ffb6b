package io.sparkvitals.report;

import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.LossClass;
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
    ExecutorLoss loss = executor.loss();
    if (loss == null) {
      return executor.excluded() ? "stayed, excluded for its failures" : "stayed";
    }
    return words(loss);
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

  private static String words(ExecutorLoss loss) {
    boolean certain = LossClass.certain(loss.lossClass(), loss.reason());
    switch (loss.lossClass()) {
      case MEMORY_KILL:
        return certain ? "killed for its memory" : "killed, probably for its memory";
      case DRIVER_REQUESTED:
        return "given back";
      case DECOMMISSIONED:
        return "decommissioned";
      case PREEMPTED:
        return "preempted";
      case NODE_LOST:
        return "lost with its node";
      case HEARTBEAT:
        return "lost, no heartbeat";
      case APP_EXIT:
        return "its process ended";
      default:
        return "lost, the reason is not known";
    }
  }
}
