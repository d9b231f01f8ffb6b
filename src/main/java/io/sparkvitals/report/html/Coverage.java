package io.sparkvitals.report.html;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Where on an axis anything of many spans was there: at most so many parts, however many spans. */
final class Coverage {
  private static final int CELLS = 400;

  private final TimeAxis axis;
  private final BitSet covered = new BitSet(CELLS);

  private Coverage(TimeAxis axis) {
    this.axis = axis;
  }

  static Coverage of(TimeAxis axis, List<Span> spans) {
    Coverage coverage = new Coverage(axis);
    for (Span each : spans) {
      if (each.known()) {
        coverage.covered.set(coverage.cell(each.from()), coverage.cell(each.to()) + 1);
      }
    }
    return coverage;
  }

  private int cell(long millis) {
    double part = (double) (millis - axis.from()) / axis.length();
    return (int) Math.max(0, Math.min(CELLS - 1, Math.floor(part * CELLS)));
  }

  /** The covered parts in the order of time. */
  List<Span> parts() {
    List<Span> parts = new ArrayList<>();
    for (int from = covered.nextSetBit(0); from >= 0; ) {
      int to = covered.nextClearBit(from);
      parts.add(Span.of(time(from), time(to)));
      from = covered.nextSetBit(to);
    }
    return parts;
  }

  private long time(int cell) {
    return axis.from() + Math.round((double) axis.length() * cell / CELLS);
  }
}
