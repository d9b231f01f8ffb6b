package io.sparkvitals.report;

import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import java.util.List;
import java.util.Map;

/** A run in which every name that somebody else chooses is chosen to do harm. */
public final class Hostile {
  /** Clears a terminal, breaks lines, markup and CDATA, and is no well-formed Unicode. */
  public static final String NAME =
      "\u001b[2J\u001b]0;owned\u0007\r\n\t\u0000\u0085\u009b31m<b>&\"' ]]> {x} 100%s"
          + " \uD83D\uDE00 \uD83D \uDE00 \u202Egnp.exe\u202C \uFFFE \u2028 zażółć 漢字 "
          + "x".repeat(3_000);

  private Hostile() {}

  public static Report report() {
    Run run = Run.started(NAME, NAME);
    run.tracker.applicationOwner(NAME, NAME);
    run.tracker.sparkVersion(NAME);
    run.environment(Map.of("spark.master", NAME, "spark.executor.memory", "8g'; rm -rf / #"));
    run.tracker.executorAdded(ExecutorFacts.of(NAME, NAME, 4, 0, Run.at(1)));
    run.tracker.jobStarted(JobFacts.of(0, Run.at(2), List.of(0)).named(NAME, NAME, NAME));
    StageFacts.Draft stage = StageFacts.of(StageKey.of(0, 0), NAME, 30).job(NAME, NAME, NAME);
    run.tracker.stageSubmitted(stage.submitted(Run.at(2)).facts());
    for (int i = 0; i < 30; i++) {
      run.tracker.taskEnded(task(i));
    }
    run.tracker.stageCompleted(stage.completed(Run.at(200)).failed(NAME).facts());
    run.tracker.jobEnded(0, Run.at(201), NAME);
    run.tracker.executorRemoved(NAME, Run.at(202), NAME + " OOMKilled");
    run.tracker.eventsDropped(NAME, 3);
    return run.look(205).end(210, null).live();
  }

  private static TaskSample task(int id) {
    TaskSample task =
        new TaskSample()
            .reset(0, 0)
            .task(id, id, 0, false)
            .place(NAME, NAME, Locality.ANY)
            .times(Run.at(3), Run.at(id == 7 ? 190 : 13))
            .set(TaskMetric.RUN_TIME_MILLIS, 10_000)
            .set(TaskMetric.GC_TIME_MILLIS, 5_000);
    return id % 3 == 0 ? task.failed(FailureReason.EXCEPTION, NAME + id) : task;
  }
}
