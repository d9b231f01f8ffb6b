package io.sparkvitals.rules;

import io.sparkvitals.model.ActivityCounts;
import io.sparkvitals.model.ApplicationFacts;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CacheLife;
import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.Losses;
import io.sparkvitals.model.SqlJoin;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.TimelineBucket;
import io.sparkvitals.model.WindowSums;
import io.sparkvitals.model.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Hand-made snapshots for tests of rules, diagnoses and alerts. */
public final class Given {
  /** When the application is looked at, unless a test says otherwise: 2026-11-22T21:40:00Z. */
  public static final long NOW = 1_795_383_600_000L;

  /** When it started: an hour before. */
  public static final long START = NOW - 3_600_000;

  public static final long MINUTE = 60_000;

  private final List<StageSnapshot> stages = new ArrayList<>();
  private final List<ExecutorSnapshot> executors = new ArrayList<>();
  private final List<JobSnapshot> jobs = new ArrayList<>();
  private final List<TimelineBucket> timeline = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final Map<String, Long> dropped = new LinkedHashMap<>();
  private final Map<String, Long> evicted = new LinkedHashMap<>();
  private final Work.Events.Counter events = new Work.Events.Counter();
  private TaskBreakdown workTasks = TaskBreakdown.EMPTY;
  private TaskTotals workTotals = TaskTotals.ZERO;
  private CoreTime workCoreTime = CoreTime.ZERO;
  private long now = NOW;
  private long start = START;
  private long revision;
  private String id = "application_1_0001";
  private String sparkVersion = "3.5.9";
  private Integer exitCode;
  private boolean ended;
  private boolean nothingRuns;
  private final List<CachedRdd> cached = new ArrayList<>();
  private final List<CacheLife> cacheLives = new ArrayList<>();
  private final List<SqlJoin> joins = new ArrayList<>();

  private Given() {}

  public static Given application() {
    return new Given();
  }

  public static GivenStage stage(int id) {
    return new GivenStage(id);
  }

  public static GivenExecutor executor(String id) {
    return new GivenExecutor(id);
  }

  /** A job that ended at {@link #NOW}; {@code failure} may be null. */
  public static JobSnapshot job(int id, String failure, long revision) {
    JobFacts facts =
        JobFacts.of(id, NOW - 10 * MINUTE, List.of(7))
            .named("save at Job.scala:40", "nightly export", "exports");
    return JobSnapshot.ended(facts, NOW, failure, 0, revision);
  }

  /** A job with a last stage 8 that runs. */
  public static JobSnapshot activeJob(int id) {
    JobFacts facts =
        JobFacts.of(id, NOW - 10 * MINUTE, List.of(7, 8))
            .named("collect at Job.scala:50", "nightly export", "exports");
    return JobSnapshot.active(facts, 0);
  }

  /** Totals of metric and value pairs. */
  public static TaskTotals totals(Object... metricsAndValues) {
    TaskTotals.Accumulator totals = new TaskTotals.Accumulator();
    for (int i = 0; i < metricsAndValues.length; i += 2) {
      totals.add((TaskMetric) metricsAndValues[i], ((Number) metricsAndValues[i + 1]).longValue());
    }
    return totals.totals();
  }

  public static TaskCounts counts(long succeeded, long failed, long killed, long running) {
    TaskCounts.Accumulator counts = new TaskCounts.Accumulator();
    ends(counts, TaskOutcome.SUCCEEDED, succeeded);
    ends(counts, TaskOutcome.FAILED, failed);
    ends(counts, TaskOutcome.KILLED, killed);
    for (long i = 0; i < running; i++) {
      counts.start();
    }
    return counts.counts();
  }

  private static void ends(TaskCounts.Accumulator counts, TaskOutcome outcome, long number) {
    for (long i = 0; i < number; i++) {
      counts.start();
      counts.end(outcome, true);
    }
  }

  public static TaskBreakdown breakdown(TaskCounts counts) {
    TaskBreakdown.Accumulator tasks = new TaskBreakdown.Accumulator();
    tasks.counts().add(counts);
    for (long i = 0; i < counts.running(); i++) {
      tasks.counts().start();
    }
    return tasks.breakdown();
  }

  public Given id(String newId) {
    id = newId;
    return this;
  }

  public Given at(long millis) {
    now = millis;
    return this;
  }

  public Given started(long millis) {
    start = millis;
    return this;
  }

  public Given with(GivenStage... more) {
    Stream.of(more).map(GivenStage::snapshot).forEach(stages::add);
    return this;
  }

  public Given with(GivenExecutor... more) {
    Stream.of(more).map(GivenExecutor::snapshot).forEach(executors::add);
    return this;
  }

  public Given with(JobSnapshot... more) {
    jobs.addAll(List.of(more));
    return this;
  }

  public Given sparkVersion(String version) {
    sparkVersion = version;
    return this;
  }

  /** So many stages ran in barrier mode. */
  public Given barrierStages(long number) {
    events.barrierStages = number;
    return this;
  }

  public Given property(String key, String value) {
    environment.put(key, value);
    return this;
  }

  /** What happened so many milliseconds before the snapshot. */
  public Given happened(long agoMillis, TaskTotals totals, TaskCounts counts, CoreTime coreTime) {
    timeline.add(TimelineBucket.of(now - agoMillis, WindowSums.of(totals, counts, coreTime)));
    return this;
  }

  /** What happened just now. */
  public Given happened(TaskTotals totals, TaskCounts counts) {
    return happened(0, totals, counts, CoreTime.ZERO);
  }

  public Given idle(long allocatedSeconds, double idleRatio) {
    long busy = Math.round(allocatedSeconds * 1_000 * (1 - idleRatio));
    return happened(
        0, TaskTotals.ZERO, TaskCounts.ZERO, CoreTime.of(allocatedSeconds * 1_000, busy));
  }

  public Given executorAddedBefore(long millis) {
    events.lastExecutorAddedMillis = now - millis;
    return this;
  }

  /** Sums over the whole run. */
  public Given run(TaskTotals totals, TaskBreakdown tasks, CoreTime coreTime) {
    workTotals = totals;
    workTasks = tasks;
    workCoreTime = coreTime;
    return this;
  }

  public Given run(TaskTotals totals, TaskCounts counts) {
    return run(totals, breakdown(counts), CoreTime.ZERO);
  }

  public Given with(CachedRdd... more) {
    cached.addAll(List.of(more));
    return this;
  }

  public Given with(SqlJoin... more) {
    joins.addAll(List.of(more));
    return this;
  }

  public Given with(CacheLife... more) {
    cacheLives.addAll(List.of(more));
    return this;
  }

  public Given executorsAdded(long number) {
    events.executorsAdded = number;
    return this;
  }

  /** No task of the application runs; without this, one does somewhere. */
  public Given nothingRuns() {
    nothingRuns = true;
    return this;
  }

  public Given revision(long number) {
    revision = number;
    return this;
  }

  public Given eventsDropped() {
    dropped.put("shared", 3L);
    return this;
  }

  /** The oldest stages are not kept any more. */
  public Given stagesEvicted() {
    evicted.put("stages", 1L);
    return this;
  }

  /** It ended at the moment of the snapshot, nobody knows how. */
  public Given ended() {
    ended = true;
    return this;
  }

  public Given exited(int code) {
    exitCode = code;
    return this;
  }

  private TaskBreakdown busy() {
    return workTasks == TaskBreakdown.EMPTY && !nothingRuns
        ? breakdown(counts(0, 0, 0, 1))
        : workTasks;
  }

  public ApplicationSnapshot snapshot() {
    ApplicationFacts facts =
        ApplicationFacts.UNKNOWN
            .identity(id, "daily-etl", start)
            .owner("ann", "1")
            .sparkVersion(sparkVersion)
            .environment(environment);
    Work work =
        Work.of(busy(), workTotals)
            .activities(ActivityCounts.ZERO, ActivityCounts.ZERO, ActivityCounts.ZERO)
            .events(events.events())
            .coreTime(workCoreTime)
            .work();
    ApplicationSnapshot.Draft draft =
        ApplicationSnapshot.of(facts, work, now)
            .revision(revision)
            .stages(stages)
            .executors(executors)
            .jobs(jobs)
            .timeline(timeline)
            .cached(cached)
            .cacheLives(cacheLives)
            .joins(joins)
            .losses(Losses.of(dropped, Map.of(), 0));
    if (!evicted.isEmpty()) {
      draft.losses(Losses.of(dropped, evicted, 0));
    }
    return exitCode != null || ended ? draft.ended(now, exitCode).snapshot() : draft.snapshot();
  }
}
