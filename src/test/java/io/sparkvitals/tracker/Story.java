package io.sparkvitals.tracker;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import java.util.List;
import java.util.function.Consumer;

/** Tells an application's story to a tracker in short sentences; times are seconds from T0. */
final class Story {
  static final long T0 = 1_700_000_000_000L;

  final ApplicationTracker tracker = new ApplicationTracker();
  private final TaskSample sample = new TaskSample();
  private long nextTask;

  Story() {
    tracker.applicationStarted("app-1", "daily etl", T0);
  }

  static long at(double seconds) {
    return T0 + Math.round(seconds * 1000);
  }

  Story executor(String id, int cores, double seconds) {
    tracker.executorAdded(ExecutorFacts.of(id, "host-" + id, cores, 0, at(seconds)));
    return this;
  }

  Story job(int jobId, Integer... stages) {
    tracker.jobStarted(JobFacts.of(jobId, at(0), List.of(stages)));
    return this;
  }

  Story submit(int stage, int attempt, int tasks, double seconds) {
    tracker.stageSubmitted(
        StageFacts.of(StageKey.of(stage, attempt), "count at Job.scala:" + stage, tasks)
            .submitted(at(seconds))
            .facts());
    return this;
  }

  Story complete(int stage, int attempt, int tasks, double seconds) {
    tracker.stageCompleted(
        StageFacts.of(StageKey.of(stage, attempt), "count at Job.scala:" + stage, tasks)
            .completed(at(seconds))
            .facts());
    return this;
  }

  Story fail(int stage, int attempt, int tasks, double seconds, String reason) {
    tracker.stageCompleted(
        StageFacts.of(StageKey.of(stage, attempt), "count at Job.scala:" + stage, tasks)
            .completed(at(seconds))
            .failed(reason)
            .facts());
    return this;
  }

  /** Starts a task on executor 1 and returns its id. */
  long start(int stage, double seconds) {
    long id = nextTask++;
    tracker.taskStarted(task(stage, id).times(at(seconds), 0));
    return id;
  }

  /** Ends a task; {@code change} adds what is special about it. */
  Story end(int stage, long id, double start, double end, Consumer<TaskSample> change) {
    TaskSample task = task(stage, id).times(at(start), at(end));
    change.accept(task);
    tracker.taskEnded(task);
    return this;
  }

  /** A whole successful task that ran for {@code seconds}, all of it in the task's code. */
  Story task(int stage, double start, double seconds) {
    return task(stage, start, seconds, task -> {});
  }

  Story task(int stage, double start, double seconds, Consumer<TaskSample> change) {
    long id = start(stage, start);
    return end(
        stage,
        id,
        start,
        start + seconds,
        task -> {
          task.set(TaskMetric.RUN_TIME_MILLIS, Math.round(seconds * 1000));
          change.accept(task);
        });
  }

  private TaskSample task(int stage, long id) {
    return sample
        .reset(stage, 0)
        .task(id, (int) id, 0, false)
        .place("1", "host-1", Locality.PROCESS_LOCAL);
  }

  Story tick(double seconds) {
    tracker.tick(at(seconds));
    return this;
  }

  ApplicationSnapshot snapshot() {
    return tracker.snapshot();
  }

  StageSnapshot stage(int stage, int attempt) {
    return snapshot().stages().stream()
        .filter(each -> each.key().equals(StageKey.of(stage, attempt)))
        .findFirst()
        .orElseThrow();
  }

  ExecutorSnapshot executor(String id) {
    return snapshot().executors().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
