package io.sparkvitals.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Sums and counts over a whole application; never falls, whatever is evicted. Immutable. */
public final class Work {
  private final TaskBreakdown tasks;
  private final TaskTotals totals;
  private final ActivityCounts jobs;
  private final ActivityCounts stages;
  private final ActivityCounts sqlExecutions;
  private final Durations durations;
  private final Events events;
  private final CoreTime coreTime;

  private Work(Draft draft) {
    this.tasks = draft.tasks;
    this.totals = draft.totals;
    this.jobs = draft.jobs;
    this.stages = draft.stages;
    this.sqlExecutions = draft.sqlExecutions;
    this.durations = draft.durations;
    this.events = draft.events;
    this.coreTime = draft.coreTime;
  }

  public static Draft of(TaskBreakdown tasks, TaskTotals totals) {
    return new Draft(tasks, totals);
  }

  public TaskBreakdown tasks() {
    return tasks;
  }

  public TaskTotals totals() {
    return totals;
  }

  public ActivityCounts jobs() {
    return jobs;
  }

  /** Stage attempts. */
  public ActivityCounts stages() {
    return stages;
  }

  public ActivityCounts sqlExecutions() {
    return sqlExecutions;
  }

  public Durations durations() {
    return durations;
  }

  public Events events() {
    return events;
  }

  /** Over all executors, removed ones too. */
  public CoreTime coreTime() {
    return coreTime;
  }

  /** Histograms over the whole application. Immutable. */
  public static final class Durations {
    private final Histogram tasks;
    private final Histogram jobs;
    private final Histogram sqlExecutions;

    private Durations(Histogram tasks, Histogram jobs, Histogram sqlExecutions) {
      this.tasks = tasks;
      this.jobs = jobs;
      this.sqlExecutions = sqlExecutions;
    }

    public static Durations of(Histogram tasks, Histogram jobs, Histogram sqlExecutions) {
      return new Durations(tasks, jobs, sqlExecutions);
    }

    /** Of ended tasks that have a duration. */
    public Histogram tasks() {
      return tasks;
    }

    public Histogram jobs() {
      return jobs;
    }

    public Histogram sqlExecutions() {
      return sqlExecutions;
    }
  }

  /** Single occurrences. Immutable. */
  public static final class Events {
    private final long stageRetries;
    private final long barrierStages;
    private final long stagesSkipped;
    private final long stagesOnlyAnnounced;
    private final long speculativeTasks;
    private final long executorsAdded;
    private final Map<LossClass, Long> executorsRemoved;
    private final long lastExecutorAddedMillis;
    private final long lastJobSuccessMillis;
    private final long lastJobFailureMillis;

    public Events(Counter counter) {
      this.stageRetries = counter.stageRetries;
      this.barrierStages = counter.barrierStages;
      this.stagesSkipped = counter.stagesSkipped;
      this.stagesOnlyAnnounced = counter.stagesOnlyAnnounced;
      this.speculativeTasks = counter.speculativeTasks;
      this.executorsAdded = counter.executorsAdded;
      this.executorsRemoved = Collections.unmodifiableMap(new EnumMap<>(counter.executorsRemoved));
      this.lastExecutorAddedMillis = counter.lastExecutorAddedMillis;
      this.lastJobSuccessMillis = counter.lastJobSuccessMillis;
      this.lastJobFailureMillis = counter.lastJobFailureMillis;
    }

    /** Stage attempts after the first. */
    public long stageRetries() {
      return stageRetries;
    }

    /**
     * Attempts of stages in barrier mode, which Spark refuses where dynamic allocation is on
     * (SPARK-24942).
     */
    public long barrierStages() {
      return barrierStages;
    }

    /** Stages that a job named and did not need to run. */
    public long stagesSkipped() {
      return stagesSkipped;
    }

    /** Distinct stage ids that a job named and of which no attempt was ever seen. */
    public long stagesOnlyAnnounced() {
      return stagesOnlyAnnounced;
    }

    public long speculativeTasks() {
      return speculativeTasks;
    }

    public long executorsAdded() {
      return executorsAdded;
    }

    public long executorsRemoved(LossClass lossClass) {
      return executorsRemoved.getOrDefault(lossClass, 0L);
    }

    /** Unix time in milliseconds, or 0. */
    public long lastExecutorAddedMillis() {
      return lastExecutorAddedMillis;
    }

    /** Unix time in milliseconds, or 0. */
    public long lastJobSuccessMillis() {
      return lastJobSuccessMillis;
    }

    /** Unix time in milliseconds, or 0. */
    public long lastJobFailureMillis() {
      return lastJobFailureMillis;
    }

    /** Counts occurrences. Not thread-safe. */
    public static final class Counter {
      public long stageRetries;
      public long barrierStages;
      public long stagesSkipped;
      public long stagesOnlyAnnounced;
      public long speculativeTasks;
      public long executorsAdded;
      public final Map<LossClass, Long> executorsRemoved = new EnumMap<>(LossClass.class);
      public long lastExecutorAddedMillis;
      public long lastJobSuccessMillis;
      public long lastJobFailureMillis;

      public Events events() {
        return new Events(this);
      }
    }
  }

  /** Collects the parts. */
  public static final class Draft {
    private final TaskBreakdown tasks;
    private final TaskTotals totals;
    private ActivityCounts jobs = ActivityCounts.ZERO;
    private ActivityCounts stages = ActivityCounts.ZERO;
    private ActivityCounts sqlExecutions = ActivityCounts.ZERO;
    private Durations durations =
        Durations.of(
            new Histogram.Accumulator().histogram(),
            new Histogram.Accumulator().histogram(),
            new Histogram.Accumulator().histogram());
    private Events events = new Events.Counter().events();
    private CoreTime coreTime = CoreTime.ZERO;

    private Draft(TaskBreakdown tasks, TaskTotals totals) {
      this.tasks = tasks;
      this.totals = totals;
    }

    public Draft activities(
        ActivityCounts jobCounts, ActivityCounts stageCounts, ActivityCounts sqlCounts) {
      jobs = jobCounts;
      stages = stageCounts;
      sqlExecutions = sqlCounts;
      return this;
    }

    public Draft durations(Durations histograms) {
      durations = histograms;
      return this;
    }

    public Draft events(Events occurrences) {
      events = occurrences;
      return this;
    }

    public Draft coreTime(CoreTime time) {
      coreTime = time;
      return this;
    }

    public Work work() {
      return new Work(this);
    }
  }
}
