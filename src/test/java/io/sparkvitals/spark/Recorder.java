package io.sparkvitals.spark;

import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.OtherKeys;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.tracker.ApplicationEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes down what the door says, and can be told to fail. */
final class Recorder implements ApplicationEvents {
  final List<String> said = new ArrayList<>();
  Throwable failure;

  private void say(String what) {
    if (failure != null) {
      Recorder.<RuntimeException>raise(failure);
    }
    said.add(what);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void raise(Throwable failure) throws T {
    throw (T) failure;
  }

  @Override
  public void taskStarted(TaskSample task) {
    say("start " + task.stageId() + "." + task.stageAttempt() + " task " + task.taskId());
  }

  @Override
  public void taskEnded(TaskSample task) {
    say(
        "end %s %s %s run=%d peak=%d polled=%s heap=%d"
            .formatted(
                task.outcome(),
                task.failureReason(),
                task.failureText(),
                task.get(TaskMetric.RUN_TIME_MILLIS),
                task.get(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES),
                task.polled(),
                task.executorPeaks().get(ExecutorMetric.JVM_HEAP)));
  }

  @Override
  public void executorMetrics(String executorId, ExecutorMetrics metrics) {
    say("heartbeat " + executorId + " heap=" + metrics.get(ExecutorMetric.JVM_HEAP));
  }

  @Override
  public void otherKeys(OtherKeys keys) {
    if (keys == OtherKeys.NONE) {
      return;
    }
    say("others " + keys.names() + " exposed " + keys.exposed());
  }

  @Override
  public void environment(Map<String, String> properties) {
    say("environment " + properties);
  }

  @Override
  public void jobStarted(io.sparkvitals.model.JobFacts job) {
    String query = job.sqlExecutionId() < 0 ? "" : " of query " + job.sqlExecutionId();
    say("job " + job.jobId() + " stages " + job.stageIds() + " " + job.description() + query);
  }

  @Override
  public void stageSubmitted(io.sparkvitals.model.StageFacts stage) {
    say("stage " + stage.key() + " muted " + stage.muted() + (stage.barrier() ? " barrier" : ""));
  }

  @Override
  public void cachedRdd(int stageId, int rddId, String name, int partitions) {
    say("stage " + stageId + " caches " + rddId + " " + name + " of " + partitions);
  }

  @Override
  public void cacheLevel(int rddId, boolean memory, boolean disk) {
    say("level of " + rddId + ": memory " + memory + ", disk " + disk);
  }

  @Override
  public void rddUnpersisted(int rddId) {
    say("unpersist " + rddId);
  }
}
