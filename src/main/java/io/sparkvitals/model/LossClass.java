package io.sparkvitals.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Why an executor went away, read from the words of the cluster manager. One line per class, in the
 * order in which they are tried; words are matched without regard to case.
 *
 * <p>The texts come from Spark's YARN allocator, Kubernetes pod life-cycle manager, standalone
 * master and {@code ExecutorExitCode}; wordings differ by version, so stems are matched.
 */
public enum LossClass {
  /** Killed for its memory: certain by the words or by exit code 52, probable by SIGKILL (137). */
  MEMORY_KILL(
      true,
      "exceeding memory limits|exceeding .{0,40}memory limits|physical memory|virtual memory"
          + "|oomkilled|outofmemory|out of memory|jvm oom"
          + "|(exit (code|status)(:| is)? ?|exited with (exit )?code |exit code \\()(137|-104|-103|52)\\b"),
  DRIVER_REQUESTED(
      false,
      "killed by driver|executor killed by|explicit termination request|dynamic allocation|\\bidle\\b"),
  DECOMMISSIONED(false, "finished decommissioning|executor decommission"),
  PREEMPTED(true, "pre-?empt"),
  NODE_LOST(
      true,
      "worker lost|host .{0,80}lost|bad node|(lost|decommissioned) node"
          + "|node .{0,80}(lost|not ready|shut|decommission)"
          + "|slave lost|worker .{0,80}(decommissioned|removed)"),
  HEARTBEAT(true, "heartbeat"),
  APP_EXIT(
      true,
      "(exit (code|status)(:| is)? ?|exited with (exit )?code |exit code \\()(-?\\d+)|task reaper|uncaught"),
  UNKNOWN(true, "");

  private final boolean lost;
  private final Pattern words;

  LossClass(boolean lost, String words) {
    this.lost = lost;
    this.words = Pattern.compile(words);
  }

  /** Reads the reason of an executor's removal; an empty reason is {@link #UNKNOWN}. */
  public static LossClass of(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    for (LossClass each : values()) {
      if (each.words.matcher(text).find()) {
        return each;
      }
    }
    return UNKNOWN;
  }

  /** Whether the executor was taken from the application, rather than given back or migrated. */
  public boolean lost() {
    return lost;
  }

  /** Whether the words leave no doubt. A SIGKILL is an out-of-memory kill only probably. */
  static boolean certain(LossClass lossClass, String reason) {
    return lossClass != UNKNOWN && !(lossClass == MEMORY_KILL && SIGKILL.matcher(reason).find());
  }

  /** Of a {@link #MEMORY_KILL}: whether the heap was full, rather than the container. */
  static boolean heapExhausted(String reason) {
    return HEAP.matcher(reason).find();
  }

  private static final Pattern HEAP =
      Pattern.compile("(?i)jvm oom|out ?of ?memory ?error|\\b52\\b|java heap space");
  private static final Pattern SIGKILL = Pattern.compile("\\b137\\b");

  /** The value of the metric label {@code cause}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
