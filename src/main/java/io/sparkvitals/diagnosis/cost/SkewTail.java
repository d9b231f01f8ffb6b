package io.sparkvitals.diagnosis.cost;

import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import java.util.List;

/**
 * The idle core time of a stage that a straggler is to blame for: held core time less {@code
 * max(task time, p75 x slots)}, what a balanced stage needs, where the longest task is at least
 * four times the median (of a second or more) among eight successful ones or more. At most the time
 * by which the longest task outlasted p75, times the slots.
 */
final class SkewTail {
  static final int MIN_TASKS = 8;
  static final double MIN_RATIO = 4;

  private static final double MEDIAN_FLOOR_MILLIS = 1_000;

  private final double durationMillis;
  private final double p75Millis;
  private final double longestMillis;

  private SkewTail(double durationMillis, double p75Millis, double longestMillis) {
    this.durationMillis = durationMillis;
    this.p75Millis = p75Millis;
    this.longestMillis = longestMillis;
  }

  static SkewTail of(StageSnapshot stage, double durationMillis) {
    Distribution durations = stage.durations();
    double longest = durations.max();
    List<TaskEvidence> running = stage.spread().longestRunning();
    if (!running.isEmpty()) {
      longest = Math.max(longest, running.get(0).durationMillis());
    }
    double median = Math.max(MEDIAN_FLOOR_MILLIS, durations.median());
    boolean skewed = durations.count() >= MIN_TASKS && longest >= MIN_RATIO * median;
    return new SkewTail(durationMillis, durations.p75(), skewed ? longest : 0);
  }

  /** Core-milliseconds, 0 or more, of the core time that was held and that tasks used. */
  double millis(double heldMillis, double usedMillis) {
    if (durationMillis <= 0 || longestMillis <= p75Millis) {
      return 0;
    }
    double slots = heldMillis / durationMillis;
    double tail = heldMillis - Math.max(usedMillis, p75Millis * slots);
    return Math.max(0, Math.min(tail, slots * (longestMillis - p75Millis)));
  }
}
