package io.sparkvitals.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the agent did not see or did not keep, by kind. Immutable. Any of it means that a figure may
 * be low.
 */
public final class Losses {
  public static final Losses NONE = new Losses(Collections.emptyMap(), Collections.emptyMap(), 0);

  private final Map<String, Long> droppedEvents;
  private final Map<String, Long> evicted;
  private final long oddEvents;

  private Losses(Map<String, Long> droppedEvents, Map<String, Long> evicted, long oddEvents) {
    this.droppedEvents = droppedEvents;
    this.evicted = evicted;
    this.oddEvents = oddEvents;
  }

  public static Losses of(
      Map<String, Long> droppedEvents, Map<String, Long> evicted, long oddEvents) {
    return new Losses(
        Collections.unmodifiableMap(new TreeMap<>(droppedEvents)),
        Collections.unmodifiableMap(new TreeMap<>(evicted)),
        oddEvents);
  }

  /** Events that Spark's listener bus dropped before the agent, by queue. */
  public Map<String, Long> droppedEvents() {
    return droppedEvents;
  }

  /**
   * Entries that a bound pushed out, by kind: stages, executors, jobs, tasks, blocks, queries,
   * stageIds (of jobs that are kept) and skippedStages (that may have been skipped).
   */
  public Map<String, Long> evicted() {
    return evicted;
  }

  /** Task ends without a start, second ends, and the like. */
  public long oddEvents() {
    return oddEvents;
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
