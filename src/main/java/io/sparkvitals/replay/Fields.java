package io.sparkvitals.replay;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the members of an event, value by value. Every value is taken at most once; one
 * that nobody takes is stepped over. A value of the wrong type makes the event unusable, but the
 * walk goes on to its end, for only there is known whether the line is JSON at all. Not
 * thread-safe.
 */
abstract class Fields {
  static final int MAX_TEXT = 100_000;

  private boolean unusable;

  /** Goes to the next member's value and returns its name; null at the end of the object. */
  abstract @Nullable String next() throws IOException;

  /** Steps over the value. */
  abstract void skip() throws IOException;

  /** Whether the value is an object, whose members {@link #next} then gives; null is none. */
  abstract boolean enter() throws IOException;

  /** Whether the value is an array, whose elements {@link #element} then gives; null is none. */
  abstract boolean enterArray() throws IOException;

  /** Goes to the next element; false at the end of the array. */
  abstract boolean element() throws IOException;

  /** The value as a whole number, its fraction cut off. */
  abstract long number() throws IOException;

  /** A whole number where there is one, else the other value; never makes the event unusable. */
  abstract long numberOr(long otherwise) throws IOException;

  abstract double decimal() throws IOException;

  /** The text, cut to a sane length; null for anything else. */
  abstract @Nullable String text() throws IOException;

  abstract boolean flag() throws IOException;

  /** Whether nothing follows the event. */
  abstract boolean finished() throws IOException;

  final int integer() throws IOException {
    long value = number();
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      unusable = true;
      return 0;
    }
    return (int) value;
  }

  /** Says that the event cannot be used: what it needs is missing. */
  final void unusableUnless(boolean condition) {
    unusable |= !condition;
  }

  final boolean usable() {
    return !unusable;
  }

  /** Starts anew with another event. */
  final void restart() {
    unusable = false;
  }
}
