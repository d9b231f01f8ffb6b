package io.sparkvitals.replay;

/** Is told of the time of each event just before it happens. */
public interface LogClock {
  /** Unix time in milliseconds; may be 0, absurd, or before the one told last. */
  void reaches(long timeMillis);

  /** The same for the start or the end of a task that was launched at a time, or 0. */
  default void reachesTask(long launchMillis, long timeMillis) {
    reaches(timeMillis);
  }
}
