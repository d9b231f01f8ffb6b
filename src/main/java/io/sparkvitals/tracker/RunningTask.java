package io.sparkvitals.tracker;

import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.model.TaskSample;

/** A task that started and has not ended: as little as possible, for there is one for each slot. */
final class RunningTask {
  private final ExecutorTracker executor;
  private final long launchMillis;
  private final int index;
  private final int attempt;
  private final boolean speculative;

  RunningTask(ExecutorTracker executor, TaskSample task) {
    this.executor = executor;
    this.launchMillis = task.launchMillis();
    this.index = task.index();
    this.attempt = task.attempt();
    this.speculative = task.speculative();
  }

  ExecutorTracker executor() {
    return executor;
  }

  long launchMillis() {
    return launchMillis;
  }

  TaskEvidence evidence(StageKey stage, long taskId, long nowMillis) {
    TaskSample task =
        new TaskSample()
            .reset(stage.stageId(), stage.attempt())
            .task(taskId, index, attempt, speculative)
            .place(executor.id(), executor.host(), Locality.ANY)
            .times(launchMillis, 0);
    return TaskEvidence.started(task).at(nowMillis);
  }
}
