package io.sparkvitals.model;

/**
 * One slow task, kept as the evidence of an alert. Immutable; a running task has no figures yet.
 */
public final class TaskEvidence {
  private final long taskId;
  private final int index;
  private final int attempt;
  private final String executorId;
  private final String host;
  private final Locality locality;
  private final boolean speculative;
  private final boolean running;
  private final long launchMillis;
  private final long durationMillis;
  private final TaskTotals totals;

  private TaskEvidence(TaskSample task, boolean running, long durationMillis, TaskTotals totals) {
    this.taskId = task.taskId();
    this.index = task.index();
    this.attempt = task.attempt();
    this.executorId = task.executorId();
    this.host = task.host();
    this.locality = task.locality();
    this.speculative = task.speculative();
    this.launchMillis = task.launchMillis();
    this.running = running;
    this.durationMillis = durationMillis;
    this.totals = totals;
  }

  private TaskEvidence(TaskEvidence task, long durationMillis) {
    this.taskId = task.taskId;
    this.index = task.index;
    this.attempt = task.attempt;
    this.executorId = task.executorId;
    this.host = task.host;
    this.locality = task.locality;
    this.speculative = task.speculative;
    this.launchMillis = task.launchMillis;
    this.running = task.running;
    this.durationMillis = durationMillis;
    this.totals = task.totals;
  }

  /** A task that ended. */
  public static TaskEvidence ended(TaskSample task) {
    TaskTotals.Accumulator totals = new TaskTotals.Accumulator();
    totals.add(task);
    return new TaskEvidence(task, false, Math.max(0, task.durationMillis()), totals.totals());
  }

  /** A task that started and has not ended. */
  public static TaskEvidence started(TaskSample task) {
    return new TaskEvidence(task, true, 0, TaskTotals.ZERO);
  }

  /** A running task as it stands at a time: its duration so far. */
  public TaskEvidence at(long nowMillis) {
    return new TaskEvidence(this, launchMillis > 0 ? Math.max(0, nowMillis - launchMillis) : 0);
  }

  public long taskId() {
    return taskId;
  }

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

  public boolean running() {
    return running;
  }

  public long launchMillis() {
    return launchMillis;
  }

  /** Finish less launch, or the time since launch for a running task. */
  public long durationMillis() {
    return durationMillis;
  }

  /** The task's own metrics; all 0 while it runs. */
  public TaskTotals totals() {
    return totals;
  }

  public long readBytes() {
    return totals.get(TaskMetric.INPUT_BYTES) + totals.shuffleReadBytes();
  }

  public long records() {
    return totals.get(TaskMetric.INPUT_RECORDS) + totals.get(TaskMetric.SHUFFLE_READ_RECORDS);
  }
}
