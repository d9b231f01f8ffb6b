package io.sparkvitals.model;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A stage attempt as it stands, or as it ended. Immutable. */
public final class StageSnapshot {
  private final StageFacts facts;
  private final StageStatus status;
  private final OptionalInt jobId;
  private final TaskBreakdown tasks;
  private final TaskTotals totals;
  private final StageSpread spread;
  private final int executors;
  private final long lastTaskEndMillis;
  private final long revision;
  private final @Nullable Baseline baseline;
  private final boolean mayReadCache;

  private StageSnapshot(Draft draft) {
    this.facts = draft.facts;
    this.status = draft.status;
    this.jobId = draft.jobId;
    this.tasks = draft.tasks;
    this.totals = draft.totals;
    this.spread = draft.spread;
    this.executors = draft.executors;
    this.lastTaskEndMillis = draft.lastTaskEndMillis;
    this.revision = draft.revision;
    this.baseline = draft.baseline;
    this.mayReadCache = draft.mayReadCache;
  }

  public static Draft of(StageFacts facts, StageStatus status, StageSpread spread) {
    return new Draft(facts, status, spread);
  }

  public StageKey key() {
    return facts.key();
  }

  public StageFacts facts() {
    return facts;
  }

  public StageStatus status() {
    return status;
  }

  /** The job that submitted it; absent where no job start named the stage. */
  public OptionalInt jobId() {
    return jobId;
  }

  public TaskBreakdown tasks() {
    return tasks;
  }

  public TaskCounts counts() {
    return tasks.counts();
  }

  /** Tasks not started yet; 0 once the attempt is over. */
  public long pending() {
    long done = counts().succeeded() + counts().running();
    return status == StageStatus.ACTIVE ? Math.max(0, facts.numTasks() - done) : 0;
  }

  /** Over succeeded, failed and killed task ends that carry metrics. */
  public TaskTotals totals() {
    return totals;
  }

  public StageSpread spread() {
    return spread;
  }

  public Distribution durations() {
    return spread.distribution(Dimension.DURATION);
  }

  /** How many executors ran a task of it. */
  public int executors() {
    return executors;
  }

  /** When a task of it ended last, or 0. */
  public long lastTaskEndMillis() {
    return lastTaskEndMillis;
  }

  /** The tracker's revision at which the attempt was over and its tasks had ended, or 0. */
  public long revision() {
    return revision;
  }

  /** Whether the attempt is over and no task of it runs any more. */
  public boolean settled() {
    return revision > 0;
  }

  /** What the median duration usually is; null before three earlier executions. */
  public @Nullable Baseline baseline() {
    return baseline;
  }

  /**
   * Whether it has a data set that is to be cached among its own which an earlier stage had too, so
   * that a part of its input may come from there. Spark counts that as what is read from storage.
   */
  public boolean mayReadCache() {
    return mayReadCache;
  }

  /**
   * Whether ends of started tasks, or whole tasks of a completed attempt, never arrived, so that
   * the figures may be low.
   */
  public boolean incomplete() {
    boolean endsMissing = settled() && counts().unfinished() > 0;
    boolean tasksMissing =
        status == StageStatus.COMPLETE && settled() && counts().succeeded() < facts.numTasks();
    return endsMissing || tasksMissing;
  }

  /** Collects a snapshot's parts. */
  public static final class Draft {
    private final StageFacts facts;
    private final StageStatus status;
    private final StageSpread spread;
    private OptionalInt jobId = OptionalInt.empty();
    private TaskBreakdown tasks = TaskBreakdown.EMPTY;
    private TaskTotals totals = TaskTotals.ZERO;
    private int executors;
    private long lastTaskEndMillis;
    private long revision;
    private @Nullable Baseline baseline;
    private boolean mayReadCache;

    private Draft(StageFacts facts, StageStatus status, StageSpread spread) {
      this.facts = facts;
      this.status = status;
      this.spread = spread;
    }

    public Draft job(OptionalInt id) {
      jobId = id;
      return this;
    }

    public Draft tasks(TaskBreakdown breakdown, TaskTotals taskTotals) {
      tasks = breakdown;
      totals = taskTotals;
      return this;
    }

    public Draft executors(int number) {
      executors = number;
      return this;
    }

    public Draft lastTaskEnd(long millis) {
      lastTaskEndMillis = millis;
      return this;
    }

    public Draft settled(long atRevision) {
      revision = atRevision;
      return this;
    }

    public Draft mayReadCache(boolean maybe) {
      mayReadCache = maybe;
      return this;
    }

    public Draft baseline(@Nullable Baseline usual) {
      baseline = usual;
      return this;
    }

    public StageSnapshot snapshot() {
      return new StageSnapshot(this);
    }
  }
}
