package io.sparkvitals.tracker;

import io.sparkvitals.model.CoreTime;

/**
 * The core time of one executor: what was allocated, and what of it was busy. Guarded by its
 * owner's lock.
 *
 * <p>Only the executor's own events {@link #pass} time, so that the sums are the same whenever they
 * are {@link #look looked} at: events are told some milliseconds late, and a task may have started
 * or ended before the last look. What was shown never shrinks, for it is shown as a counter.
 */
final class CoreClock {
  private long untilMillis;
  private long allocatedMillis;
  private double busyMillis;

  private long shownUntilMillis;
  private long shownAllocatedMillis;
  private double shownBusyMillis;

  /** Goes on from a registration: cores are allocated from then on, and counted once. */
  void startAt(long timeMillis) {
    untilMillis = allocatedMillis == 0 ? timeMillis : Math.max(untilMillis, timeMillis);
  }

  /**
   * Adds the time since the last event, with the cores that were allocated and those that were
   * busy; a time that runs backwards adds nothing.
   */
  void pass(long nowMillis, int cores, double busyCores) {
    long elapsed = elapsed(nowMillis);
    if (elapsed > 0) {
      allocatedMillis += elapsed * cores;
      busyMillis += elapsed * Math.min(busyCores, cores);
      untilMillis = nowMillis;
    }
  }

  /** Brings what is shown up to a time at which no event happened. */
  void look(long nowMillis, int cores, double busyCores) {
    long elapsed = elapsed(nowMillis);
    shownAllocatedMillis = Math.max(shownAllocatedMillis, allocatedMillis + elapsed * cores);
    double busy = busyMillis + elapsed * Math.min(busyCores, cores);
    shownBusyMillis = Math.max(shownBusyMillis, busy);
    shownUntilMillis = Math.max(shownUntilMillis, untilMillis + elapsed);
  }

  /** Takes what was shown last for true: a task is given up whose end nobody will tell. */
  void keepShown() {
    if (shownUntilMillis > untilMillis) {
      untilMillis = shownUntilMillis;
      allocatedMillis = shownAllocatedMillis;
      busyMillis = shownBusyMillis;
    }
  }

  private long elapsed(long nowMillis) {
    return nowMillis > ApplicationTracker.LATEST_MILLIS ? 0 : Math.max(0, nowMillis - untilMillis);
  }

  /** As at the last look. */
  CoreTime shown() {
    return CoreTime.of(shownAllocatedMillis, Math.round(shownBusyMillis));
  }
}
