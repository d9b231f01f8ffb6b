package io.sparkvitals.spark;

import io.sparkvitals.model.FailureText;
import io.sparkvitals.model.StageKey;
import io.sparkvitals.tracker.ApplicationEvents;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerApplicationStart;
import org.apache.spark.scheduler.SparkListenerBlockManagerAdded;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerEnvironmentUpdate;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorExcluded;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerExecutorUnexcluded;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerNodeExcluded;
import org.apache.spark.scheduler.SparkListenerNodeUnexcluded;
import org.apache.spark.scheduler.SparkListenerResourceProfileAdded;
import org.apache.spark.scheduler.SparkListenerSpeculativeTaskSubmitted;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageExecutorMetrics;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.SparkListenerUnpersistRDD;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Says each of Spark's events in the agent's own verbs. Guarded by the door's lock. */
final class EventTranslator {
  private final ApplicationEvents events;
  private final FactsReader facts = new FactsReader();
  private final ExecutorMetricsReader executorMetrics = new ExecutorMetricsReader();
  private final TaskReader tasks = new TaskReader(executorMetrics);
  private final OtherEvents others;

  EventTranslator(ApplicationEvents events) {
    this.events = events;
    this.others = new OtherEvents(events);
  }

  /** When the task of the newest task event finished, or 0. */
  long lastFinishMillis() {
    return tasks.lastFinishMillis();
  }

  void translate(SparkEventKind kind, SparkListenerEvent event) {
    switch (kind) {
      case TASK_START:
        events.taskStarted(tasks.started((SparkListenerTaskStart) event));
        break;
      case TASK_END:
        events.taskEnded(tasks.ended((SparkListenerTaskEnd) event));
        break;
      case EXECUTOR_METRICS_UPDATE:
        heartbeat((SparkListenerExecutorMetricsUpdate) event);
        break;
      case BLOCK_UPDATED:
        blockUpdated(((SparkListenerBlockUpdated) event).blockUpdatedInfo());
        break;
      case STAGE_SUBMITTED:
      case STAGE_COMPLETED:
      case JOB_START:
      case JOB_END:
      case SPECULATIVE_TASK_SUBMITTED:
      case STAGE_EXECUTOR_METRICS:
      case UNPERSIST_RDD:
        work(kind, event);
        break;
      case APPLICATION_START:
      case APPLICATION_END:
      case ENVIRONMENT_UPDATE:
      case RESOURCE_PROFILE_ADDED:
      case OTHER:
        application(kind, event);
        break;
      default:
        executor(kind, event);
    }
  }

  private void heartbeat(SparkListenerExecutorMetricsUpdate event) {
    events.executorMetrics(event.execId(), executorMetrics.heartbeat(event.executorUpdates()));
  }

  private void blockUpdated(BlockUpdatedInfo block) {
    boolean held = block.storageLevel().isValid();
    events.blockUpdated(
        block.blockManagerId().executorId(),
        block.blockId().name(),
        held ? block.memSize() : 0,
        held ? block.diskSize() : 0);
  }

  private void work(SparkEventKind kind, SparkListenerEvent event) {
    switch (kind) {
      case STAGE_SUBMITTED:
        SparkListenerStageSubmitted submitted = (SparkListenerStageSubmitted) event;
        events.stageSubmitted(facts.submitted(submitted.stageInfo(), submitted.properties()));
        facts.cachedRdds(submitted.stageInfo(), events);
        break;
      case STAGE_COMPLETED:
        StageInfo completed = ((SparkListenerStageCompleted) event).stageInfo();
        events.stageCompleted(facts.stage(completed, null));
        facts.dataSizes(completed, events);
        break;
      case JOB_START:
        SparkListenerJobStart job = (SparkListenerJobStart) event;
        events.jobStarted(facts.job(job));
        events.otherKeys(facts.ofSession(job.properties()));
        break;
      case JOB_END:
        SparkListenerJobEnd end = (SparkListenerJobEnd) event;
        events.jobEnded(end.jobId(), end.time(), facts.failure(end.jobResult()));
        break;
      case SPECULATIVE_TASK_SUBMITTED:
        SparkListenerSpeculativeTaskSubmitted task = (SparkListenerSpeculativeTaskSubmitted) event;
        events.speculativeTaskSubmitted(StageKey.of(task.stageId(), task.stageAttemptId()));
        break;
      case STAGE_EXECUTOR_METRICS:
        SparkListenerStageExecutorMetrics stage = (SparkListenerStageExecutorMetrics) event;
        events.executorPeaks(stage.execId(), executorMetrics.read(stage.executorMetrics()));
        break;
      default:
        events.rddUnpersisted(((SparkListenerUnpersistRDD) event).rddId());
    }
  }

  private void application(SparkEventKind kind, SparkListenerEvent event) {
    switch (kind) {
      case APPLICATION_START:
        SparkListenerApplicationStart start = (SparkListenerApplicationStart) event;
        events.sparkVersion(FactsReader.sparkVersion());
        events.applicationStarted(orNull(start.appId()), start.appName(), start.time());
        events.applicationOwner(start.sparkUser(), orNull(start.appAttemptId()));
        break;
      case APPLICATION_END:
        SparkListenerApplicationEnd end = (SparkListenerApplicationEnd) event;
        events.applicationEnded(end.time(), VersionBridge.exitCode(end));
        break;
      case ENVIRONMENT_UPDATE:
        SparkListenerEnvironmentUpdate update = (SparkListenerEnvironmentUpdate) event;
        events.environment(facts.environment(update));
        events.otherKeys(facts.otherKeys(update));
        break;
      case RESOURCE_PROFILE_ADDED:
        events.resourceProfile(
            facts.profile(((SparkListenerResourceProfileAdded) event).resourceProfile()));
        break;
      default:
        others.accept(event);
    }
  }

  private void executor(SparkEventKind kind, SparkListenerEvent event) {
    switch (kind) {
      case EXECUTOR_ADDED:
        SparkListenerExecutorAdded added = (SparkListenerExecutorAdded) event;
        events.executorAdded(facts.executor(added));
        break;
      case EXECUTOR_REMOVED:
        SparkListenerExecutorRemoved removed = (SparkListenerExecutorRemoved) event;
        String reason = removed.reason() == null ? "" : removed.reason();
        events.executorRemoved(removed.executorId(), removed.time(), FailureText.raw(reason));
        break;
      case BLOCK_MANAGER_ADDED:
        blockManagerAdded((SparkListenerBlockManagerAdded) event);
        break;
      default:
        exclusion(kind, event);
    }
  }

  private void blockManagerAdded(SparkListenerBlockManagerAdded event) {
    Option<?> onHeap = event.maxOnHeapMem();
    Option<?> offHeap = event.maxOffHeapMem();
    events.blockManagerAdded(
        event.blockManagerId().executorId(),
        event.blockManagerId().host(),
        onHeap.isEmpty() ? event.maxMem() : ((Number) onHeap.get()).longValue(),
        offHeap.isEmpty() ? 0 : ((Number) offHeap.get()).longValue());
  }

  private void exclusion(SparkEventKind kind, SparkListenerEvent event) {
    switch (kind) {
      case EXECUTOR_EXCLUDED:
        events.executorExcluded(((SparkListenerExecutorExcluded) event).executorId(), true);
        break;
      case EXECUTOR_UNEXCLUDED:
        events.executorExcluded(((SparkListenerExecutorUnexcluded) event).executorId(), false);
        break;
      case NODE_EXCLUDED:
        events.nodeExcluded(((SparkListenerNodeExcluded) event).hostId(), true);
        break;
      case NODE_UNEXCLUDED:
        events.nodeExcluded(((SparkListenerNodeUnexcluded) event).hostId(), false);
        break;
      default:
        throw new IllegalStateException("an event of kind " + kind + " is not translated");
    }
  }

  private static @Nullable String orNull(Option<String> text) {
    return text.isEmpty() ? null : text.get();
  }
}
