package io.sparkvitals.spark;

import static io.sparkvitals.model.TaskMetric.CPU_TIME_NANOS;
import static io.sparkvitals.model.TaskMetric.DESERIALIZE_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.DISK_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.FETCH_WAIT_MILLIS;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.INPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.INPUT_RECORDS;
import static io.sparkvitals.model.TaskMetric.MEMORY_SPILL_BYTES;
import static io.sparkvitals.model.TaskMetric.OUTPUT_BYTES;
import static io.sparkvitals.model.TaskMetric.OUTPUT_RECORDS;
import static io.sparkvitals.model.TaskMetric.PEAK_EXECUTION_MEMORY_BYTES;
import static io.sparkvitals.model.TaskMetric.RESULT_BYTES;
import static io.sparkvitals.model.TaskMetric.RESULT_SERIALIZE_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_LOCAL_READ_BYTES;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_READ_RECORDS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_REMOTE_READ_BYTES;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_WRITE_BYTES;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_WRITE_NANOS;
import static io.sparkvitals.model.TaskMetric.SHUFFLE_WRITE_RECORDS;

import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.Locality;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.FetchFailed;
import org.apache.spark.Resubmitted$;
import org.apache.spark.Success$;
import org.apache.spark.TaskCommitDenied;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskKilled;
import org.apache.spark.TaskResultLost$;
import org.apache.spark.executor.ShuffleReadMetrics;
import org.apache.spark.executor.ShuffleWriteMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.jspecify.annotations.Nullable;
import scala.Enumeration;

/** Reads Spark's task events into one reused {@link TaskSample}. Guarded by the door's lock. */
final class TaskReader {
  private final TaskSample sample = new TaskSample();
  private final ExecutorMetricsReader executorMetrics;
  private Enumeration.@Nullable Value lastLocality;
  private Locality locality = Locality.ANY;

  TaskReader(ExecutorMetricsReader executorMetrics) {
    this.executorMetrics = executorMetrics;
  }

  /** Returns the start as a sample that is valid until the next call. */
  TaskSample started(SparkListenerTaskStart event) {
    sample.reset(event.stageId(), event.stageAttemptId());
    info(event.taskInfo());
    return sample;
  }

  /** Returns the end as a sample that is valid until the next call. */
  TaskSample ended(SparkListenerTaskEnd event) {
    sample.reset(event.stageId(), event.stageAttemptId());
    TaskInfo info = event.taskInfo();
    info(info);
    reason(event.reason());
    TaskMetrics metrics = event.taskMetrics();
    if (metrics != null) {
      read(metrics, sample.measureAll());
      sample.waited(info == null ? 0 : info.gettingResultTime());
    }
    if (executorMetrics.read(event.taskExecutorMetrics(), sample.executorPeaks())) {
      sample.markPolled();
    }
    return sample;
  }

  long lastFinishMillis() {
    return sample.finishMillis();
  }

  private void info(@Nullable TaskInfo info) {
    if (info == null) {
      return;
    }
    sample
        .task(info.taskId(), info.index(), info.attemptNumber(), info.speculative())
        .place(info.executorId(), info.host(), locality(info.taskLocality()))
        .times(info.launchTime(), info.finishTime());
  }

  /** An enumeration's name costs a look-up, so the last one is remembered. */
  private Locality locality(Enumeration.Value value) {
    if (!value.equals(lastLocality)) {
      lastLocality = value;
      locality = Locality.parse(value.toString());
    }
    return locality;
  }

  private void reason(TaskEndReason reason) {
    if (reason == Success$.MODULE$) {
      sample.ended(TaskOutcome.SUCCEEDED);
    } else if (reason == Resubmitted$.MODULE$) {
      sample.ended(TaskOutcome.RESUBMITTED);
    } else if (reason instanceof TaskKilled || reason instanceof TaskCommitDenied) {
      sample.ended(TaskOutcome.KILLED);
    } else {
      failure(reason);
    }
  }

  private void failure(TaskEndReason reason) {
    if (reason instanceof ExceptionFailure) {
      String name = ((ExceptionFailure) reason).className();
      sample.failed(FailureReason.thrown(name), name);
    } else if (reason instanceof FetchFailed) {
      sample.failed(FailureReason.FETCH_FAILED);
    } else if (reason instanceof ExecutorLostFailure) {
      ExecutorLostFailure lost = (ExecutorLostFailure) reason;
      sample.failed(
          FailureReason.executorLost(lost.exitCausedByApp()),
          lost.reason().isEmpty() ? null : lost.reason().get());
    } else if (reason == TaskResultLost$.MODULE$) {
      sample.failed(FailureReason.RESULT_LOST);
    } else {
      sample.failed(FailureReason.UNKNOWN);
    }
  }

  private static void read(TaskMetrics metrics, long[] into) {
    into[RUN_TIME_MILLIS.index()] = metrics.executorRunTime();
    into[CPU_TIME_NANOS.index()] = metrics.executorCpuTime();
    into[GC_TIME_MILLIS.index()] = metrics.jvmGCTime();
    into[DESERIALIZE_TIME_MILLIS.index()] = metrics.executorDeserializeTime();
    into[RESULT_SERIALIZE_TIME_MILLIS.index()] = metrics.resultSerializationTime();
    into[RESULT_BYTES.index()] = metrics.resultSize();
    into[MEMORY_SPILL_BYTES.index()] = metrics.memoryBytesSpilled();
    into[DISK_SPILL_BYTES.index()] = metrics.diskBytesSpilled();
    into[PEAK_EXECUTION_MEMORY_BYTES.index()] = metrics.peakExecutionMemory();
    into[INPUT_BYTES.index()] = metrics.inputMetrics().bytesRead();
    into[INPUT_RECORDS.index()] = metrics.inputMetrics().recordsRead();
    into[OUTPUT_BYTES.index()] = metrics.outputMetrics().bytesWritten();
    into[OUTPUT_RECORDS.index()] = metrics.outputMetrics().recordsWritten();
    ShuffleReadMetrics read = metrics.shuffleReadMetrics();
    into[SHUFFLE_REMOTE_READ_BYTES.index()] = read.remoteBytesRead();
    into[SHUFFLE_LOCAL_READ_BYTES.index()] = read.localBytesRead();
    into[SHUFFLE_READ_RECORDS.index()] = read.recordsRead();
    into[FETCH_WAIT_MILLIS.index()] = read.fetchWaitTime();
    ShuffleWriteMetrics write = metrics.shuffleWriteMetrics();
    into[SHUFFLE_WRITE_BYTES.index()] = write.bytesWritten();
    into[SHUFFLE_WRITE_RECORDS.index()] = write.recordsWritten();
    into[SHUFFLE_WRITE_NANOS.index()] = write.writeTime();
  }
}
