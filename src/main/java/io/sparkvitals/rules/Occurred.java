package io.sparkvitals.rules;

import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.figures.LostExecutors;

/** When something happened that is said only at the next look, and how often. */
final class Occurred {
  private Occurred() {}

  /** Unix time in milliseconds, at most that of the snapshot; 0 where it is not known. */
  static long millis(Sight sight) {
    StageSnapshot stage = sight.stage();
    JobSnapshot job = sight.job();
    LostExecutors lost = sight.lost();
    long millis = 0;
    if (lost != null) {
      millis = lost.firstMillis();
    } else if (stage != null) {
      millis = stage.facts().completionMillis();
    } else if (job != null) {
      millis = job.endMillis();
    }
    return Math.min(millis, sight.nowMillis());
  }

  static long times(Sight sight) {
    LostExecutors lost = sight.lost();
    return lost == null ? 1 : lost.executors().size();
  }
}
