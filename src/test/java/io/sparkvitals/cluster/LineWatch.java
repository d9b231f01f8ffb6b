package io.sparkvitals.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first 200,000 lines of an output stream, and a way to wait for one. Thread-safe. */
final class LineWatch {

  private static final int CAPACITY = 200_000;

  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  void add(String line) {
    lock.lock();
    try {
      if (lines.size() < CAPACITY) {
        lines.add(line);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No line will follow: those who wait get their answer now. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The first line so far or to come that satisfies {@code wanted}; empty when the stream ends or
   * the time is over without one.
   */
  Optional<String> await(Predicate<String> wanted, Duration timeout) throws InterruptedException {
    long nanosLeft = timeout.toNanos();
    lock.lock();
    try {
      for (int next = 0; ; next++) {
        while (next == lines.size()) {
          if (ended || nanosLeft <= 0) {
            return Optional.empty();
          }
          nanosLeft = changed.awaitNanos(nanosLeft);
        }
        if (wanted.test(lines.get(next))) {
          return Optional.of(lines.get(next));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The first group of {@code pattern} in the first line that contains it. */
  Optional<String> await(Pattern pattern, Duration timeout) throws InterruptedException {
    return await(line -> pattern.matcher(line).find(), timeout)
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1));
  }

  /** Waits for the end of the stream, at most {@code timeout}. */
  void awaitEnd(Duration timeout) throws InterruptedException {
    long nanosLeft = timeout.toNanos();
    lock.lock();
    try {
      while (!ended && nanosLeft > 0) {
        nanosLeft = changed.awaitNanos(nanosLeft);
      }
    } finally {
      lock.unlock();
    }
  }
}
