package io.sparkvitals.tracker;

import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageFigures;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageSpread;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.TaskTotals;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One stage attempt while its tasks come and go. Guarded by the tracker's lock. */
final class StageTracker {
  private static final int LONGEST_RUNNING_KEPT = 5;

  private final TaskBreakdown.Accumulator tasks = new TaskBreakdown.Accumulator();
  private final TaskTotals.Accumulator totals = new TaskTotals.Accumulator();
  private final RunningTasks running = new RunningTasks();
  private final BitSet executors = new BitSet();

  private StageFacts facts;
  private StageStatus status = StageStatus.UNKNOWN;
  private @Nullable JobTracker job;
  private @Nullable Baseline baseline;
  private boolean mayReadCache;
  private DistributionTracker durations = new DistributionTracker();
  private DistributionTracker inputBytes = new DistributionTracker();
  private DistributionTracker shuffleReadBytes = new DistributionTracker();
  private DistributionTracker records = new DistributionTracker();
  private SlowestTasks slowest = new SlowestTasks();
  private int archivedExecutors;
  private OptionalInt archivedJobId = OptionalInt.empty();
  private long lastTaskEndMillis;
  private long revision;
  private @Nullable StageSnapshot unchanged;

  StageTracker(StageKey key) {
    this.facts = StageFacts.of(key, "", -1).facts();
  }

  /** Goes on from an archived attempt, to which an event came late. */
  static StageTracker revive(StageSnapshot archived) {
    StageTracker stage = new StageTracker(archived.key());
    stage.facts = archived.facts();
    stage.status = archived.status();
    stage.baseline = archived.baseline();
    stage.mayReadCache = archived.mayReadCache();
    stage.tasks.add(archived.tasks());
    stage.totals.add(archived.totals());
    StageSpread spread = archived.spread();
    stage.durations = DistributionTracker.revive(spread.distribution(Dimension.DURATION));
    stage.inputBytes = DistributionTracker.revive(spread.distribution(Dimension.INPUT_BYTES));
    stage.shuffleReadBytes =
        DistributionTracker.revive(spread.distribution(Dimension.SHUFFLE_READ_BYTES));
    stage.records = DistributionTracker.revive(spread.distribution(Dimension.RECORDS));
    stage.slowest = SlowestTasks.revive(spread.slowest());
    stage.archivedExecutors = archived.executors();
    stage.archivedJobId = archived.jobId();
    stage.lastTaskEndMillis = archived.lastTaskEndMillis();
    stage.revision = archived.revision();
    return stage;
  }

  StageKey key() {
    return facts.key();
  }

  boolean is(int stageId, int attempt) {
    return facts.key().stageId() == stageId && facts.key().attempt() == attempt;
  }

  StageFacts facts() {
    return facts;
  }

  StageStatus status() {
    return status;
  }

  void submit(StageFacts submitted, @Nullable JobTracker owner, @Nullable Baseline usual) {
    facts = submitted;
    job = owner;
    baseline = usual;
    status = StageStatus.ACTIVE;
    unchanged = null;
  }

  /** Takes what earlier runs say, which is read while the first stages run already. */
  void usually(@Nullable Baseline usual) {
    baseline = usual;
    unchanged = null;
  }

  StageFigures figures() {
    Distribution spread = durations();
    return StageFigures.of(spread.median(), spread.count(), totals.totals());
  }

  /** What the completion does not repeat, the job's description and group, stays as submitted. */
  void complete(StageFacts completed) {
    StageFacts.Draft merged =
        completed
            .change()
            .job(facts.description(), facts.jobGroup(), facts.pool())
            .muted(facts.muted())
            .sqlExecution(facts.sqlExecutionId());
    if (completed.submissionMillis() == 0) {
      merged.submitted(facts.submissionMillis());
    }
    facts = merged.facts();
    status = completed.failureReason() == null ? StageStatus.COMPLETE : StageStatus.FAILED;
    unchanged = null;
  }

  boolean over() {
    return status == StageStatus.COMPLETE || status == StageStatus.FAILED;
  }

  /** An earlier stage had a data set among its own that is to be cached. */
  void readsCachePerhaps() {
    mayReadCache = true;
    unchanged = null;
  }

  boolean settled() {
    return revision > 0;
  }

  /** Whether the attempt is over, all its tasks ended, and it has not been settled yet. */
  boolean readyToSettle() {
    return over() && running.size() == 0 && !settled();
  }

  void settle(long atRevision) {
    revision = atRevision;
    unchanged = null;
  }

  int runningTasks() {
    return running.size();
  }

  /** Returns the record of an earlier start under the same id, which then is abandoned, or null. */
  @Nullable RunningTask taskStarted(TaskSample task, ExecutorTracker executor) {
    unchanged = null;
    tasks.counts().start();
    executors.set(executor.number());
    RunningTask replaced = running.put(task.taskId(), new RunningTask(executor, task));
    if (replaced != null) {
      tasks.counts().abandon();
    }
    return replaced;
  }

  /**
   * Takes the task into the sums of the attempt and of its executor. Returns the record of the
   * task's start, or null where none is known.
   */
  @Nullable RunningTask taskEnded(TaskSample task, ExecutorTracker executor) {
    unchanged = null;
    boolean resubmitted = task.outcome() == TaskOutcome.RESUBMITTED;
    RunningTask started = resubmitted ? null : running.remove(task.taskId());
    tasks.end(task, started != null);
    if (started == null) {
      executors.set(executor.number());
    }
    lastTaskEndMillis = Math.max(lastTaskEndMillis, task.finishMillis());
    if (!resubmitted) {
      TaskTotals.Accumulator.add(task, totals, executor.totals());
      if (job != null) {
        job.addResult(task.get(TaskMetric.RESULT_BYTES));
      }
    }
    if (task.outcome() == TaskOutcome.SUCCEEDED) {
      spread(task);
    }
    return started;
  }

  private void spread(TaskSample task) {
    long duration = task.durationMillis();
    if (duration >= 0) {
      durations.add(duration);
    }
    if (task.measured()) {
      inputBytes.add(task.get(TaskMetric.INPUT_BYTES));
      shuffleReadBytes.add(task.shuffleReadBytes());
      records.add(task.records());
    }
    slowest.offer(task);
  }

  /** Gives up the running tasks that match: their ends are no longer expected. */
  void abandon(Predicate<RunningTask> which, Consumer<RunningTask> then) {
    if (running.size() == 0) {
      return;
    }
    running.removeIf(
        which,
        task -> {
          tasks.counts().abandon();
          then.accept(task);
          unchanged = null;
        });
  }

  Distribution durations() {
    return durations.distribution();
  }

  StageSnapshot snapshot(long nowMillis) {
    StageSnapshot cached = unchanged;
    if (cached != null) {
      return cached;
    }
    StageSnapshot fresh =
        StageSnapshot.of(facts, status, spreadAt(nowMillis))
            .job(job == null ? archivedJobId : OptionalInt.of(job.facts().jobId()))
            .tasks(tasks.breakdown(), totals.totals())
            .executors(Math.max(archivedExecutors, executors.cardinality()))
            .lastTaskEnd(lastTaskEndMillis)
            .settled(revision)
            .baseline(baseline)
            .mayReadCache(mayReadCache)
            .snapshot();
    // The durations of running tasks grow with the clock, so only a stage without any is kept.
    unchanged = running.size() == 0 ? fresh : null;
    return fresh;
  }

  private StageSpread spreadAt(long nowMillis) {
    EnumMap<Dimension, Distribution> distributions = new EnumMap<>(Dimension.class);
    distributions.put(Dimension.DURATION, durations.distribution());
    distributions.put(Dimension.INPUT_BYTES, inputBytes.distribution());
    distributions.put(Dimension.SHUFFLE_READ_BYTES, shuffleReadBytes.distribution());
    distributions.put(Dimension.RECORDS, records.distribution());
    return StageSpread.of(distributions, slowest.tasks(), longestRunning(nowMillis));
  }

  private List<TaskEvidence> longestRunning(long nowMillis) {
    if (running.size() == 0) {
      return Collections.emptyList();
    }
    List<TaskEvidence> longest = new ArrayList<>(LONGEST_RUNNING_KEPT);
    running.earliest(
        LONGEST_RUNNING_KEPT, (id, task) -> longest.add(task.evidence(key(), id, nowMillis)));
    return Collections.unmodifiableList(longest);
  }
}
