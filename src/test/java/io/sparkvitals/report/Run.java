package io.sparkvitals.report;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.AlertBook;
import io.sparkvitals.alerts.AlertPolicy;
import io.sparkvitals.alerts.ApplicationLinks;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.rules.Judged;
import io.sparkvitals.rules.RuleEngine;
import io.sparkvitals.tracker.ApplicationTracker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells a run to a tracker, has it judged, and reports it; times are seconds from T0. */
public final class Run {
  /** 2023-11-14T22:13:20Z. */
  public static final long T0 = 1_700_000_000_000L;

  public final ApplicationTracker tracker = new ApplicationTracker();
  private final RuleEngine engine = Judged.engine();
  private final AlertBook book =
      new AlertBook(
          AlertPolicy.plain(3_600_000, 1_000), () -> ApplicationLinks.of(null, null, null));
  private final TaskSample sample = new TaskSample();
  private final List<Alert> firing = new ArrayList<>();
  private long nextTask;

  public static Run started(String id, String name) {
    Run run = new Run();
    run.tracker.sparkVersion("3.5.9");
    run.tracker.applicationStarted(id, name, T0);
    run.tracker.applicationOwner("ann", "1");
    return run;
  }

  public static Run started() {
    return started("app-1", "daily etl");
  }

  public static long at(double seconds) {
    return T0 + Math.round(seconds * 1000);
  }

  public Run environment(Map<String, String> properties) {
    tracker.environment(properties);
    return this;
  }

  public Run executor(String id, int cores, double seconds) {
    tracker.executorAdded(ExecutorFacts.of(id, "host-" + id, cores, 0, at(seconds)));
    return this;
  }

  public Run removed(String id, double seconds, String reason) {
    tracker.executorRemoved(id, at(seconds), reason);
    return this;
  }

  public Run job(int id, double seconds, String name, Integer... stages) {
    tracker.jobStarted(
        JobFacts.of(id, at(seconds), List.of(stages)).named(name, "nightly export", "exports"));
    return this;
  }

  public Run jobEnded(int id, double seconds, String failure) {
    tracker.jobEnded(id, at(seconds), failure);
    return this;
  }

  public static StageFacts.Draft stage(int id, String name, int tasks) {
    return StageFacts.of(StageKey.of(id, 0), name, tasks);
  }

  public Run submit(int id, String name, int tasks, double seconds) {
    tracker.stageSubmitted(
        stage(id, name, tasks)
            .job("nightly export", "exports", null)
            .submitted(at(seconds))
            .facts());
    return this;
  }

  public Run complete(int id, String name, int tasks, double seconds) {
    return completed(stage(id, name, tasks).completed(at(seconds)).facts());
  }

  public Run failed(int id, String name, int tasks, double seconds, String reason) {
    return completed(stage(id, name, tasks).completed(at(seconds)).failed(reason).facts());
  }

  private Run completed(StageFacts facts) {
    tracker.stageCompleted(facts);
    return this;
  }

  /** A whole task, successful unless {@code change} says otherwise. */
  public Run task(
      int stage, String executor, double start, double seconds, Consumer<TaskSample> change) {
    long id = start(stage, executor, start);
    TaskSample task = sampled(stage, id, executor).times(at(start), at(start + seconds));
    task.set(TaskMetric.RUN_TIME_MILLIS, Math.round(seconds * 1000));
    change.accept(task);
    tracker.taskEnded(task);
    return this;
  }

  /** Starts a task and returns its id. */
  public long start(int stage, String executor, double seconds) {
    long id = nextTask++;
    tracker.taskStarted(sampled(stage, id, executor).times(at(seconds), 0));
    return id;
  }

  private TaskSample sampled(int stage, long id, String executor) {
    return sample
        .reset(stage, 0)
        .task(id, (int) (id % 100), 0, false)
        .place(executor, "host-" + executor, Locality.NODE_LOCAL);
  }

  /** Judges what is known so far. */
  public Run look(double seconds) {
    tracker.tick(at(seconds));
    ApplicationSnapshot snapshot = tracker.snapshot();
    book.update(snapshot, engine.evaluate(snapshot));
    return this;
  }

  public Run end(double seconds, Integer exitCode) {
    tracker.applicationEnded(at(seconds), exitCode);
    ApplicationSnapshot snapshot = tracker.snapshot();
    book.end(snapshot, engine.evaluateEnd(snapshot));
    return this;
  }

  public List<Alert> alerts() {
    firing.clear();
    firing.addAll(book.closed());
    firing.addAll(book.open());
    firing.removeIf(alert -> alert.state() == Alert.State.PENDING);
    firing.sort(Comparator.comparingLong(Alert::firedMillis));
    return firing;
  }

  public Report live() {
    return Report.live(tracker.snapshot(), alerts());
  }

  public Report replayed(InputFacts.Counter input) {
    return Report.replayed(tracker.snapshot(), alerts(), input.facts());
  }
}
