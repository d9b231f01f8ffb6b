package io.sparkvitals.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** The clock, the random numbers and the way to wait of a dispatcher. */
public final class Timing {
  private final LongSupplier clockMillis;
  private final DoubleSupplier random;
  private final Pause pause;

  /** A way to wait. */
  interface Pause {
    /** Waits for a signal, at most so long; {@link Long#MAX_VALUE} means without an end. */
    void await(Condition signal, long millis) throws InterruptedException;
  }

  Timing(LongSupplier clockMillis, DoubleSupplier random, Pause pause) {
    this.clockMillis = clockMillis;
    this.random = random;
    this.pause = pause;
  }

  /** A clock in Unix time in milliseconds, and random numbers from 0 to below 1. */
  public static Timing of(LongSupplier clockMillis, DoubleSupplier random) {
    return new Timing(clockMillis, random, Timing::wait);
  }

  @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"}) // The caller loops.
  private static void wait(Condition signal, long millis) throws InterruptedException {
    if (millis == Long.MAX_VALUE) {
      signal.await();
    } else {
      signal.await(millis, TimeUnit.MILLISECONDS);
    }
  }

  long nowMillis() {
    return clockMillis.getAsLong();
  }

  DoubleSupplier random() {
    return random;
  }

  void await(Condition signal, long millis) throws InterruptedException {
    pause.await(signal, millis);
  }
}
