package io.sparkvitals.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Spark says of a job when it starts. Immutable. */
public final class JobFacts {
  private final int jobId;
  private final long startMillis;
  private final List<Integer> stageIds;
  private final @Nullable String description;
  private final @Nullable String group;
  private final @Nullable String name;
  private final @Nullable String muted;
  private final long sqlExecutionId;

  private JobFacts(
      int jobId,
      long startMillis,
      List<Integer> stageIds,
      @Nullable String name,
      @Nullable String description,
      @Nullable String group,
      @Nullable String muted,
      long sqlExecutionId) {
    this.jobId = jobId;
    this.startMillis = startMillis;
    this.stageIds = stageIds;
    this.name = name;
    this.description = description;
    this.group = group;
    this.muted = muted;
    this.sqlExecutionId = sqlExecutionId;
  }

  /** {@code stageIds} is kept as it is and must not change. */
  public static JobFacts of(int jobId, long startMillis, List<Integer> stageIds) {
    return new JobFacts(jobId, startMillis, stageIds, null, null, null, null, -1);
  }

  /** The same with the last stage's name, the job description and the job group. */
  public JobFacts named(
      @Nullable String newName, @Nullable String newDescription, @Nullable String newGroup) {
    return new JobFacts(
        jobId, startMillis, stageIds, newName, newDescription, newGroup, muted, sqlExecutionId);
  }

  /** The same with other stages; the list is kept as it is and must not change. */
  public JobFacts stages(List<Integer> ids) {
    return new JobFacts(jobId, startMillis, ids, name, description, group, muted, sqlExecutionId);
  }

  /** The same with its local property {@code spark.vitals.mute}; see {@link StageFacts#muted}. */
  public JobFacts muted(@Nullable String text) {
    return new JobFacts(
        jobId, startMillis, stageIds, name, description, group, text, sqlExecutionId);
  }

  /** The same with its local property {@code spark.sql.execution.id}. */
  public JobFacts sqlExecution(@Nullable String id) {
    return new JobFacts(
        jobId,
        startMillis,
        stageIds,
        name,
        description,
        group,
        muted,
        SparkNames.sqlExecutionId(id));
  }

  public int jobId() {
    return jobId;
  }

  public long startMillis() {
    return startMillis;
  }

  public List<Integer> stageIds() {
    return stageIds;
  }

  /** Name of the job's last stage, as Spark's UI shows it. */
  public @Nullable String name() {
    return name;
  }

  /** The name for people: empty where the description alone tells where the job comes from. */
  public String shownName() {
    return SparkNames.shown(name, description);
  }

  /**
   * The job description that was set; that of its SQL execution where none was set and the name is
   * {@link SparkNames#ofSparksThread}.
   */
  public @Nullable String description() {
    return description;
  }

  /** The SQL execution that submitted it, or -1. */
  public long sqlExecutionId() {
    return sqlExecutionId;
  }

  public @Nullable String group() {
    return group;
  }

  /** Which rules the job does not want to hear of; see {@link StageFacts#muted}. */
  public @Nullable String muted() {
    return muted;
  }
}
