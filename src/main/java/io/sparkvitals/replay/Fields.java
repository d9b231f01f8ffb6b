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
  private boolean unusable;
  private long cut;

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

  /**
   * The value as a whole number, its fraction cut off, where it is a number and not too large for
   * that, else the other value; never makes the event unusable.
   */
  abstract long numberOr(long otherwise) throws IOException;

  /**
   * The same, but a number beyond the range of {@code int} makes the event unusable: what it means
   * is not known.
   */
  abstract int integerOr(int otherwise) throws IOException;

  abstract double decimal() throws IOException;

  /** The text, cut at {@link Limits#TEXT}; null for anything else. */
  abstract @Nullable String text() throws IOException;

  abstract boolean flag() throws IOException;

  /** Whether nothing follows the event. */
  abstract boolean finished() throws IOException;

  /** The text, cut at {@link Limits#SHORT_TEXT}; null for anything else. */
  final @Nullable String shortText() throws IOException {
    long before = cut;
    String text = text();
    cut = before;
    return text == null ? null : cut(text, Limits.SHORT_TEXT);
  }

  /** The text, of which no more is kept than that; what is lost is counted. */
  final String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    cut++;
    return text.substring(0, max);
  }

  /** Says that so many values of a list are not kept. */
  final void cutList(long number) {
    cut += number;
  }

  /** How many values were cut or left out for their length. */
  final long cut() {
    return cut;
  }

  final int integer() throws IOException {
    return inRange(number());
  }

  /** The number as {@code int}; beyond it, the event is unusable. */
  final int inRange(long value) {
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
    cut = 0;
  }
}
