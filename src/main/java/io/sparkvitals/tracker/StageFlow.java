package io.sparkvitals.tracker;

import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageFigures;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jobs, stages and tasks as they come and go, and when a stage attempt is settled: over, and all
 * its tasks ended or waited for long enough. Guarded by the tracker's lock.
 */
final class StageFlow implements StageHistory {
  static final int MAX_RUNNING_TASKS = 200_000;
  static final int MAX_ENDED_EARLY = 10_000;
  private static final long SETTLE_MILLIS = 30_000;
  private static final long LOST_TASK_MILLIS = 600_000;

  private final StageBook stages = new StageBook(this::abandonAll);
  private final JobBook jobs = new JobBook();
  private final BaselineBook baselines = new BaselineBook();
  private final WorkTracker work;
  private final ExecutorBook executors;

  /** Tasks whose end came and whose start did not, or not yet: a log may be out of order. */
  private final Set<Long> endedEarly = new HashSet<>();

  private @Nullable StageTracker newest;
  private long oddEvents;
  private long droppedTasks;

  StageFlow(WorkTracker work, ExecutorBook executors) {
    this.work = work;
    this.executors = executors;
  }

  void jobStarted(JobFacts job) {
    if (jobs.job(job.jobId()) != null) {
      oddEvents++;
      jobs.announce(job.stageIds());
      return;
    }
    jobs.start(job);
    work.jobs().start();
  }

  void jobEnded(int jobId, long timeMillis, @Nullable String failure) {
    JobTracker job = jobs.job(jobId);
    boolean success = failure == null;
    if (job == null) {
      oddEvents++;
      jobs.start(JobFacts.of(jobId, 0, Collections.emptyList()))
          .end(timeMillis, failure, work.nextRevision());
      work.jobs().endUnstarted(success);
      return;
    }
    if (!job.active()) {
      oddEvents++;
      if (job.failed() == success) {
        work.jobs().correct(success);
        job.end(timeMillis, failure, work.nextRevision());
      }
      return;
    }
    job.end(timeMillis, failure, work.nextRevision());
    work.jobEnded(job.facts().startMillis(), timeMillis, success);
    for (Integer stageId : job.facts().stageIds()) {
      work.events().stagesSkipped += jobs.wasSeen(stageId) ? 0 : 1;
    }
  }

  /**
   * Ends the jobs that have failed for a failed stage. Spark tells the caller of a job first and
   * its listeners later, so a caller that stops the application at once is told before the job.
   */
  void endFailedJobs(long timeMillis) {
    for (JobSnapshot each : jobs.snapshots()) {
      JobTracker job = jobs.job(each.jobId());
      String failure = job == null ? null : job.stageFailure();
      if (failure != null) {
        jobEnded(each.jobId(), timeMillis, failure);
      }
    }
  }

  /** The stage that was just submitted has cached data among its own. */
  void cacheNamed(int stageId, boolean beforeToo) {
    StageTracker stage = newest;
    if (beforeToo && stage != null && stage.key().stageId() == stageId) {
      stage.readsCachePerhaps();
    }
  }

  void stageSubmitted(StageFacts submitted) {
    int stageId = submitted.key().stageId();
    StageTracker stage = stage(stageId, submitted.key().attempt());
    newest = stage;
    if (stage.over()) {
      oddEvents++;
      return;
    }
    if (stage.status() != StageStatus.ACTIVE) {
      work.stages().start();
      work.events().barrierStages += submitted.barrier() ? 1 : 0;
      work.events().stageRetries += submitted.key().attempt() > 0 ? 1 : 0;
    }
    JobTracker job = jobs.ofStage(stageId);
    if (job != null && stage.status() != StageStatus.ACTIVE) {
      job.stageStarted();
    }
    stage.submit(submitted, job, baselines.of(submitted));
  }

  void stageCompleted(StageFacts completed) {
    StageTracker stage = stage(completed.key().stageId(), completed.key().attempt());
    boolean success = completed.failureReason() == null;
    if (stage.status() == StageStatus.ACTIVE) {
      work.stages().end(success);
      JobTracker job = jobs.ofStage(completed.key().stageId());
      if (job != null) {
        job.stageEnded(completed.failureReason());
      }
    } else if (!stage.over()) {
      work.stages().endUnstarted(success);
    } else if ((stage.status() == StageStatus.COMPLETE) != success) {
      work.stages().correct(success);
    }
    stage.complete(completed);
    settleIfReady(stage);
  }

  void taskStarted(TaskSample task, double taskCpus) {
    if (!endedEarly.isEmpty() && endedEarly.remove(task.taskId())) {
      return;
    }
    StageTracker stage = stage(task.stageId(), task.stageAttempt());
    if (work.runningTasks() >= MAX_RUNNING_TASKS) {
      droppedTasks++;
      abandonAll(stage);
    }
    ExecutorTracker executor = executors.at(task.executorId(), task.host());
    executor.taskStarted(task, taskCpus);
    work.taskStarted();
    RunningTask replaced = stage.taskStarted(task, executor);
    if (replaced != null) {
      oddEvents++;
      abandoned(replaced);
    }
  }

  void taskEnded(TaskSample task, double taskCpus) {
    StageTracker stage = stage(task.stageId(), task.stageAttempt());
    ExecutorTracker executor = executors.at(task.executorId(), task.host());
    boolean wasRunning = stage.taskEnded(task, executor) != null;
    executor.taskEnded(task, wasRunning, taskCpus);
    work.taskEnded(task, wasRunning);
    if (!wasRunning && task.outcome() != TaskOutcome.RESUBMITTED) {
      oddEvents++;
      if (endedEarly.size() < MAX_ENDED_EARLY) {
        endedEarly.add(task.taskId());
      }
    }
    settleIfReady(stage);
  }

  @Override
  public void remember(Iterable<Map<String, StageFigures>> earlierRuns) {
    earlierRuns.forEach(baselines::addEarlier);
    for (StageTracker each : stages.live()) {
      if (!each.settled()) {
        each.usually(baselines.of(each.facts()));
      }
    }
  }

  @Override
  public Map<String, StageFigures> remembered() {
    return baselines.own();
  }

  private StageTracker stage(int stageId, int attempt) {
    StageTracker stage = stages.at(stageId, attempt);
    if (stage.status() == StageStatus.UNKNOWN) {
      jobs.seen(stageId);
    }
    return stage;
  }

  private void settleIfReady(StageTracker stage) {
    if (stage.readyToSettle()) {
      settle(stage);
    }
  }

  private void settle(StageTracker stage) {
    stage.settle(work.nextRevision());
    boolean whole = stage.status() == StageStatus.COMPLETE && stage.key().attempt() == 0;
    if (whole && stage.durations().count() > 0) {
      baselines.add(stage.facts(), stage.figures());
    }
    stages.settled();
  }

  /** Settles what was waited for long enough, and gives up tasks that will not end any more. */
  void sweep(long nowMillis) {
    List<StageTracker> due = new ArrayList<>();
    for (StageTracker each : stages.live()) {
      each.abandon(task -> lost(task, nowMillis), this::abandoned);
      if (each.over() && !each.settled() && waitedFor(each, nowMillis)) {
        due.add(each);
      }
    }
    due.forEach(this::settle);
  }

  private static boolean waitedFor(StageTracker stage, long nowMillis) {
    return stage.runningTasks() == 0
        || nowMillis - stage.facts().completionMillis() >= SETTLE_MILLIS;
  }

  /** A task on an executor that went away long ago: its end was lost on the way. */
  private static boolean lost(RunningTask task, long nowMillis) {
    ExecutorLoss loss = task.executor().loss();
    return loss != null && nowMillis - loss.removedMillis() > LOST_TASK_MILLIS;
  }

  private void abandonAll(StageTracker stage) {
    stage.abandon(task -> true, this::abandoned);
  }

  private void abandoned(RunningTask task) {
    task.executor().taskAbandoned();
    work.taskAbandoned();
  }

  List<StageSnapshot> stages(long nowMillis) {
    return stages.snapshots(nowMillis);
  }

  List<JobSnapshot> jobs() {
    return jobs.snapshots();
  }

  long evictedStages() {
    return stages.evicted();
  }

  long evictedJobs() {
    return jobs.evicted();
  }

  long forgottenStageIds() {
    return jobs.forgottenStageIds();
  }

  long stagesNotFollowed() {
    return jobs.notFollowed();
  }

  long oddEvents() {
    return oddEvents;
  }

  /** Starts that made room by giving up the other running tasks of their stage. */
  long droppedTasks() {
    return droppedTasks;
  }

  /** Stages that a job named and of which nothing was ever seen. */
  int onlyAnnounced() {
    return jobs.onlyAnnounced();
  }
}
