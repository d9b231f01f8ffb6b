package io.sparkvitals.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The causes that are told apart: advice in a rule file is tied to them by {@code when}. */
public enum CauseKind {
  /** What survives collection nearly fills the heap. */
  HEAP,
  /** Memory outside the heap fills the container. */
  CONTAINER,
  /** Processes that nothing limits fill their machine. */
  MACHINE_MEMORY,
  /** Cached blocks leave no memory to tasks. */
  CACHE,
  /** Long-lived objects keep the collector busy. */
  LIVE_SET,
  /** Short-lived objects keep the collector busy. */
  ALLOCATION,
  /** An OutOfMemoryError. */
  OUT_OF_MEMORY,
  /** Shuffle files cannot be fetched. */
  FETCH_FAILED,
  /** Executors went away under their tasks. */
  EXECUTOR_LOST,
  /** One host or executor stands out. */
  NODE,
  /** The job's own code threw. */
  EXCEPTION,
  /** Some tasks get much more data than others. */
  DATA,
  /** One task reads a large part of a stage's input, for a file cannot be split. */
  FILE,
  /** A task waits for the driver rather than for its data. */
  SCHEDULER_DELAY,
  /** A task reads its input from far away. */
  LOCALITY,
  /** Garbage collection takes the time. */
  GC,
  /** Spilling to disk takes the time. */
  SPILL,
  /** Waiting for shuffle blocks takes the time. */
  FETCH_WAIT,
  /** Writing shuffle files takes the time. */
  SHUFFLE_WRITE,
  /** The tasks' own code takes the time. */
  COMPUTATION,
  /** Waiting for storage, network or locks takes the time. */
  WAITING,
  /** Partitions are too large for the memory of a task. */
  LARGE_PARTITIONS,
  /** Splits of the input are too large for the memory of a task. */
  LARGE_SPLITS,
  /** Tasks have little memory for partitions of a usual size. */
  SMALL_MEMORY,
  /** Only few tasks are too large for their memory. */
  SKEW,
  /** The number of executors is fixed, whatever there is to do. */
  FIXED_SIZE,
  /** There are fewer tasks than cores. */
  FEW_TASKS,
  /** Nothing ran: the driver or somebody else was waited for. */
  NO_WORK,
  /** Results of tasks fill the driver. */
  RESULTS,
  /** Broadcasts fill the driver. */
  BROADCAST,
  /** No executor has ever registered. */
  NO_EXECUTOR,
  /** A setting keeps the JVMs of executors from starting. */
  BAD_JVM_OPTION,
  /** Executors come and die. */
  EXECUTORS_DIE,
  /** The cluster gives no executor that the waiting tasks could use. */
  NO_ROOM,
  /** Executors are there, and Spark keeps tasks away from them for their failures. */
  EXCLUDED,
  /** Cores are paid for and not used. */
  IDLE,
  PREEMPTED,
  DECOMMISSIONED,
  HEARTBEAT,
  /** The executor's process ended by itself. */
  PROCESS_EXIT,
  UNKNOWN;

  /** The name in files and reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The cause of a label, or null. */
  public static @Nullable CauseKind parse(String label) {
    for (CauseKind each : values()) {
      if (each.label().equals(label)) {
        return each;
      }
    }
    return null;
  }
}
