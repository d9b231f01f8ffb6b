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
  MEMORY_KILL(true, Words.MEMORY + "|" + Words.EXIT + "(137|-104|-103|52)\\b"),
  DRIVER_REQUESTED(
      false,
      "killed by driver|executor killed by|explicit termination request|dynamic allocation"
          + "|(?<![\\w.-])idle(?![\\w-]|\\.\\w)"),
  DECOMMISSIONED(false, "finished decommissioning|executor decommission"),
  /** By its words, or by SIGTERM (143), with which machines and containers are taken away. */
  PREEMPTED(true, Words.TAKEN + "|" + Words.TERMINATED),
  NODE_LOST(
      true,
      "worker lost|host .{0,80}lost|bad node|(lost|decommissioned) node"
          + "|node .{0,80}(lost|not ready|shut|decommission)"
          + "|slave lost|worker .{0,80}(decommissioned|removed)"),
  HEARTBEAT(true, "heartbeat"),
  APP_EXIT(true, Words.EXIT + "(-?\\d+)|task reaper|uncaught"),
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

  /**
   * Whether the words leave no doubt. A SIGKILL is an out-of-memory kill only probably, and a
   * SIGTERM a preemption, unless other words say so too.
   */
  static boolean certain(LossClass lossClass, String reason) {
    switch (lossClass) {
      case MEMORY_KILL:
        return NAMED.matcher(reason).find() || !SIGKILL.matcher(reason).find();
      case PREEMPTED:
        return TAKEN.matcher(reason).find();
      default:
        return lossClass != UNKNOWN;
    }
  }

  /** Of a {@link #MEMORY_KILL}: whether the heap was full, rather than the container. */
  static boolean heapExhausted(String reason) {
    return HEAP.matcher(reason).find();
  }

  /** Numbers count as exit codes only: reasons have ids of executors and sizes in them, too. */
  private static final Pattern HEAP =
      Pattern.compile("(?i)jvm oom|out ?of ?memory ?error|java heap space|" + Words.EXIT + "52\\b");

  private static final Pattern SIGKILL = Pattern.compile("(?i)" + Words.EXIT + "137\\b");
  private static final Pattern TAKEN = Pattern.compile("(?i)" + Words.TAKEN);
  private static final Pattern NAMED = Pattern.compile("(?i)" + Words.MEMORY);

  private static final class Words {
    static final String TAKEN = "pre-?empt|\\bevicted\\b";
    static final String MEMORY =
        "exceeding memory limits|exceeding .{0,40}memory limits|physical memory|virtual memory"
            + "|oomkilled|outofmemory|out of memory|jvm oom";
    static final String EXIT =
        "(exit (code|status)(:| is)? ?|exited with (exit )?code |exit code \\()";
    static final String TERMINATED = "^(?!.{0,1000}bad node).{0,1000}" + EXIT + "143\\b";
  }

  /** The value of the metric label {@code cause}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
