package io.sparkvitals.diagnosis;

import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.StageFigure;
import io.sparkvitals.model.StageFigures;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a stage is more than it usually was: its data, or a part of its tasks' time. */
final class Growth {
  /** From here on more data explains longer tasks. */
  static final double MORE_DATA = 1.5;

  /** Share of the additional time that a part needs to explain it. */
  static final double MOST = 0.5;

  /** Bytes below which twice as much means nothing. */
  private static final double LITTLE_BYTES = 1 << 20;

  private final StageFigures before;
  private final StageFigures now;

  private Growth(StageFigures before, StageFigures now) {
    this.before = before;
    this.now = now;
  }

  static Growth of(StageSnapshot stage, Baseline usual) {
    StageFigures now =
        StageFigures.of(stage.durations().median(), stage.durations().count(), stage.totals());
    return new Growth(usual.usual(), now);
  }

  /** What the earlier runs remembered of their data; false where only their durations are known. */
  boolean known() {
    return !Double.isNaN(before.readBytes()) && !Double.isNaN(now.readBytes());
  }

  /** The data of a task, now and before. */
  String data() {
    double was = before.readBytes();
    double is = now.readBytes();
    String sizes = " (" + Sizes.decimal(is) + " against " + Sizes.decimal(was) + ")";
    if (was == 0 && is == 0) {
      return "tasks read no data that Spark counts, now and before";
    }
    return same()
        ? "tasks read the same amount of data as before" + sizes
        : was > 0
            ? "tasks read " + Unit.FACTOR.format(is / was) + " the data of before" + sizes
            : "tasks read data, and did not before" + sizes;
  }

  private boolean same() {
    double was = before.readBytes();
    double is = now.readBytes();
    return Math.max(was, is) < LITTLE_BYTES || (is <= 1.1 * was && is >= 0.9 * was);
  }

  /** How it is worded that a share of the run time, now and before, changed. */
  private String change(String name, StageFigure share) {
    return name
        + " went from "
        + Phrases.percent(before.get(share))
        + " to "
        + Phrases.percent(now.get(share))
        + " of task run time";
  }

  /** The cause, where figures of earlier runs tell it; null where they do not. */
  @Nullable Cause cause(List<String> evidence) {
    if (!known()) {
      return null;
    }
    double was = before.readBytes();
    double is = now.readBytes();
    if (is >= LITTLE_BYTES && is >= MORE_DATA * was) {
      return Cause.of(CauseKind.DATA, sentence(data() + ": the input grew"), evidence);
    }
    String data = same() ? "The data did not grow" : sentence(data()).replaceAll("\\.$", "");
    double spill = now.get(StageFigure.SPILL_BYTES);
    if (spill >= LITTLE_BYTES && spill >= 2 * before.get(StageFigure.SPILL_BYTES)) {
      String words =
          "; tasks spill "
              + Sizes.decimal(spill)
              + " each, before "
              + Sizes.decimal(before.get(StageFigure.SPILL_BYTES));
      return Cause.of(CauseKind.SPILL, data + words + ".", evidence);
    }
    if (explains(StageFigure.GC_RATIO)) {
      return Cause.of(
          CauseKind.GC, data + "; " + change("GC", StageFigure.GC_RATIO) + ".", evidence);
    }
    if (explains(StageFigure.FETCH_WAIT_RATIO)) {
      String words = change("waiting for shuffle blocks", StageFigure.FETCH_WAIT_RATIO);
      return Cause.of(CauseKind.FETCH_WAIT, data + "; " + words + ".", evidence);
    }
    if (explains(StageFigure.CPU_RATIO)) {
      String words = "; the additional time is CPU: more work for each record";
      return Cause.of(CauseKind.COMPUTATION, data + words + ".", evidence);
    }
    String words =
        "; the additional time is neither CPU, GC nor shuffle: storage, or a slow service";
    return Double.isNaN(now.get(StageFigure.CPU_RATIO))
        ? null
        : Cause.of(CauseKind.WAITING, data + words + ".", evidence);
  }

  private boolean explains(StageFigure share) {
    double was = before.get(share) * before.get(StageFigure.MEDIAN_MILLIS);
    double is = now.get(share) * now.get(StageFigure.MEDIAN_MILLIS);
    double more = now.get(StageFigure.MEDIAN_MILLIS) - before.get(StageFigure.MEDIAN_MILLIS);
    return more > 0 && is - was >= MOST * more;
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }
}
