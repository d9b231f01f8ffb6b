package io.sparkvitals.rules;

import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageSpread;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.TaskTotals;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.OptionalInt;

/** A stage attempt of a hand-made snapshot. */
public final class GivenStage {
  private final int id;
  private final EnumMap<Dimension, Distribution> distributions = new EnumMap<>(Dimension.class);
  private final List<TaskEvidence> slowest = new ArrayList<>();
  private final List<TaskEvidence> running = new ArrayList<>();
  private String name = "count at Job.scala:12";
  private String description = "daily totals";
  private String failure;
  private int tasks = 200;
  private TaskCounts counts = TaskCounts.ZERO;
  private TaskBreakdown breakdown;
  private TaskTotals totals = TaskTotals.ZERO;
  private StageStatus status = StageStatus.ACTIVE;
  private Baseline baseline;
  private int executors = 4;
  private int profile;
  private long revision;
  private int attempt;
  private int jobId = 3;
  private long submitted = Given.NOW - 20 * Given.MINUTE;
  private long lastTaskEnd;
  private String muted;
  private long sqlExecution = -1;
  private boolean mayReadCache;

  GivenStage(int id) {
    this.id = id;
  }

  public GivenStage named(String newName, String newDescription) {
    name = newName;
    description = newDescription;
    return this;
  }

  /** Submitted by a SQL execution. */
  public GivenStage sql(long execution) {
    sqlExecution = execution;
    return this;
  }

  public GivenStage mayReadCache() {
    mayReadCache = true;
    return this;
  }

  public GivenStage job(int ofJob) {
    jobId = ofJob;
    return this;
  }

  public GivenStage tasks(int number) {
    tasks = number;
    return this;
  }

  public GivenStage counts(long succeeded, long failed, long killed, long nowRunning) {
    counts = Given.counts(succeeded, failed, killed, nowRunning);
    return this;
  }

  /** Ends of failed tasks by reason, with the text that comes with them. */
  public GivenStage failures(long succeeded, FailureReason reason, int failed, String text) {
    breakdown = failed(succeeded, reason, failed, text);
    return this;
  }

  public static TaskBreakdown failed(
      long succeeded, FailureReason reason, int failed, String text) {
    TaskBreakdown.Accumulator all = new TaskBreakdown.Accumulator();
    all.counts().add(Given.counts(succeeded, 0, 0, 0));
    for (int i = 0; i < failed; i++) {
      all.end(new TaskSample().reset(1, 0).failed(reason, text), false);
    }
    return all.breakdown();
  }

  public GivenStage totals(Object... metricsAndValues) {
    totals = Given.totals(metricsAndValues);
    return this;
  }

  /** Count, median and maximum in milliseconds of the successful tasks. */
  public GivenStage durations(long count, double medianMillis, long maxMillis) {
    return distribution(Dimension.DURATION, count, medianMillis, maxMillis);
  }

  public GivenStage distribution(Dimension dimension, long count, double median, long max) {
    Distribution spread =
        Distribution.of(count, (long) (count * median), 0, max).quantiles(median, median, max);
    distributions.put(dimension, spread);
    return this;
  }

  public GivenStage baseline(Baseline usual) {
    baseline = usual;
    return this;
  }

  public GivenStage baseline(double medianMillis, int runs) {
    baseline = Baseline.of(medianMillis, runs);
    return this;
  }

  public GivenStage slow(int index, String executor, long millis, Object... metricsAndValues) {
    TaskSample sample =
        new TaskSample()
            .reset(id, 0)
            .task(1_000L + index, index, 0, false)
            .place(executor, "host-" + executor, Locality.NODE_LOCAL)
            .times(Given.NOW - millis, Given.NOW);
    for (int i = 0; i < metricsAndValues.length; i += 2) {
      sample.set((TaskMetric) metricsAndValues[i], ((Number) metricsAndValues[i + 1]).longValue());
    }
    slowest.add(TaskEvidence.ended(sample));
    return this;
  }

  public GivenStage running(int index, String executor, long millis) {
    TaskSample sample =
        new TaskSample()
            .reset(id, 0)
            .task(1_000L + index, index, 0, false)
            .place(executor, "host-" + executor, Locality.ANY)
            .times(Given.NOW - millis, 0);
    running.add(TaskEvidence.started(sample).at(Given.NOW));
    return this;
  }

  public GivenStage executors(int number) {
    executors = number;
    return this;
  }

  public GivenStage profile(int resourceProfileId) {
    profile = resourceProfileId;
    return this;
  }

  public GivenStage attempt(int number) {
    attempt = number;
    return this;
  }

  public GivenStage submitted(long millis) {
    submitted = millis;
    return this;
  }

  public GivenStage lastTaskEnd(long millis) {
    lastTaskEnd = millis;
    return this;
  }

  public GivenStage muted(String rules) {
    muted = rules;
    return this;
  }

  public GivenStage settled(long atRevision) {
    status = StageStatus.COMPLETE;
    revision = atRevision;
    return this;
  }

  public GivenStage failed(String reason, long atRevision) {
    status = StageStatus.FAILED;
    failure = reason;
    revision = atRevision;
    return this;
  }

  public StageSnapshot snapshot() {
    StageFacts facts =
        StageFacts.of(StageKey.of(id, attempt), name, tasks)
            .job(description, "exports", null)
            .sqlExecution(sqlExecution)
            .resourceProfile(profile)
            .submitted(submitted)
            .failed(failure)
            .muted(muted)
            .facts();
    return StageSnapshot.of(facts, status, StageSpread.of(distributions, slowest, running))
        .job(OptionalInt.of(jobId))
        .tasks(breakdown == null ? Given.breakdown(counts) : breakdown, totals)
        .executors(executors)
        .lastTaskEnd(lastTaskEnd)
        .settled(revision)
        .baseline(baseline)
        .mayReadCache(mayReadCache)
        .snapshot();
  }
}
