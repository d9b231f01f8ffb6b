package io.sparkvitals.spark;

import org.jspecify.annotations.Nullable;

/**
 * What passed the door, what it cost, and what went wrong; and the switch that turns the agent off
 * before it becomes the problem. Written under the door's lock, read from anywhere: a figure may be
 * an event behind.
 */
public final class DoorHealth {
  /** Faults after which the agent takes no more events. */
  static final int MAX_FAULTS = 100;

  /** One event in this many is timed. */
  static final int TIMED_EVERY = 64;

  private final long[] events = new long[SparkEventKind.COUNT];
  private final long[] timedEvents = new long[SparkEventKind.COUNT];
  private final long[] timedNanos = new long[SparkEventKind.COUNT];
  private final boolean[] disabled = new boolean[SparkEventKind.COUNT];
  private int untilTimed;
  private volatile long lagMillis;
  private volatile long faults;
  private volatile @Nullable String offReason;

  boolean takes(SparkEventKind kind) {
    return offReason == null && !disabled[kind.index()];
  }

  /** Counts an event and says whether it is one of those to be timed. */
  boolean timeNext(SparkEventKind kind) {
    events[kind.index()]++;
    if (--untilTimed > 0) {
      return false;
    }
    untilTimed = TIMED_EVERY;
    return true;
  }

  void timed(SparkEventKind kind, long nanos) {
    timedEvents[kind.index()]++;
    timedNanos[kind.index()] += nanos;
  }

  void lag(long millis) {
    lagMillis = Math.max(0, millis);
  }

  /** Notes a fault and returns what is switched off for it, or null. */
  @Nullable String fault(SparkEventKind kind, Throwable fault) {
    long number = faults + 1;
    faults = number;
    if (fault instanceof VirtualMachineError) {
      return off("the JVM is out of a resource: " + fault.getClass().getName());
    }
    if (number >= MAX_FAULTS) {
      return off(number + " events could not be handled");
    }
    if (fault instanceof LinkageError && !disabled[kind.index()]) {
      disabled[kind.index()] = true;
      return kind.label() + " events are ignored: this Spark lacks what the agent calls";
    }
    return null;
  }

  private String off(String why) {
    switchOff(why);
    return "the agent is off: " + why;
  }

  /** No more events are taken from now on. */
  public void switchOff(String why) {
    offReason = why;
  }

  /** Why no more events are taken; null while they are. */
  public @Nullable String offReason() {
    return offReason;
  }

  public long events(SparkEventKind kind) {
    return events[kind.index()];
  }

  /** Estimated from the events that were timed, about one in 64. */
  public double processingSeconds(SparkEventKind kind) {
    long timed = timedEvents[kind.index()];
    double mean = timed == 0 ? 0 : (double) timedNanos[kind.index()] / timed;
    return mean * events[kind.index()] / 1e9;
  }

  /** How long after a task's end its event was handled: of the newest that was timed. */
  public double lagSeconds() {
    return lagMillis / 1e3;
  }

  /** Over all kinds; an estimate as each of them. */
  public double processingSeconds() {
    double sum = 0;
    for (SparkEventKind each : SparkEventKind.values()) {
      sum += processingSeconds(each);
    }
    return sum;
  }

  public long faults() {
    return faults;
  }
}
