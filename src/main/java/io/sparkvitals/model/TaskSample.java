package io.sparkvitals.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One task attempt as a door hands it over, at its start or its end.
 *
 * <p>A carrier, not a value: a door fills the same instance for every event, so that a task costs
 * no garbage. A receiver reads it during the call and never keeps it. Not thread-safe.
 */
public final class TaskSample {
  private final long[] values = new long[TaskMetric.COUNT];

  private int stageId;
  private int stageAttempt;
  private long taskId;
  private int index;
  private int attempt;
  private String executorId = "";
  private String host = "";
  private Locality locality = Locality.ANY;
  private boolean speculative;
  private long launchMillis;
  private long finishMillis;
  private TaskOutcome outcome = TaskOutcome.SUCCEEDED;
  private @Nullable FailureReason failureReason;
  private @Nullable String failureText;
  private boolean measured;
  private boolean polled;
  private final ExecutorMetrics.Accumulator executorPeaks = new ExecutorMetrics.Accumulator();

  /** Forgets everything and names the stage attempt. */
  public TaskSample reset(int newStageId, int newStageAttempt) {
    at(newStageId, newStageAttempt);
    taskId = -1;
    index = -1;
    attempt = 0;
    executorId = "";
    host = "";
    locality = Locality.ANY;
    speculative = false;
    launchMillis = 0;
    finishMillis = 0;
    outcome = TaskOutcome.SUCCEEDED;
    failureReason = null;
    failureText = null;
    measured = false;
    polled = false;
    return this;
  }

  /** Names another stage attempt and keeps all else. */
  public TaskSample at(int newStageId, int newStageAttempt) {
    stageId = newStageId;
    stageAttempt = newStageAttempt;
    return this;
  }

  /** The task's id in the application, its index in the stage and its attempt number. */
  public TaskSample task(long newTaskId, int newIndex, int newAttempt, boolean isSpeculative) {
    taskId = newTaskId;
    index = newIndex;
    attempt = newAttempt;
    speculative = isSpeculative;
    return this;
  }

  public TaskSample place(String newExecutorId, String newHost, Locality newLocality) {
    executorId = newExecutorId;
    host = newHost;
    locality = newLocality;
    return this;
  }

  /** Unix times in milliseconds; 0 where unknown. */
  public TaskSample times(long newLaunchMillis, long newFinishMillis) {
    launchMillis = newLaunchMillis;
    finishMillis = newFinishMillis;
    return this;
  }

  public TaskSample ended(TaskOutcome newOutcome) {
    outcome = newOutcome;
    return this;
  }

  /** A failed end for which Spark has no words of its own. */
  public TaskSample failed(FailureReason reason) {
    return failed(reason, null);
  }

  /**
   * A failed end. {@code text} is the exception's class or Spark's words, without a stack trace; it
   * is kept on one line and shown cut.
   */
  public TaskSample failed(FailureReason reason, @Nullable String text) {
    outcome = TaskOutcome.FAILED;
    failureReason = reason;
    failureText = reason.text(text);
    return this;
  }

  /** Sets a metric; a negative value, which only a damaged event has, counts as 0. */
  public TaskSample set(TaskMetric metric, long value) {
    markMeasured();
    values[metric.index()] = Math.max(0, value);
    return this;
  }

  /**
   * Says that the event carries metrics and returns them by {@link TaskMetric#index}, for a door
   * that writes every one of them in place: the cheapest way. They hold anything before that.
   */
  public long[] measureAll() {
    measured = true;
    return values;
  }

  /**
   * Works out how long a measured task waited, as Spark's own UI does ({@code
   * AppStatusUtils.schedulerDelay}): its result was fetched from that time on, 0 for never. A task
   * that failed before it told anything did not wait for all of its life; only a log read by Spark
   * has zeros for it.
   */
  public void waited(long fetchedFromMillis) {
    long fetched = fetchedFromMillis > 0 ? Math.max(0, finishMillis - fetchedFromMillis) : 0;
    long worked =
        values[TaskMetric.RUN_TIME_MILLIS.index()]
            + values[TaskMetric.DESERIALIZE_TIME_MILLIS.index()]
            + values[TaskMetric.RESULT_SERIALIZE_TIME_MILLIS.index()];
    boolean told = worked > 0 || outcome == TaskOutcome.SUCCEEDED;
    set(TaskMetric.GETTING_RESULT_TIME_MILLIS, fetched);
    set(TaskMetric.SCHEDULER_DELAY_MILLIS, told ? durationMillis() - worked - fetched : 0);
  }

  public long get(TaskMetric metric) {
    return measured ? values[metric.index()] : 0;
  }

  /** Shuffle bytes read, remote and local. */
  public long shuffleReadBytes() {
    return get(TaskMetric.SHUFFLE_REMOTE_READ_BYTES) + get(TaskMetric.SHUFFLE_LOCAL_READ_BYTES);
  }

  /** Records read from storage and from the shuffle. */
  public long records() {
    return get(TaskMetric.INPUT_RECORDS) + get(TaskMetric.SHUFFLE_READ_RECORDS);
  }

  long[] values() {
    return values;
  }

  public int stageId() {
    return stageId;
  }

  public int stageAttempt() {
    return stageAttempt;
  }

  /** The application-wide id, or -1 where the event names none. */
  public long taskId() {
    return taskId;
  }

  /** The task's place in the stage, from 0, or -1. */
  public int index() {
    return index;
  }

  public int attempt() {
    return attempt;
  }

  public String executorId() {
    return executorId;
  }

  public String host() {
    return host;
  }

  public Locality locality() {
    return locality;
  }

  public boolean speculative() {
    return speculative;
  }

  public long launchMillis() {
    return launchMillis;
  }

  public long finishMillis() {
    return finishMillis;
  }

  /** Finish less launch in milliseconds, or -1 unless both are known and in order. */
  public long durationMillis() {
    return launchMillis > 0 && finishMillis >= launchMillis ? finishMillis - launchMillis : -1;
  }

  public TaskOutcome outcome() {
    return outcome;
  }

  /** Not null for a failed task. */
  public @Nullable FailureReason failureReason() {
    return failureReason;
  }

  public @Nullable String failureText() {
    return failureText == null ? null : FailureReason.shown(failureText);
  }

  /** The same before it is cut; for who takes out of it what is not to be shown. */
  public @Nullable String rawFailureText() {
    return failureText;
  }

  /** Says other words of the same failure. */
  public TaskSample reworded(String text) {
    failureText = text;
    return this;
  }

  /** Whether the event carries task metrics; many failed tasks do not. */
  public boolean measured() {
    return measured;
  }

  /** Says that the event carries metrics; those that are not set are 0. */
  public TaskSample markMeasured() {
    if (!measured) {
      measured = true;
      Arrays.fill(values, 0);
    }
    return this;
  }

  /**
   * The maxima of the executor's metrics while the task ran. What is set here counts only after
   * {@link #markPolled}.
   */
  public ExecutorMetrics.Accumulator executorPeaks() {
    return executorPeaks;
  }

  /** Says that the executor's metrics were polled while the task ran; short tasks are not. */
  public TaskSample markPolled() {
    polled = true;
    return this;
  }

  public boolean polled() {
    return polled;
  }
}
