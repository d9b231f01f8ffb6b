package io.sparkvitals.tracker;

import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.LossReason;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StreamingQuery;
import io.sparkvitals.model.TaskSample;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to an application: the verbs that both doors, the live listener and the event-log
 * reader, speak. Times are Unix milliseconds, 0 where an event has none.
 */
public interface ApplicationEvents {
  /** The agent attached to, or the log was written by, this version of Spark. */
  default void sparkVersion(String version) {}

  default void applicationStarted(@Nullable String id, @Nullable String name, long timeMillis) {}

  default void applicationOwner(@Nullable String user, @Nullable String attemptId) {}

  /** {@code exitCode} is null before Spark 4. */
  default void applicationEnded(long timeMillis, @Nullable Integer exitCode) {}

  /** The allowed properties only; see {@link io.sparkvitals.model.EnvironmentKeys}. */
  default void environment(Map<String, String> properties) {}

  /**
   * The names of the others, without their values, which follows {@link #environment}; and of what
   * a session set, when a query or a job of it starts; {@link OtherKeys#NONE} where it set nothing.
   */
  default void otherKeys(OtherKeys keys) {}

  default void resourceProfile(ResourceProfileFacts profile) {}

  default void jobStarted(JobFacts job) {}

  /** {@code failure} is null for a job that succeeded. */
  default void jobEnded(int jobId, long timeMillis, @Nullable String failure) {}

  default void stageSubmitted(StageFacts stage) {}

  /** The attempt is over; it failed where the facts carry a failure reason. */
  default void stageCompleted(StageFacts stage) {}

  /** Valid during the call only, as the task itself. */
  default void taskStarted(TaskSample task) {}

  /** Valid during the call only, as the task itself. */
  default void taskEnded(TaskSample task) {}

  default void speculativeTaskSubmitted(StageKey stage) {}

  default void executorAdded(ExecutorFacts executor) {}

  /** In the cluster manager's words. */
  default void executorRemoved(String executorId, long timeMillis, String reason) {
    executorRemoved(executorId, timeMillis, LossReason.of(reason));
  }

  default void executorRemoved(String executorId, long timeMillis, LossReason reason) {}

  default void executorExcluded(String executorId, boolean excluded) {}

  default void nodeExcluded(String host, boolean excluded) {}

  /** The memory that an executor's block manager may use, in bytes. */
  default void blockManagerAdded(
      String executorId, String host, long maxOnHeapBytes, long maxOffHeapBytes) {}

  /** What a heartbeat reports: the newest reading. */
  default void executorMetrics(String executorId, ExecutorMetrics metrics) {}

  /** Peaks over a stage, which are no reading of this moment. */
  default void executorPeaks(String executorId, ExecutorMetrics peaks) {}

  /** Sizes of a block on an executor; both 0 when it is gone. */
  default void blockUpdated(
      String executorId, String blockName, long memoryBytes, long diskBytes) {}

  /**
   * A stage was submitted whose tasks compute or read a data set that is to be cached: one of those
   * that depend on each other without a shuffle between. Follows the stage's submission.
   */
  default void cachedRdd(int stageId, int rddId, String name, int partitions) {}

  /** Where a data set that was just told is to be cached. */
  default void cacheLevel(int rddId, boolean memory, boolean disk) {}

  default void rddUnpersisted(int rddId) {}

  default void sqlExecutionStarted(
      long executionId, long timeMillis, @Nullable String description) {}

  default void sqlExecutionEnded(long executionId, long timeMillis, boolean failed) {}

  /**
   * The physical plan of an execution as it starts, and each that takes its place while it runs.
   * {@code threshold} is what its session set {@code spark.sql.autoBroadcastJoinThreshold} to, told
   * with the first from Spark 3.4 on, else null.
   */
  default void sqlPlan(long executionId, @Nullable String threshold, PlanNode root) {}

  /**
   * The bytes that an exchange of a plan has moved so far: told by a stage that ended, or by the
   * driver, whose id is -1.
   */
  default void dataSize(long accumulatorId, int stageId, long bytes) {}

  default void streamingStarted(StreamingQuery query) {}

  /** A batch ended; the query's input rows are those of this batch alone. */
  default void streamingProgress(StreamingQuery batch) {}

  default void streamingTerminated(String runId) {}

  /** How many events Spark's listener bus has dropped from a queue so far. */
  default void eventsDropped(String queue, long total) {}
}
