package io.sparkvitals.tracker;

import io.sparkvitals.model.ActivityCounts;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.Histogram;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.TimelineBucket;
import io.sparkvitals.model.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts over the whole application; its sums are those of its executors. Guarded by the tracker's
 * lock.
 */
final class WorkTracker {
  private static final int MAX_SQL_EXECUTIONS = 1_000;

  private final TaskBreakdown.Accumulator tasks = new TaskBreakdown.Accumulator();
  private final Work.Events.Counter events = new Work.Events.Counter();
  private final Activity jobs = new Activity();
  private final Activity stages = new Activity();
  private final Activity sqlExecutions = new Activity();
  private final Timeline timeline = new Timeline();
  private final Histogram.Accumulator taskDurations =
      new Histogram.Accumulator(
          100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 900_000,
          1_800_000, 7_200_000);
  private final Histogram.Accumulator jobDurations =
      new Histogram.Accumulator(
          1_000, 5_000, 15_000, 30_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000, 14_400_000);
  private final Histogram.Accumulator sqlDurations =
      new Histogram.Accumulator(
          100, 500, 1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 14_400_000);
  private final Map<Long, Long> sqlStarts = new LinkedHashMap<>();
  private long revision;

  /** Numbers the moments at which something came to its end, from 1. */
  long nextRevision() {
    return ++revision;
  }

  long revision() {
    return revision;
  }

  Activity jobs() {
    return jobs;
  }

  Activity stages() {
    return stages;
  }

  /** Of executions beyond so many at a time no duration is known. */
  void sqlStarted(long executionId, long timeMillis) {
    sqlExecutions.start();
    if (timeMillis > 0 && sqlStarts.size() < MAX_SQL_EXECUTIONS) {
      sqlStarts.put(executionId, timeMillis);
    }
  }

  void sqlEnded(long executionId, long timeMillis, boolean succeeded) {
    sqlExecutions.end(succeeded);
    Long started = sqlStarts.remove(executionId);
    if (started != null && timeMillis >= started) {
      sqlDurations.add(timeMillis - started);
    }
  }

  Work.Events.Counter events() {
    return events;
  }

  long runningTasks() {
    return tasks.counts().running();
  }

  void taskStarted() {
    tasks.counts().start();
  }

  void taskEnded(TaskSample task, boolean wasRunning) {
    tasks.end(task, wasRunning);
    if (task.outcome() == TaskOutcome.RESUBMITTED) {
      return;
    }
    long duration = task.durationMillis();
    if (duration >= 0) {
      taskDurations.add(duration);
    }
  }

  void taskAbandoned() {
    tasks.counts().abandon();
  }

  void jobEnded(long startMillis, long endMillis, boolean succeeded) {
    jobs.end(succeeded);
    if (startMillis > 0 && endMillis >= startMillis) {
      jobDurations.add(endMillis - startMillis);
    }
    if (succeeded) {
      events.lastJobSuccessMillis = endMillis;
    } else {
      events.lastJobFailureMillis = endMillis;
    }
  }

  void executorRemoved(LossClass lossClass) {
    events.executorsRemoved.merge(lossClass, 1L, Long::sum);
  }

  boolean bucketIsOver(long nowMillis) {
    return timeline.isOver(nowMillis);
  }

  int rollBucket(long nowMillis, TaskTotals totals, CoreTime coreTime) {
    return timeline.roll(nowMillis, totals, tasks.counts(), coreTime);
  }

  List<TimelineBucket> buckets(TaskTotals totals, CoreTime coreTime) {
    return timeline.buckets(totals, tasks.counts(), coreTime);
  }

  Work work(TaskTotals totals, CoreTime coreTime) {
    return Work.of(tasks.breakdown(), totals)
        .activities(jobs.counts(), stages.counts(), sqlExecutions.counts())
        .durations(
            Work.Durations.of(
                taskDurations.histogram(), jobDurations.histogram(), sqlDurations.histogram()))
        .events(events.events())
        .coreTime(coreTime)
        .work();
  }

  /** Counts things that start and end. */
  static final class Activity {
    private long started;
    private long succeeded;
    private long failed;
    private long active;

    void start() {
      started++;
      active++;
    }

    void end(boolean success) {
      endUnstarted(success);
      active = Math.max(0, active - 1);
    }

    /** The end of what was never seen to start. */
    void endUnstarted(boolean success) {
      if (success) {
        succeeded++;
      } else {
        failed++;
      }
    }

    /** The last word counts where an end is told twice. */
    void correct(boolean success) {
      succeeded += success ? 1 : -1;
      failed += success ? -1 : 1;
    }

    ActivityCounts counts() {
      return ActivityCounts.of(started, succeeded, failed, active);
    }
  }
}
