package io.sparkvitals.rules;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.WindowSums;
import io.sparkvitals.rules.figures.LostExecutors;
import org.jspecify.annotations.Nullable;

/**
 * One subject of a snapshot as a rule looks at it: the subject, and the sums over the rule's
 * window. Immutable.
 *
 * <p>A stage is seen over its whole attempt, an executor over the last ten minutes, an application
 * over a given window or over its whole run.
 */
public final class Sight {
  private final ApplicationSnapshot snapshot;
  private final Subject subject;
  private final WindowSums sums;
  private @Nullable StageSnapshot stage;
  private @Nullable ExecutorSnapshot executor;
  private @Nullable JobSnapshot job;
  private @Nullable LostExecutors lost;
  private boolean wholeRun;

  private Sight(ApplicationSnapshot snapshot, Subject subject, WindowSums sums) {
    this.snapshot = snapshot;
    this.subject = subject;
    this.sums = sums;
  }

  public static Sight stage(ApplicationSnapshot snapshot, StageSnapshot stage) {
    WindowSums sums = WindowSums.of(stage.totals(), stage.counts(), CoreTime.ZERO);
    Sight sight = new Sight(snapshot, Subject.of(stage), sums);
    sight.stage = stage;
    return sight;
  }

  public static Sight executor(ApplicationSnapshot snapshot, ExecutorSnapshot executor) {
    Sight sight = new Sight(snapshot, Subject.of(executor), executor.window());
    sight.executor = executor;
    return sight;
  }

  /** The driver, over the last ten minutes. */
  static Sight driver(ApplicationSnapshot snapshot, ExecutorSnapshot driver) {
    Sight sight = new Sight(snapshot, Subject.ofDriver(driver), driver.window());
    sight.executor = driver;
    return sight;
  }

  /** The agent, which has no task. */
  static Sight agent(ApplicationSnapshot snapshot) {
    return new Sight(snapshot, Subject.ofAgent(), WindowSums.ZERO);
  }

  /** Lost executors; the one that stands for all is looked at over its whole life. */
  public static Sight losses(ApplicationSnapshot snapshot, LostExecutors lost) {
    ExecutorSnapshot executor = lost.example();
    WindowSums life = WindowSums.of(executor.totals(), executor.counts(), executor.coreTime());
    Sight sight = new Sight(snapshot, Subject.of(lost), life);
    sight.executor = executor;
    sight.lost = lost;
    return sight;
  }

  public static Sight job(ApplicationSnapshot snapshot, JobSnapshot job) {
    Sight sight = new Sight(snapshot, Subject.of(job), WindowSums.ZERO);
    sight.job = job;
    return sight;
  }

  public static Sight application(ApplicationSnapshot snapshot, long windowMillis) {
    return new Sight(snapshot, Subject.of(snapshot), snapshot.window(windowMillis));
  }

  /** The application from its start to the snapshot. */
  public static Sight wholeRun(ApplicationSnapshot snapshot) {
    WindowSums run =
        WindowSums.of(
            snapshot.work().totals(), snapshot.work().tasks().counts(), snapshot.work().coreTime());
    Sight sight = new Sight(snapshot, Subject.of(snapshot), run);
    sight.wholeRun = true;
    return sight;
  }

  public ApplicationSnapshot snapshot() {
    return snapshot;
  }

  public Subject subject() {
    return subject;
  }

  /** Null unless the subject is a stage attempt. */
  public @Nullable StageSnapshot stage() {
    return stage;
  }

  /** Null unless the subject is an executor or the driver; of lost ones, one for all. */
  public @Nullable ExecutorSnapshot executor() {
    return executor;
  }

  /** Null unless the subject is executors that were lost. */
  public @Nullable LostExecutors lost() {
    return lost;
  }

  /** Null unless the subject is a job. */
  public @Nullable JobSnapshot job() {
    return job;
  }

  /** Task metrics over the window. */
  public TaskTotals totals() {
    return sums.totals();
  }

  /** Ended tasks over the window. */
  public TaskCounts counts() {
    return sums.counts();
  }

  /** Core time over the window; zero for a stage. */
  public CoreTime coreTime() {
    return sums.coreTime();
  }

  /** Whether the sums are those of the whole run, not of a sliding window. */
  public boolean wholeRun() {
    return wholeRun;
  }

  /** The moment of the snapshot, as Unix time in milliseconds. */
  public long nowMillis() {
    return snapshot.takenMillis();
  }
}
