package io.sparkvitals.report.html;

import io.sparkvitals.report.Figures;
import io.sparkvitals.rules.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A linear axis of time in milliseconds, with ticks at round distances from its start. Immutable.
 */
final class TimeAxis {
  private static final int MAX_TICKS = 6;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Distances that people count in, below ten days. */
  private static final long[] STEPS = {
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    5 * DAY
  };

  private final long from;
  private final long to;

  private TimeAxis(long from, long to) {
    this.from = from;
    this.to = to;
  }

  /** {@code to} is after {@code from}, or else the axis is one millisecond long. */
  static TimeAxis of(long from, long to) {
    return new TimeAxis(from, Math.max(from + 1, to));
  }

  long from() {
    return from;
  }

  long to() {
    return to;
  }

  long length() {
    return to - from;
  }

  /** Where a time stands, in per cent of the axis; times outside stand at its ends. */
  String at(double millis) {
    return Figures.share(millis - from, length());
  }

  /** The part of the axis up to a time, from 0 to 1. */
  double share(double millis) {
    return Math.max(0, Math.min(1, (millis - from) / length()));
  }

  /** The part of the axis between two times, in per cent. */
  String width(double start, double end) {
    double first = Math.max(from, Math.min(to, start));
    double last = Math.max(first, Math.min(to, end));
    return Figures.share(last - first, length());
  }

  /** From the start on, at most seven. */
  List<Tick> ticks() {
    long step = step();
    List<Tick> ticks = new ArrayList<>();
    for (long distance = 0; distance <= length(); distance += step) {
      ticks.add(new Tick(at((double) from + distance), label(distance, step)));
    }
    return Collections.unmodifiableList(ticks);
  }

  private long step() {
    for (long each : STEPS) {
      if (length() / each < MAX_TICKS) {
        return each;
      }
    }
    long step = 10 * DAY;
    while (length() / step >= MAX_TICKS) {
      step *= 2;
    }
    return step;
  }

  /** In the unit that fits the step, so that all ticks of an axis have the same. */
  private static String label(long distance, long step) {
    if (distance == 0) {
      return "0";
    }
    if (step < SECOND) {
      return Unit.COUNT.format(distance) + " ms";
    }
    if (step < MINUTE) {
      return Unit.COUNT.format((double) distance / SECOND) + " s";
    }
    if (step < 30 * MINUTE) {
      return Unit.COUNT.format((double) distance / MINUTE) + " min";
    }
    double hours = (double) distance / HOUR;
    return step < DAY
        ? (hours == Math.rint(hours) ? Unit.COUNT.format(hours) : Double.toString(hours)) + " h"
        : Unit.COUNT.format((double) distance / DAY) + " d";
  }

  /** A place on the axis, in per cent, with its label. */
  static final class Tick {
    private final String at;
    private final String label;

    private Tick(String at, String label) {
      this.at = at;
      this.label = label;
    }

    String at() {
      return at;
    }

    String label() {
      return label;
    }

    /** How its label is anchored so that it stays within the drawing. */
    String anchor() {
      double percent = Double.parseDouble(at.substring(0, at.length() - 1));
      if (percent < 1) {
        return "start";
      }
      return percent > 94 ? "end" : "middle";
    }
  }
}
