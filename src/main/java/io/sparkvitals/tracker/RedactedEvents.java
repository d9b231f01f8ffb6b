package io.sparkvitals.tracker;

import io.sparkvitals.model.EnvironmentKeys;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.FailureText;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.LossReason;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.model.Privacy;
import io.sparkvitals.model.ShownText;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StreamingQuery;
import io.sparkvitals.model.TaskSample;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind both doors: every text that an event brings passes the redaction here, and nothing
 * behind ever sees what it hides. Numbers and ids go through as they are. Not thread-safe, as what
 * is behind it.
 *
 * <p>A task costs a comparison; only one that failed has a text. Texts come again and again, so the
 * newest few are remembered as they may be shown.
 */
public final class RedactedEvents implements ApplicationEvents {
  private static final int REMEMBERED = 256;
  private static final int MAX_REMEMBERED_LENGTH = 500;
  private static final int MAX_REASON = 1_000;

  private final ApplicationEvents next;
  private final Map<String, String> remembered = NewestMap.byUse(REMEMBERED);
  private final SqlDescriptions queries = new SqlDescriptions();
  private Privacy privacy;
  private Map<String, String> instead = Collections.emptyMap();

  /** {@code privacy} holds from the first event on; what the environment asks for is added. */
  public RedactedEvents(ApplicationEvents next, Privacy privacy) {
    this.next = next;
    this.privacy = privacy;
  }

  /** Settings in place of what the environment will say. */
  public RedactedEvents with(Map<String, String> settings) {
    instead = settings;
    return this;
  }

  /** What holds now. */
  public Privacy privacy() {
    return privacy;
  }

  private String clean(String raw) {
    if (raw.length() > MAX_REMEMBERED_LENGTH) {
      return privacy.text(raw);
    }
    String known = remembered.get(raw);
    if (known == null) {
      known = privacy.text(raw);
      remembered.put(raw, known);
    }
    return known;
  }

  private String shown(String raw) {
    return ShownText.shown(clean(raw));
  }

  private @Nullable String shownOrNull(@Nullable String raw) {
    return raw == null ? null : shown(raw);
  }

  private @Nullable String described(@Nullable String raw) {
    return privacy.described() ? shownOrNull(raw) : null;
  }

  private String describedOrEmpty(String raw) {
    return privacy.described() ? shown(raw) : "";
  }

  private @Nullable String failure(@Nullable String raw) {
    return raw == null ? null : ShownText.failure(clean(raw));
  }

  @Override
  public void sparkVersion(String version) {
    next.sparkVersion(version);
  }

  @Override
  public void applicationStarted(@Nullable String id, @Nullable String name, long timeMillis) {
    next.applicationStarted(id, shownOrNull(name), timeMillis);
  }

  @Override
  public void applicationOwner(@Nullable String user, @Nullable String attemptId) {
    next.applicationOwner(shownOrNull(user), attemptId);
  }

  @Override
  public void applicationEnded(long timeMillis, @Nullable Integer exitCode) {
    next.applicationEnded(timeMillis, exitCode);
  }

  /** The patterns themselves stay here: they may name what they hide. */
  @Override
  public void environment(Map<String, String> properties) {
    privacy = privacy.and(properties);
    remembered.clear();
    Map<String, String> clean = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          if (!Privacy.pattern(key)) {
            clean.put(key, EnvironmentKeys.free(key) ? privacy.text(value) : value);
          }
        });
    clean.putAll(instead);
    next.environment(clean);
  }

  @Override
  public void otherKeys(OtherKeys keys) {
    next.otherKeys(keys);
  }

  @Override
  public void resourceProfile(ResourceProfileFacts profile) {
    next.resourceProfile(profile);
  }

  @Override
  public void jobStarted(JobFacts job) {
    String own = described(job.description());
    next.jobStarted(
        job.named(
            shownOrNull(job.name()),
            queries.of(job.sqlExecutionId(), job.name(), own),
            shownOrNull(job.group())));
  }

  @Override
  public void jobEnded(int jobId, long timeMillis, @Nullable String failure) {
    next.jobEnded(jobId, timeMillis, failure(failure));
  }

  private StageFacts redacted(StageFacts stage) {
    return stage
        .change(shown(stage.name()))
        .job(
            queries.of(stage.sqlExecutionId(), stage.name(), described(stage.description())),
            shownOrNull(stage.jobGroup()),
            shownOrNull(stage.pool()))
        .failed(failure(stage.failureReason()))
        .facts();
  }

  @Override
  public void stageSubmitted(StageFacts stage) {
    next.stageSubmitted(redacted(stage));
  }

  @Override
  public void stageCompleted(StageFacts stage) {
    next.stageCompleted(redacted(stage));
  }

  @Override
  public void taskStarted(TaskSample task) {
    next.taskStarted(task);
  }

  @Override
  public void taskEnded(TaskSample task) {
    String raw = task.rawFailureText();
    if (raw != null) {
      task.reworded(clean(raw));
    }
    next.taskEnded(task);
  }

  @Override
  public void speculativeTaskSubmitted(StageKey stage) {
    next.speculativeTaskSubmitted(stage);
  }

  @Override
  public void executorAdded(ExecutorFacts executor) {
    next.executorAdded(executor);
  }

  @Override
  public void executorRemoved(String executorId, long timeMillis, LossReason reason) {
    String words = FailureText.cut(clean(FailureText.raw(reason.words())), MAX_REASON);
    next.executorRemoved(executorId, timeMillis, reason.reworded(words));
  }

  @Override
  public void executorExcluded(String executorId, boolean excluded) {
    next.executorExcluded(executorId, excluded);
  }

  @Override
  public void nodeExcluded(String host, boolean excluded) {
    next.nodeExcluded(host, excluded);
  }

  @Override
  public void blockManagerAdded(
      String executorId, String host, long maxOnHeapBytes, long maxOffHeapBytes) {
    next.blockManagerAdded(executorId, host, maxOnHeapBytes, maxOffHeapBytes);
  }

  @Override
  public void executorMetrics(String executorId, ExecutorMetrics metrics) {
    next.executorMetrics(executorId, metrics);
  }

  @Override
  public void executorPeaks(String executorId, ExecutorMetrics peaks) {
    next.executorPeaks(executorId, peaks);
  }

  /** The name is an id of Spark's, and is not kept. */
  @Override
  public void blockUpdated(String executorId, String blockName, long memoryBytes, long diskBytes) {
    next.blockUpdated(executorId, blockName, memoryBytes, diskBytes);
  }

  /** A table that is cached bears its plan for a name, with the literals of its SQL in it. */
  @Override
  public void cachedRdd(int stageId, int rddId, String name, int partitions) {
    next.cachedRdd(stageId, rddId, describedOrEmpty(name), partitions);
  }

  @Override
  public void cacheLevel(int rddId, boolean memory, boolean disk) {
    next.cacheLevel(rddId, memory, disk);
  }

  @Override
  public void rddUnpersisted(int rddId) {
    next.rddUnpersisted(rddId);
  }

  @Override
  public void sqlExecutionStarted(long executionId, long timeMillis, @Nullable String what) {
    String shown = described(what);
    queries.started(executionId, shown);
    next.sqlExecutionStarted(executionId, timeMillis, shown);
  }

  @Override
  public void sqlExecutionEnded(long executionId, long timeMillis, boolean failed) {
    next.sqlExecutionEnded(executionId, timeMillis, failed);
  }

  /** Operators that read data bear the names of tables. */
  @Override
  public void sqlPlan(long executionId, @Nullable String threshold, PlanNode root) {
    next.sqlPlan(executionId, threshold, root.named(this::describedOrEmpty));
  }

  @Override
  public void dataSize(long accumulatorId, int stageId, long bytes) {
    next.dataSize(accumulatorId, stageId, bytes);
  }

  /** A query without a name bears its run id for one. */
  private StreamingQuery redacted(StreamingQuery query) {
    return query.name().equals(query.runId()) ? query : query.named(shown(query.name()));
  }

  @Override
  public void streamingStarted(StreamingQuery query) {
    next.streamingStarted(redacted(query));
  }

  @Override
  public void streamingProgress(StreamingQuery batch) {
    next.streamingProgress(redacted(batch));
  }

  @Override
  public void streamingTerminated(String runId) {
    next.streamingTerminated(runId);
  }

  @Override
  public void eventsDropped(String queue, long total) {
    next.eventsDropped(queue, total);
  }
}
