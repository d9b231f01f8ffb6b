package io.sparkvitals.delivery;

import io.sparkvitals.rules.Given;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on only when somebody waits for a time: waiting takes no time. Thread-safe. */
final class ManualTime {
  private final AtomicLong now = new AtomicLong(Given.NOW);

  /** With random numbers that are always as large as they can be. */
  @SuppressWarnings("WaitNotInLoop") // The dispatcher loops.
  Timing timing() {
    return new Timing(
        now::get,
        () -> 1.0,
        (signal, millis) -> {
          if (millis == Long.MAX_VALUE) {
            signal.await();
          } else {
            now.addAndGet(millis);
          }
        });
  }

  /** Milliseconds since the start. */
  long elapsedMillis() {
    return now.get() - Given.NOW;
  }
}
