package io.sparkvitals.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the agent did not see or did not keep, by kind. Immutable. Any of it means that a figure may
 * be low.
 */
public final class Losses {
  public static final Losses NONE =
      new Losses(Collections.emptyMap(), Collections.emptyMap(), 0, 0);

  private final Map<String, Long> droppedEvents;
  private final Map<String, Long> evicted;
  private final long oddEvents;
  private final long misdatedTasks;

  private Losses(
      Map<String, Long> droppedEvents,
      Map<String, Long> evicted,
      long oddEvents,
      long misdatedTasks) {
    this.droppedEvents = droppedEvents;
    this.evicted = evicted;
    this.oddEvents = oddEvents;
    this.misdatedTasks = misdatedTasks;
  }

  public static Losses of(
      Map<String, Long> droppedEvents, Map<String, Long> evicted, long oddEvents) {
    return new Losses(
        Collections.unmodifiableMap(new TreeMap<>(droppedEvents)),
        Collections.unmodifiableMap(new TreeMap<>(evicted)),
        oddEvents,
        0);
  }

  /** The same with a number of tasks whose times were outside the application's. */
  public Losses misdated(long tasks) {
    return new Losses(droppedEvents, evicted, oddEvents, tasks);
  }

  /** Events that Spark's listener bus dropped before the agent, by queue. */
  public Map<String, Long> droppedEvents() {
    return droppedEvents;
  }

  /**
   * Entries that a bound pushed out, by kind: stages, executors, jobs, tasks, blocks, queries,
   * stageIds (of jobs that are kept), skippedStages (that may have been skipped), dataSets (that
   * were cached, are unpersisted, and held least) and joins (with the smallest sides).
   */
  public Map<String, Long> evicted() {
    return evicted;
  }

  /** Task ends without a start, second ends, and the like. */
  public long oddEvents() {
    return oddEvents;
  }

  /**
   * Tasks whose times lay outside the application's. They count as if they had ended when they were
   * told.
   */
  public long misdatedTasks() {
    return misdatedTasks;
  }

  /** Whether Spark dropped events, so that every figure may be low. */
  public boolean incomplete() {
    for (long dropped : droppedEvents.values()) {
      if (dropped > 0) {
        return true;
      }
    }
    return false;
  }
}
