package io.sparkvitals.delivery;

import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/**
 * When a delivery that failed is tried again: up to 5 tries within 15 min, after a random part of
 * 2, 8, 32 and 128 s, or after what the receiver asks for, at most 5 min. Thread-safe if its random
 * numbers are.
 */
final class RetryPolicy {
  static final int MAX_TRIES = 5;
  static final long MAX_AGE_MILLIS = 15 * 60_000;

  private static final long MAX_RETRY_AFTER_MILLIS = 5 * 60_000;
  private static final long BASE_MILLIS = 2_000;
  private static final int FACTOR = 4;

  private final DoubleSupplier random;

  /** The random numbers are from 0 to below 1. */
  RetryPolicy(DoubleSupplier random) {
    this.random = random;
  }

  /** The wait after so many tries of something queued {@code ageMillis} ago; empty to give up. */
  OptionalLong waitMillis(Answer answer, int tries, long ageMillis) {
    if (!answer.retryable() || tries >= MAX_TRIES) {
      return OptionalLong.empty();
    }
    long wait = answer.retryAfterMillis() >= 0 ? pauseMillis(answer) : backoffMillis(tries);
    return ageMillis + wait > MAX_AGE_MILLIS ? OptionalLong.empty() : OptionalLong.of(wait);
  }

  /** For how long the receiver asks to be left alone, as far as it is heard, or 0. */
  long pauseMillis(Answer answer) {
    return Math.max(0, Math.min(answer.retryAfterMillis(), MAX_RETRY_AFTER_MILLIS));
  }

  private long backoffMillis(int tries) {
    double most = BASE_MILLIS * Math.pow(FACTOR, tries - 1);
    return (long) (most * random.getAsDouble());
  }
}
