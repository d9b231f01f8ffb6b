package io.sparkvitals.tracker;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.JobFacts;
import io.sparkvitals.model.LossReason;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.model.StreamingQuery;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.TaskTotals;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one application: takes what happens, gives immutable snapshots.
 *
 * <p>Not thread-safe: its owner holds one lock around every call. Time is that of the events and of
 * {@link #tick}; it never runs backwards. Work per task is constant, memory is bounded: each book
 * behind it says by what.
 */
public final class ApplicationTracker implements ApplicationEvents {
  /** The year 2100: a later time is a mistake in a log, and moves no clock. */
  public static final long LATEST_MILLIS = 4_102_444_800_000L;

  private final WorkTracker work = new WorkTracker();
  private final ExecutorBook executors = new ExecutorBook();
  private final StageFlow flow = new StageFlow(work, executors);
  private final BlockBook blocks = new BlockBook();
  private final MemorySettings settings = new MemorySettings();
  private final LossBook lost = new LossBook();
  private final TaskDates dates = new TaskDates();
  private final StreamingBook streaming = new StreamingBook();
  private final FactsBook facts = new FactsBook();
  private final JoinBook joins = new JoinBook();

  private double taskCpus = 1;
  private long nowMillis;
  private long endMillis;
  private @Nullable Integer exitCode;

  @Override
  public void sparkVersion(String version) {
    facts.sparkVersion(version);
  }

  @Override
  public void applicationStarted(@Nullable String id, @Nullable String name, long timeMillis) {
    advance(timeMillis);
    facts.started(id, name, timeMillis);
  }

  @Override
  public void applicationOwner(@Nullable String user, @Nullable String attemptId) {
    facts.owned(user, attemptId);
  }

  @Override
  public void applicationEnded(long timeMillis, @Nullable Integer code) {
    advance(timeMillis);
    endMillis = timeMillis;
    blocks.cache().end();
    exitCode = code;
  }

  /**
   * Says that no more events are waited for, although the application has only just ended: a job
   * that failed for a failed stage counts as failed now. Not for logs, which have all events.
   */
  public void waitNoLonger() {
    flow.endFailedJobs(nowMillis());
  }

  @Override
  public void environment(Map<String, String> properties) {
    facts.environment(properties);
    settings.application(facts.facts());
    taskCpus = settings.taskCpus();
  }

  @Override
  public void otherKeys(OtherKeys keys) {
    facts.otherKeys(keys);
  }

  @Override
  public void resourceProfile(ResourceProfileFacts profile) {
    settings.profile(profile);
  }

  @Override
  public void jobStarted(JobFacts job) {
    advance(job.startMillis());
    flow.jobStarted(job);
  }

  @Override
  public void jobEnded(int jobId, long timeMillis, @Nullable String failure) {
    advance(timeMillis);
    flow.jobEnded(jobId, timeMillis, failure);
  }

  @Override
  public void stageSubmitted(StageFacts stage) {
    advance(stage.submissionMillis());
    flow.stageSubmitted(stage);
  }

  @Override
  public void stageCompleted(StageFacts stage) {
    advance(stage.completionMillis());
    flow.stageCompleted(stage);
  }

  @Override
  public void taskStarted(TaskSample task) {
    dates.correct(task, facts.facts().startMillis(), nowMillis);
    advance(task.launchMillis());
    flow.taskStarted(task, taskCpus);
  }

  @Override
  public void taskEnded(TaskSample task) {
    dates.correct(task, facts.facts().startMillis(), nowMillis);
    advance(task.finishMillis());
    flow.taskEnded(task, taskCpus);
  }

  @Override
  public void speculativeTaskSubmitted(StageKey stage) {
    work.events().speculativeTasks++;
  }

  @Override
  public void executorAdded(ExecutorFacts executor) {
    advance(executor.addedMillis());
    executors.at(executor.id(), executor.host()).register(executor);
    work.events().executorsAdded++;
    work.events().lastExecutorAddedMillis = executor.addedMillis();
  }

  @Override
  public void executorRemoved(String executorId, long timeMillis, LossReason reason) {
    advance(timeMillis);
    ExecutorTracker executor = executors.at(executorId, "");
    boolean first = executor.loss() == null;
    long cached = blocks.remove(executorId, nowMillis);
    long revision = first ? work.nextRevision() : work.revision();
    ExecutorLoss loss = executor.remove(timeMillis, reason, cached, revision, taskCpus);
    if (first) {
      work.executorRemoved(loss.lossClass());
    }
  }

  @Override
  public void executorExcluded(String executorId, boolean excluded) {
    executors.at(executorId, "").exclude(excluded);
  }

  @Override
  public void nodeExcluded(String host, boolean excluded) {
    executors.excludeHost(host, excluded);
  }

  @Override
  public void blockManagerAdded(
      String executorId, String host, long maxOnHeapBytes, long maxOffHeapBytes) {
    executors.at(executorId, host).blockManager(maxOnHeapBytes, maxOffHeapBytes);
  }

  @Override
  public void executorMetrics(String executorId, ExecutorMetrics metrics) {
    executors.at(executorId, "").report(nowMillis, metrics);
  }

  @Override
  public void executorPeaks(String executorId, ExecutorMetrics peaks) {
    executors.at(executorId, "").raise(peaks);
  }

  @Override
  public void blockUpdated(String executorId, String blockName, long memoryBytes, long diskBytes) {
    blocks.update(executorId, blockName, memoryBytes, diskBytes, nowMillis);
  }

  @Override
  public void cachedRdd(int stageId, int rddId, String name, int partitions) {
    flow.cacheNamed(stageId, blocks.cache().named(stageId, rddId, name, partitions));
  }

  @Override
  public void cacheLevel(int rddId, boolean memory, boolean disk) {
    blocks.cache().level(rddId, memory, disk);
  }

  @Override
  public void rddUnpersisted(int rddId) {
    blocks.unpersist(rddId, nowMillis);
  }

  @Override
  public void sqlExecutionStarted(long executionId, long timeMillis, @Nullable String what) {
    advance(timeMillis);
    work.sqlStarted(executionId, timeMillis);
  }

  @Override
  public void sqlExecutionEnded(long executionId, long timeMillis, boolean failed) {
    advance(timeMillis);
    work.sqlEnded(executionId, timeMillis, !failed);
    joins.end(executionId);
  }

  @Override
  public void sqlPlan(long executionId, @Nullable String threshold, PlanNode root) {
    joins.plan(executionId, threshold, root);
  }

  @Override
  public void dataSize(long accumulatorId, int stageId, long bytes) {
    joins.dataSize(accumulatorId, stageId, bytes);
  }

  @Override
  public void streamingStarted(StreamingQuery query) {
    streaming.start(query);
  }

  @Override
  public void streamingProgress(StreamingQuery batch) {
    streaming.progress(batch);
  }

  @Override
  public void streamingTerminated(String runId) {
    streaming.terminate(runId);
  }

  @Override
  public void eventsDropped(String queue, long total) {
    lost.eventsDropped(queue, total);
  }

  /** Lets time pass: to be called about every ten seconds, also when nothing happens. */
  public void tick(long timeMillis) {
    advance(timeMillis);
    flow.sweep(nowMillis);
  }

  private void advance(long timeMillis) {
    if (timeMillis <= nowMillis || timeMillis > LATEST_MILLIS) {
      return;
    }
    nowMillis = timeMillis;
    if (work.bucketIsOver(timeMillis)) {
      CoreTime coreTime = executors.coreTime(timeMillis, taskCpus);
      int buckets = work.rollBucket(timeMillis, executors.totals(), coreTime);
      executors.markWindows(buckets);
    }
  }

  /** Whether a task that starts at a time can be one of the application's, so far as is known. */
  public boolean fits(long launchMillis) {
    return TaskDates.fits(launchMillis, facts.facts().startMillis(), nowMillis);
  }

  /** The newest time that an event or a tick brought, as Unix milliseconds. */
  public long nowMillis() {
    return nowMillis;
  }

  /** Everything as it stands, at the newest time seen. */
  public ApplicationSnapshot snapshot() {
    CoreTime coreTime = executors.coreTime(endMillis > 0 ? endMillis : nowMillis, taskCpus);
    TaskTotals totals = executors.totals();
    work.events().stagesOnlyAnnounced = flow.onlyAnnounced();
    return ApplicationSnapshot.of(facts.facts(), work.work(totals, coreTime), nowMillis)
        .ended(endMillis, exitCode)
        .revision(work.revision())
        .stages(flow.stages(nowMillis))
        .executors(executors.snapshots(nowMillis, settings, blocks))
        .jobs(flow.jobs())
        .streaming(streaming.queries())
        .cached(blocks.cache().rdds())
        .cacheLives(blocks.cache().lives(endMillis > 0 ? endMillis : nowMillis))
        .joins(joins.joins())
        .timeline(work.buckets(totals, coreTime))
        .losses(lost.losses(flow, executors, blocks, streaming, dates, joins))
        .snapshot();
  }

  /** What earlier runs left, and what this one leaves for later ones. */
  public StageHistory history() {
    return flow;
  }
}
