package io.sparkvitals.model;

import org.jspecify.annotations.Nullable;

/**
 * What Spark says of a stage attempt when it submits or completes it. Immutable; made by {@link
 * #of} and the methods that return a changed copy.
 */
public final class StageFacts {
  private final StageKey key;
  private final String name;
  private final int numTasks;
  private final @Nullable String description;
  private final @Nullable String jobGroup;
  private final @Nullable String pool;
  private final @Nullable String muted;
  private final long sqlExecutionId;
  private final int resourceProfileId;
  private final boolean barrier;
  private final long submissionMillis;
  private final long completionMillis;
  private final @Nullable String failureReason;

  private StageFacts(Draft draft) {
    this.key = draft.key;
    this.name = draft.name;
    this.numTasks = draft.numTasks;
    this.description = draft.description;
    this.jobGroup = draft.jobGroup;
    this.pool = draft.pool;
    this.muted = draft.muted;
    this.sqlExecutionId = draft.sqlExecutionId;
    this.resourceProfileId = draft.resourceProfileId;
    this.barrier = draft.barrier;
    this.submissionMillis = draft.submissionMillis;
    this.completionMillis = draft.completionMillis;
    this.failureReason = draft.failureReason;
  }

  public static Draft of(StageKey key, String name, int numTasks) {
    return new Draft(key, name, numTasks);
  }

  /** A draft that starts from these facts. */
  public Draft change() {
    return change(name);
  }

  /** A draft that starts from these facts, under another name. */
  public Draft change(String newName) {
    Draft draft = new Draft(key, newName, numTasks);
    draft.description = description;
    draft.jobGroup = jobGroup;
    draft.pool = pool;
    draft.muted = muted;
    draft.sqlExecutionId = sqlExecutionId;
    draft.resourceProfileId = resourceProfileId;
    draft.barrier = barrier;
    draft.submissionMillis = submissionMillis;
    draft.completionMillis = completionMillis;
    draft.failureReason = failureReason;
    return draft;
  }

  public StageKey key() {
    return key;
  }

  /** Spark's name, such as {@code count at Job.scala:12}; empty when only tasks were seen. */
  public String name() {
    return name;
  }

  /** The name for people: empty where the description alone tells where the stage comes from. */
  public String shownName() {
    return SparkNames.shown(name, description);
  }

  /** Where it comes from, in few words: the shown name, else the description; may be empty. */
  public String place() {
    String shown = shownName();
    return shown.isEmpty() && description != null ? description : shown;
  }

  /** Number of partitions to compute, or -1 where unknown. */
  public int numTasks() {
    return numTasks;
  }

  /**
   * The job description that was set when the stage was submitted; that of its SQL execution where
   * none was set and the name is {@link SparkNames#ofSparksThread}.
   */
  public @Nullable String description() {
    return description;
  }

  public @Nullable String jobGroup() {
    return jobGroup;
  }

  public @Nullable String pool() {
    return pool;
  }

  /**
   * What the job set as its local property {@code spark.vitals.mute}: {@code true} or {@code all},
   * or the ids of rules, or patterns of them, with commas between; null where it set nothing.
   */
  public @Nullable String muted() {
    return muted;
  }

  /** The SQL execution whose job submitted it, or -1. */
  public long sqlExecutionId() {
    return sqlExecutionId;
  }

  /** Whether its tasks start all at once or not at all, as it was told when it was submitted. */
  public boolean barrier() {
    return barrier;
  }

  public int resourceProfileId() {
    return resourceProfileId;
  }

  /** Unix time in milliseconds, or 0 where unknown. */
  public long submissionMillis() {
    return submissionMillis;
  }

  /** Unix time in milliseconds, or 0 where unknown. */
  public long completionMillis() {
    return completionMillis;
  }

  /** Spark's words for why the attempt failed; null for one that did not. */
  public @Nullable String failureReason() {
    return failureReason;
  }

  /** Collects facts. */
  public static final class Draft {
    private final StageKey key;
    private final String name;
    private final int numTasks;
    private @Nullable String description;
    private @Nullable String jobGroup;
    private @Nullable String pool;
    private @Nullable String muted;
    private long sqlExecutionId = -1;
    private int resourceProfileId;
    private boolean barrier;
    private long submissionMillis;
    private long completionMillis;
    private @Nullable String failureReason;

    private Draft(StageKey key, String name, int numTasks) {
      this.key = key;
      this.name = name;
      this.numTasks = numTasks;
    }

    public Draft job(
        @Nullable String newDescription, @Nullable String group, @Nullable String newPool) {
      description = newDescription;
      jobGroup = group;
      pool = newPool;
      return this;
    }

    public Draft barrier(boolean isBarrier) {
      barrier = isBarrier;
      return this;
    }

    public Draft muted(@Nullable String text) {
      muted = text;
      return this;
    }

    /** The local property {@code spark.sql.execution.id}; null or no number for none. */
    public Draft sqlExecution(@Nullable String id) {
      sqlExecutionId = SparkNames.sqlExecutionId(id);
      return this;
    }

    public Draft sqlExecution(long id) {
      sqlExecutionId = id;
      return this;
    }

    public Draft resourceProfile(int id) {
      resourceProfileId = id;
      return this;
    }

    public Draft submitted(long millis) {
      submissionMillis = millis;
      return this;
    }

    public Draft completed(long millis) {
      completionMillis = millis;
      return this;
    }

    public Draft failed(@Nullable String reason) {
      failureReason = reason;
      return this;
    }

    public StageFacts facts() {
      return new StageFacts(this);
    }
  }
}
