package io.sparkvitals.rules;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.figures.LostExecutors;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a finding is about: a stage attempt, an executor, the driver, … Immutable. */
public final class Subject {
  private static final int MAX_TEXT = 120;
  private static final int MAX_IDS = 5;
  private static final String WHOLE = "application";

  private final Scope scope;
  private final String key;
  private final String label;
  private @Nullable StageKey stage;
  private @Nullable String executorId;
  private @Nullable String host;
  private @Nullable String jobGroup;
  private @Nullable String muted;
  private OptionalInt jobId = OptionalInt.empty();

  private Subject(Scope scope, String key, String label) {
    this.scope = scope;
    this.key = key;
    this.label = label;
  }

  static Subject of(ApplicationSnapshot snapshot) {
    String name = snapshot.facts().name();
    String label = ("application " + Texts.line(name, MAX_TEXT)).trim();
    return new Subject(Scope.APPLICATION, WHOLE, label);
  }

  static Subject of(StageSnapshot stage) {
    StageFacts facts = stage.facts();
    String what = join(facts.shownName(), facts.description());
    Subject subject =
        new Subject(Scope.STAGE, "stage:" + stage.key(), "stage " + stage.key() + what);
    subject.stage = stage.key();
    subject.jobId = stage.jobId();
    subject.jobGroup = facts.jobGroup();
    subject.muted = facts.muted();
    return subject;
  }

  static Subject ofDriver(ExecutorSnapshot driver) {
    String host = driver.facts().host();
    String where = host.isEmpty() ? "" : " on " + Texts.line(host, MAX_TEXT);
    Subject subject = new Subject(Scope.DRIVER, "driver", "the driver" + where);
    subject.executorId = driver.id();
    subject.host = host.isEmpty() ? null : host;
    return subject;
  }

  static Subject ofAgent() {
    return new Subject(Scope.AGENT, "agent", "the agent");
  }

  static Subject of(ExecutorSnapshot executor) {
    return executor(Scope.EXECUTOR, "executor:" + Texts.line(executor.id(), MAX_TEXT), executor);
  }

  /** Executors that were lost for one kind of reason. */
  static Subject of(LostExecutors lost) {
    int number = lost.executors().size();
    String key = "lost:" + lost.lossClass().label();
    if (number == 1) {
      return executor(Scope.APPLICATION, key, lost.executors().get(0));
    }
    StringBuilder ids = new StringBuilder();
    for (ExecutorSnapshot each : lost.executors().subList(0, Math.min(number, MAX_IDS))) {
      ids.append(ids.length() == 0 ? "" : ", ").append(Texts.line(each.id(), MAX_TEXT));
    }
    String more = number > MAX_IDS ? " and " + (number - MAX_IDS) + " more" : "";
    return new Subject(Scope.APPLICATION, key, number + " executors (" + ids + more + ")");
  }

  private static Subject executor(Scope scope, String key, ExecutorSnapshot executor) {
    String host = executor.facts().host();
    String where = host.isEmpty() ? "" : " on " + Texts.line(host, MAX_TEXT);
    String id = Texts.line(executor.id(), MAX_TEXT);
    Subject subject = new Subject(scope, key, "executor " + id + where);
    subject.executorId = executor.id();
    subject.host = host.isEmpty() ? null : host;
    return subject;
  }

  static Subject of(JobSnapshot job) {
    String what = join(job.facts().shownName(), job.facts().description());
    Subject subject =
        new Subject(Scope.APPLICATION, "job:" + job.jobId(), "job " + job.jobId() + what);
    subject.jobId = OptionalInt.of(job.jobId());
    subject.jobGroup = job.facts().group();
    subject.muted = job.facts().muted();
    return subject;
  }

  private static String join(@Nullable String name, @Nullable String description) {
    String first = Texts.line(name, MAX_TEXT);
    String second = Texts.line(description, MAX_TEXT);
    if (first.isEmpty() && second.isEmpty()) {
      return "";
    }
    if (first.isEmpty() || second.isEmpty() || second.equals(first)) {
      return " (" + (first.isEmpty() ? second : first) + ")";
    }
    return " (" + first + ", " + second + ")";
  }

  public Scope scope() {
    return scope;
  }

  /** Names the subject within its application, the same at every evaluation: {@code stage:7.0}. */
  public String key() {
    return key;
  }

  /** Whether it is the application, not one of its jobs or of its losses. */
  public boolean wholeApplication() {
    return key.equals(WHOLE);
  }

  /** For people: {@code stage 7.0 (count at Job.scala:12, daily totals)}. One line. */
  public String label() {
    return label;
  }

  /** Null unless it is a stage attempt. */
  public @Nullable StageKey stage() {
    return stage;
  }

  /** Null unless it is an executor, the driver, or the loss of an executor. */
  public @Nullable String executorId() {
    return executorId;
  }

  /** Host of the executor; null where there is none. */
  public @Nullable String host() {
    return host;
  }

  /** The job, or the job that submitted the stage. */
  public OptionalInt jobId() {
    return jobId;
  }

  public @Nullable String jobGroup() {
    return jobGroup;
  }

  /**
   * Which rules the job does not want to hear of, from its local property {@code
   * spark.vitals.mute}: {@code true} or {@code all}, or ids of rules, or patterns of them, with
   * commas between. Null where it set nothing, and for subjects that belong to no job.
   */
  public @Nullable String muted() {
    return muted;
  }
}
