package io.sparkvitals.report.html;

import io.sparkvitals.alerts.AlertBook;
import io.sparkvitals.alerts.AlertPolicy;
import io.sparkvitals.alerts.Story;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.Judged;
import io.sparkvitals.rules.RuleEngine;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Applications of any size in which every text is the given one, and much goes wrong. */
final class Crowd {
  private static final long T0 = Cluster.T0;

  private final String text;
  private final ApplicationTracker tracker = new ApplicationTracker();
  private long nextTask;

  private Crowd(String text) {
    this.text = text;
    tracker.applicationStarted(text, text, T0);
    tracker.applicationOwner(text, text);
    tracker.sparkVersion(text);
    tracker.environment(Map.of("spark.master", text, "java.version", text));
  }

  /**
   * Each job has ten stages. Every eighth stage is skewed, spills and fails; every second executor
   * is lost; every fourth job fails.
   */
  static Report of(String text, int jobs, int executors) {
    Crowd crowd = new Crowd(text);
    for (int i = 0; i < executors; i++) {
      crowd.executor(i);
    }
    for (int i = 0; i < jobs; i++) {
      crowd.job(i);
    }
    for (int i = 0; i < executors; i += 2) {
      crowd.tracker.executorRemoved(i + text, T0 + jobs * 1_000L + i, text + " OOMKilled");
    }
    crowd.tracker.applicationEnded(T0 + jobs * 1_000L + 60_000, null);
    RuleEngine engine = Judged.engine();
    AlertBook book = new AlertBook(AlertPolicy.plain(3_600_000, 500), () -> Story.LINKS);
    book.end(crowd.tracker.snapshot(), engine.evaluateEnd(crowd.tracker.snapshot()));
    return Report.live(crowd.tracker.snapshot(), book.closed());
  }

  private void executor(int id) {
    tracker.executorAdded(ExecutorFacts.of(id + text, text, 4, 0, T0 + id));
    tracker.blockManagerAdded(id + text, text, 4L << 30, 0);
  }

  private void job(int id) {
    long at = T0 + id * 1_000L;
    List<Integer> stages = IntStream.range(0, 10).mapToObj(i -> id * 10 + i).toList();
    tracker.jobStarted(JobFacts.of(id, at, stages).named(text, text, text));
    for (int stage : stages) {
      stage(stage, at + (stage % 10) * 90L);
    }
    tracker.jobEnded(id, at + 950, id % 4 == 0 ? text : null);
  }

  private void stage(int id, long at) {
    StageFacts.Draft facts =
        StageFacts.of(StageKey.of(id, 0), text, 30).job(text, text, text).submitted(at);
    tracker.stageSubmitted(facts.facts());
    for (int i = 0; i < 30; i++) {
      task(id, i, at, id % 8 == 0 && i == 0 ? 60_000 : 80);
    }
    tracker.stageCompleted(facts.completed(at + 85).failed(id % 8 == 0 ? text : null).facts());
  }

  private void task(int stage, int index, long at, long millis) {
    TaskSample task =
        new TaskSample()
            .reset(stage, 0)
            .task(nextTask++, index, 0, false)
            .place(index + text, text, Locality.ANY)
            .times(at, 0);
    tracker.taskStarted(task);
    task.times(at, at + millis).set(TaskMetric.RUN_TIME_MILLIS, millis);
    task.set(TaskMetric.GC_TIME_MILLIS, millis / 30);
    if (stage % 8 == 0) {
      task.set(TaskMetric.DISK_SPILL_BYTES, 9_000_000);
    }
    task.set(TaskMetric.INPUT_BYTES, 7_000_000).set(TaskMetric.INPUT_RECORDS, 1_000);
    tracker.taskEnded(
        stage % 8 == 0 && index % 5 == 4 ? task.failed(FailureReason.EXCEPTION, text) : task);
  }
}
