package io.sparkvitals.replay;

import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a task ended: Spark's {@code TaskEndReason} as a log has it. Not thread-safe. */
final class EndReason {
  private @Nullable String reason;
  private @Nullable String className;
  private @Nullable String lossReason;
  private boolean causedByApp;

  void reset() {
    reason = null;
    className = null;
    lossReason = null;
    causedByApp = true;
  }

  void read(Fields fields) throws IOException {
    reset();
    for (String name = fields.next(); name != null; name = fields.next()) {
      switch (name) {
        case "Reason":
          reason = fields.shortText();
          break;
        case "Class Name":
          className = fields.text();
          break;
        case "Loss Reason":
          lossReason = fields.text();
          break;
        case "Exit Caused By App":
          causedByApp = fields.flag();
          break;
        default:
          fields.skip();
      }
    }
  }

  /** Says it of the task. */
  void say(TaskSample task) {
    switch (reason == null ? "" : reason) {
      case "Success":
        task.ended(TaskOutcome.SUCCEEDED);
        break;
      case "Resubmitted":
        task.ended(TaskOutcome.RESUBMITTED);
        break;
      case "TaskKilled":
      case "TaskCommitDenied":
        task.ended(TaskOutcome.KILLED);
        break;
      case "ExceptionFailure":
        task.failed(FailureReason.thrown(className), className);
        break;
      case "FetchFailed":
        task.failed(FailureReason.FETCH_FAILED);
        break;
      case "ExecutorLostFailure":
        task.failed(FailureReason.executorLost(causedByApp), lossReason);
        break;
      case "TaskResultLost":
        task.failed(FailureReason.RESULT_LOST);
        break;
      default:
        task.failed(FailureReason.UNKNOWN);
    }
  }
}
