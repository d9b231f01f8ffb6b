package io.sparkvitals.rules.figures;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import java.util.Optional;

/**
 * That a stage has tasks to run and none of the application's tasks runs. Immutable.
 *
 * <p>The time in which only the driver works is none: no stage is active then.
 */
public final class Starvation {
  private final StageSnapshot stage;
  private final long millis;

  private Starvation(StageSnapshot stage, long millis) {
    this.stage = stage;
    this.millis = millis;
  }

  /** Empty while a task runs, or while no active stage has a task to start. */
  public static Optional<Starvation> of(ApplicationSnapshot snapshot) {
    if (snapshot.work().tasks().counts().running() > 0) {
      return Optional.empty();
    }
    StageSnapshot first = null;
    long lastEnd = 0;
    for (StageSnapshot each : snapshot.stages()) {
      lastEnd = Math.max(lastEnd, each.lastTaskEndMillis());
      if (waits(each) && (first == null || submitted(each) < submitted(first))) {
        first = each;
      }
    }
    if (first == null) {
      return Optional.empty();
    }
    long since = Math.max(lastEnd, submitted(first));
    return Optional.of(new Starvation(first, Math.max(0, now(snapshot) - since)));
  }

  /** An application that has ended waits no more. */
  private static long now(ApplicationSnapshot snapshot) {
    long end = snapshot.endMillis();
    return end > 0 ? Math.min(end, snapshot.takenMillis()) : snapshot.takenMillis();
  }

  private static boolean waits(StageSnapshot stage) {
    return stage.status() == StageStatus.ACTIVE && stage.pending() > 0 && submitted(stage) > 0;
  }

  private static long submitted(StageSnapshot stage) {
    return stage.facts().submissionMillis();
  }

  /** The stage that has waited longest. */
  public StageSnapshot stage() {
    return stage;
  }

  /** Since its submission, or since the last end of a task of the application. */
  public long millis() {
    return millis;
  }
}
