package io.sparkvitals.rules;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.figures.LostExecutors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds every rule against every subject of a snapshot.
 *
 * <p>Stages that are not settled, active jobs, live executors, the driver, the application and the
 * agent are judged each time; a settled stage, a loss and the end of a job once, told by their
 * revisions. A rule that fails is counted and the others go on. Not thread-safe: one thread
 * evaluates snapshots in the order they were taken.
 */
public final class RuleEngine {
  private final RuleBook book;
  private final Judge judge;
  private final RuleFailures failures;
  private final Map<String, Long> failuresByRule = new HashMap<>();
  private long judgedRevision;

  public RuleEngine(RuleBook book, Diagnosis.Source diagnoses, RuleFailures failures) {
    this.book = book;
    this.judge = new Judge(diagnoses);
    this.failures = failures;
  }

  /** What is wrong at the moment of a snapshot. */
  public List<Finding> evaluate(ApplicationSnapshot snapshot) {
    List<Finding> findings = new ArrayList<>();
    stages(snapshot, false, findings);
    executors(snapshot, findings);
    for (Rule rule : book.states(Scope.APPLICATION)) {
      if (ofJobs(rule)) {
        jobs(rule, snapshot, false, findings);
      } else {
        add(rule, findings, () -> application(rule, snapshot));
      }
    }
    occurrences(snapshot, findings);
    Sight agent = Sight.agent(snapshot);
    for (Rule rule : book.states(Scope.AGENT)) {
      add(rule, findings, () -> judge.state(rule, agent, false));
    }
    losses(snapshot, false, findings);
    judgedRevision = snapshot.revision();
    return findings;
  }

  private Optional<Finding> application(Rule rule, ApplicationSnapshot snapshot) {
    return judge.state(rule, Sight.application(snapshot, rule.windowMillis()), false);
  }

  /**
   * The final judgement: stages, losses and jobs that were not judged yet, stages that never ended,
   * and the application over its whole run, so that a run shorter than a window is judged too.
   * Every finding is an event.
   */
  public List<Finding> evaluateEnd(ApplicationSnapshot snapshot) {
    List<Finding> findings = new ArrayList<>();
    stages(snapshot, true, findings);
    Sight run = Sight.wholeRun(snapshot);
    for (Rule rule : book.states(Scope.APPLICATION)) {
      if (ofJobs(rule)) {
        jobs(rule, snapshot, true, findings);
      } else {
        add(rule, findings, () -> judge.state(rule, run, true));
      }
    }
    losses(snapshot, true, findings);
    occurrences(snapshot, findings);
    judgedRevision = snapshot.revision();
    return findings;
  }

  private static boolean ofJobs(Rule rule) {
    Signal signal = rule.signal();
    return signal != null && signal.ofJobs();
  }

  /** Active jobs each time, ended ones once. */
  private void jobs(Rule rule, ApplicationSnapshot snapshot, boolean end, List<Finding> findings) {
    for (JobSnapshot job : snapshot.jobs()) {
      if (job.active() || job.revision() > judgedRevision) {
        Sight sight = Sight.job(snapshot, job);
        add(rule, findings, () -> judge.state(rule, sight, end || !job.active()));
      }
    }
  }

  private void stages(ApplicationSnapshot snapshot, boolean end, List<Finding> findings) {
    for (StageSnapshot stage : snapshot.stages()) {
      boolean settled = stage.settled();
      if (!settled || stage.revision() > judgedRevision) {
        Sight sight = Sight.stage(snapshot, stage);
        for (Rule rule : book.states(Scope.STAGE)) {
          add(rule, findings, () -> judge.state(rule, sight, settled || end));
        }
      }
    }
  }

  private void executors(ApplicationSnapshot snapshot, List<Finding> findings) {
    for (ExecutorSnapshot executor : snapshot.executors()) {
      boolean driver = executor.facts().driver();
      List<Rule> rules = book.states(driver ? Scope.DRIVER : Scope.EXECUTOR);
      if (executor.active() && !rules.isEmpty()) {
        Sight sight =
            driver ? Sight.driver(snapshot, executor) : Sight.executor(snapshot, executor);
        for (Rule rule : rules) {
          add(rule, findings, () -> judge.state(rule, sight, false));
        }
      }
    }
  }

  /** Losses of one class are one incident, which lasts until none came for a while. */
  private void losses(ApplicationSnapshot snapshot, boolean end, List<Finding> findings) {
    for (Rule rule : book.events(Occurrence.EXECUTOR_LOST)) {
      for (LossClass each : LossClass.values()) {
        if (rule.severity(each.label()).isPresent()) {
          LostExecutors.of(snapshot, each, rule.windowMillis())
              .map(lost -> Sight.losses(snapshot, lost))
              .ifPresent(
                  sight -> add(rule, findings, () -> judge.event(rule, sight, each.label(), end)));
        }
      }
    }
  }

  private void occurrences(ApplicationSnapshot snapshot, List<Finding> findings) {
    for (Rule rule : book.events(Occurrence.JOB_FAILED)) {
      for (JobSnapshot job : snapshot.jobs()) {
        if (job.failure() != null && job.revision() > judgedRevision) {
          Sight sight = Sight.job(snapshot, job);
          add(rule, findings, () -> judge.event(rule, sight, Rule.OTHER, true));
        }
      }
    }
  }

  private void add(Rule rule, List<Finding> findings, Supplier<Optional<Finding>> judgement) {
    try {
      judgement.get().ifPresent(findings::add);
    } catch (RuntimeException e) {
      failures.failed(rule.id(), e, failuresByRule.merge(rule.id(), 1L, Long::sum));
    }
  }
}
