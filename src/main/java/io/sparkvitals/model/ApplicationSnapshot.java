package io.sparkvitals.model;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Everything that is known of an application at one moment. Immutable, and safe to share. */
public final class ApplicationSnapshot {
  private final ApplicationFacts facts;
  private final long takenMillis;
  private final long endMillis;
  private final OptionalInt exitCode;
  private final long revision;
  private final Work work;
  private final List<StageSnapshot> stages;
  private final List<ExecutorSnapshot> executors;
  private final List<JobSnapshot> jobs;
  private final List<StreamingQuery> streaming;
  private final List<CachedRdd> cached;
  private final List<CacheLife> cacheLives;
  private final List<SqlJoin> joins;
  private final List<TimelineBucket> timeline;
  private final Losses losses;

  private ApplicationSnapshot(Draft draft) {
    this.facts = draft.facts;
    this.takenMillis = draft.takenMillis;
    this.endMillis = draft.endMillis;
    this.exitCode = draft.exitCode;
    this.revision = draft.revision;
    this.work = draft.work;
    this.stages = draft.stages;
    this.executors = draft.executors;
    this.jobs = draft.jobs;
    this.streaming = draft.streaming;
    this.cached = draft.cached;
    this.cacheLives = draft.cacheLives;
    this.joins = draft.joins;
    this.timeline = draft.timeline;
    this.losses = draft.losses;
  }

  public static Draft of(ApplicationFacts facts, Work work, long takenMillis) {
    return new Draft(facts, work, takenMillis);
  }

  public ApplicationFacts facts() {
    return facts;
  }

  /** The moment, as Unix time in milliseconds, of the clock that the tracker was given. */
  public long takenMillis() {
    return takenMillis;
  }

  /** Unix time in milliseconds, or 0 while the application runs. */
  public long endMillis() {
    return endMillis;
  }

  /** When it ended, or the moment of the snapshot while it runs, as Unix time in milliseconds. */
  public long untilMillis() {
    return endMillis > 0 ? endMillis : takenMillis;
  }

  /** The exit code that Spark 4 reports at the end. */
  public OptionalInt exitCode() {
    return exitCode;
  }

  /** Grows by one whenever a stage settles, a job ends or an executor is removed. */
  public long revision() {
    return revision;
  }

  /** Sums and counts over the whole application. */
  public Work work() {
    return work;
  }

  /** Stage attempts, oldest first; those that a bound pushed out are missing. */
  public List<StageSnapshot> stages() {
    return stages;
  }

  /** Executors, oldest first, removed ones too; "driver" only where it ran tasks or reported. */
  public List<ExecutorSnapshot> executors() {
    return executors;
  }

  /** Active jobs and the newest ended ones. */
  public List<JobSnapshot> jobs() {
    return jobs;
  }

  /** Streaming queries that run. */
  public List<StreamingQuery> streaming() {
    return streaming;
  }

  /** Cached data sets that hold anything; empty where block updates are not told. */
  public List<CachedRdd> cached() {
    return cached;
  }

  /** Data sets that are or were cached; of the unpersisted ones those that held most. */
  public List<CacheLife> cacheLives() {
    return cacheLives;
  }

  /** Joins of SQL executions of which at least one side was measured, largest first. */
  public List<SqlJoin> joins() {
    return joins;
  }

  public Losses losses() {
    return losses;
  }

  /** What happened in the last {@code millis}, to ten seconds; at most an hour is kept. */
  public WindowSums window(long millis) {
    TaskTotals.Accumulator totals = new TaskTotals.Accumulator();
    TaskCounts.Accumulator counts = new TaskCounts.Accumulator();
    CoreTime coreTime = CoreTime.ZERO;
    for (TimelineBucket bucket : timeline) {
      if (bucket.startMillis() > takenMillis - millis - TimelineBucket.MILLIS) {
        totals.add(bucket.sums().totals());
        counts.add(bucket.sums().counts());
        coreTime = coreTime.plus(bucket.sums().coreTime());
      }
    }
    return WindowSums.of(totals.totals(), counts.counts(), coreTime);
  }

  /** Collects a snapshot's parts. Keeps the lists as they are; they must not change. */
  public static final class Draft {
    private final ApplicationFacts facts;
    private final Work work;
    private final long takenMillis;
    private long endMillis;
    private OptionalInt exitCode = OptionalInt.empty();
    private long revision;
    private List<StageSnapshot> stages = Collections.emptyList();
    private List<ExecutorSnapshot> executors = Collections.emptyList();
    private List<JobSnapshot> jobs = Collections.emptyList();
    private List<StreamingQuery> streaming = Collections.emptyList();
    private List<CachedRdd> cached = Collections.emptyList();
    private List<CacheLife> cacheLives = Collections.emptyList();
    private List<SqlJoin> joins = Collections.emptyList();
    private List<TimelineBucket> timeline = Collections.emptyList();
    private Losses losses = Losses.NONE;

    private Draft(ApplicationFacts facts, Work work, long takenMillis) {
      this.facts = facts;
      this.work = work;
      this.takenMillis = takenMillis;
    }

    public Draft ended(long millis, @Nullable Integer code) {
      endMillis = millis;
      exitCode = code == null ? OptionalInt.empty() : OptionalInt.of(code);
      return this;
    }

    public Draft revision(long number) {
      revision = number;
      return this;
    }

    public Draft stages(List<StageSnapshot> list) {
      stages = Collections.unmodifiableList(list);
      return this;
    }

    public Draft executors(List<ExecutorSnapshot> list) {
      executors = Collections.unmodifiableList(list);
      return this;
    }

    public Draft jobs(List<JobSnapshot> list) {
      jobs = Collections.unmodifiableList(list);
      return this;
    }

    public Draft streaming(List<StreamingQuery> list) {
      streaming = Collections.unmodifiableList(list);
      return this;
    }

    public Draft cached(List<CachedRdd> list) {
      cached = Collections.unmodifiableList(list);
      return this;
    }

    public Draft cacheLives(List<CacheLife> list) {
      cacheLives = Collections.unmodifiableList(list);
      return this;
    }

    public Draft joins(List<SqlJoin> list) {
      joins = Collections.unmodifiableList(list);
      return this;
    }

    public Draft timeline(List<TimelineBucket> list) {
      timeline = list;
      return this;
    }

    public Draft losses(Losses what) {
      losses = what;
      return this;
    }

    public ApplicationSnapshot snapshot() {
      return new ApplicationSnapshot(this);
    }
  }
}
