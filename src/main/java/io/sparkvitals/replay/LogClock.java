package io.sparkvitals.replay;

/** Is told of the time of each event just before it happens. */
public interface LogClock {
  /** Unix time in milliseconds; may be 0, absurd, or before the one told last. */
  void reaches(long timeMillis);
}
