package io.sparkvitals.model;

import org.jspecify.annotations.Nullable;

/** An executor as it stands, or as it was when it was removed. Immutable. */
public final class ExecutorSnapshot {
  private final ExecutorFacts facts;
  private final TaskCounts counts;
  private final TaskTotals totals;
  private final WindowSums window;
  private final ExecutorMemory memory;
  private final CoreTime coreTime;
  private final long wastedMillis;
  private final boolean excluded;
  private final @Nullable ExecutorLoss loss;

  private ExecutorSnapshot(Draft draft) {
    this.facts = draft.facts;
    this.counts = draft.counts;
    this.totals = draft.totals;
    this.window = draft.window;
    this.memory = draft.memory;
    this.coreTime = draft.coreTime;
    this.wastedMillis = draft.wastedMillis;
    this.excluded = draft.excluded;
    this.loss = draft.loss;
  }

  public static Draft of(ExecutorFacts facts, ExecutorMemory memory) {
    return new Draft(facts, memory);
  }

  public ExecutorFacts facts() {
    return facts;
  }

  public String id() {
    return facts.id();
  }

  public boolean active() {
    return loss == null;
  }

  /** Whether Spark schedules no more tasks on it, for its failures. */
  public boolean excluded() {
    return excluded;
  }

  /** Why and when it was removed; null while it is registered. */
  public @Nullable ExecutorLoss loss() {
    return loss;
  }

  public TaskCounts counts() {
    return counts;
  }

  public TaskTotals totals() {
    return totals;
  }

  /** Sums of the last ten minutes. */
  public WindowSums window() {
    return window;
  }

  public ExecutorMemory memory() {
    return memory;
  }

  public CoreTime coreTime() {
    return coreTime;
  }

  /**
   * Core-milliseconds of tasks that were cut off with it, and of tasks whose results were lost with
   * it.
   */
  public long wastedMillis() {
    return wastedMillis;
  }

  /** Collects a snapshot's parts. */
  public static final class Draft {
    private final ExecutorFacts facts;
    private final ExecutorMemory memory;
    private TaskCounts counts = TaskCounts.ZERO;
    private TaskTotals totals = TaskTotals.ZERO;
    private WindowSums window = WindowSums.ZERO;
    private CoreTime coreTime = CoreTime.ZERO;
    private long wastedMillis;
    private boolean excluded;
    private @Nullable ExecutorLoss loss;

    private Draft(ExecutorFacts facts, ExecutorMemory memory) {
      this.facts = facts;
      this.memory = memory;
    }

    public Draft tasks(TaskCounts taskCounts, TaskTotals taskTotals, WindowSums sums) {
      counts = taskCounts;
      totals = taskTotals;
      window = sums;
      return this;
    }

    public Draft coreTime(CoreTime time) {
      coreTime = time;
      return this;
    }

    public Draft wasted(long coreMillis) {
      wastedMillis = coreMillis;
      return this;
    }

    public Draft excluded(boolean isExcluded) {
      excluded = isExcluded;
      return this;
    }

    public Draft removed(@Nullable ExecutorLoss why) {
      loss = why;
      return this;
    }

    public ExecutorSnapshot snapshot() {
      return new ExecutorSnapshot(this);
    }
  }
}
