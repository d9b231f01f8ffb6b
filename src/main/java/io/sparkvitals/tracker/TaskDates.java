package io.sparkvitals.tracker;

import io.sparkvitals.model.TaskSample;

/**
 * Tells tasks whose times lie outside the application's, as in logs that were edited or put
 * together from several, and counts them. Guarded by the tracker's lock.
 *
 * <p>Such a time moves no clock: one task that claims to have run two months later would be two
 * months in which nothing else ran.
 */
final class TaskDates {
  /** A task starts within this time of whatever happened last: its stage is submitted before it. */
  private static final long LEAP_MILLIS = 86_400_000;

  /** Clocks of two machines, at most. */
  private static final long EARLY_MILLIS = 60_000;

  private long misdated;

  /** Whether a task that starts then can be one of the application's; 0 is not known and can. */
  static boolean fits(long launchMillis, long startMillis, long nowMillis) {
    boolean early = startMillis > 0 && launchMillis < startMillis - EARLY_MILLIS;
    boolean late = nowMillis > 0 && launchMillis > nowMillis + LEAP_MILLIS;
    return launchMillis <= 0 || !(early || late);
  }

  /** Moves a task that does not fit to now, as it is told now; it keeps its duration. */
  void correct(TaskSample task, long startMillis, long nowMillis) {
    if (fits(task.launchMillis(), startMillis, nowMillis)) {
      return;
    }
    if (task.finishMillis() == 0) {
      task.times(nowMillis, 0);
      return;
    }
    misdated++;
    long duration = Math.max(0, task.durationMillis());
    task.times(nowMillis - duration, nowMillis);
  }

  /** Tasks that ended so. */
  long misdated() {
    return misdated;
  }
}
