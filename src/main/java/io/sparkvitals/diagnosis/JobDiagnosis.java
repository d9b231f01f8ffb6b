package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.FailureText;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.StageStatus;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a job failed of, from Spark's words. */
final class JobDiagnosis implements Diagnosis {
  private static final int MAX_REASON = 250;
  private static final int MAX_ERROR = 200;

  /** Texts that begin with so many equal characters say the same. */
  private static final int SAME = 100;

  /** {@code Most recent failure: Lost task 3.3 in stage 1.0 (TID 7) (host executor 1): error}. */
  private static final Pattern TASK_ERROR =
      Pattern.compile("Lost task [^:\\n]*?executor \\S+\\): *([^\\n]+)");

  /** Words of the standalone scheduler; what tasks failed of meanwhile is not why. */
  private static final Pattern ENDED_BY_CLUSTER =
      Pattern.compile("Master removed our application|All masters are unresponsive");

  @Override
  public Cause explain(Sight sight) {
    JobSnapshot job = sight.job();
    String failure = job == null ? null : job.failure();
    if (job == null || failure == null) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    if (ENDED_BY_CLUSTER.matcher(failure).find()) {
      return Cause.of(
          CauseKind.EXECUTOR_LOST,
          "The master ended the application or is gone. It ends one whose executors fail again and"
              + " again.",
          evidence(sight.snapshot(), job, failure));
    }
    String error = Texts.line(error(sight.snapshot(), job, failure), MAX_ERROR);
    return cause(failure, error, evidence(sight.snapshot(), job, failure));
  }

  /**
   * The root cause, or what Spark says of the last task, or what its failed stage says, or what
   * most tasks of that failed of.
   */
  private static String error(ApplicationSnapshot snapshot, JobSnapshot job, String failure) {
    String root = FailureText.rootCause(failure);
    Matcher matcher = TASK_ERROR.matcher(failure);
    if (root != null) {
      return root;
    }
    if (matcher.find()) {
      return matcher.group(1);
    }
    for (StageSnapshot stage : snapshot.stages()) {
      String reason = stage.facts().failureReason();
      if (reason != null && failedOf(job, stage)) {
        String stageRoot = FailureText.rootCause(reason);
        Matcher task = TASK_ERROR.matcher(reason);
        String words = task.find() ? task.group(1) : ofTasks(stage);
        return stageRoot == null ? words : stageRoot;
      }
    }
    return "";
  }

  private static String ofTasks(StageSnapshot stage) {
    return stage.tasks().commonestFailure().map(Map.Entry::getKey).orElse("");
  }

  private static boolean failedOf(JobSnapshot job, StageSnapshot stage) {
    return stage.status() == StageStatus.FAILED
        && job.facts().stageIds().contains(stage.key().stageId());
  }

  private static List<String> evidence(
      ApplicationSnapshot snapshot, JobSnapshot job, String failure) {
    List<String> lines = new ArrayList<>();
    lines.add("Spark says: " + Texts.line(failure, MAX_REASON));
    if (job.endMillis() > 0 && job.facts().startMillis() > 0) {
      lines.add("it ran " + Phrases.seconds(job.endMillis() - job.facts().startMillis()));
    }
    for (StageSnapshot stage : snapshot.stages()) {
      if (failedOf(job, stage)) {
        lines.add(Phrases.stage(snapshot, stage) + " failed" + reason(stage, failure));
      }
    }
    return lines;
  }

  /** What a stage failed of, unless the job's failure says the same. */
  private static String reason(StageSnapshot stage, String failure) {
    String reason = Texts.line(stage.facts().failureReason(), MAX_REASON);
    String said = Texts.line(failure, MAX_REASON);
    return reason.isEmpty() || reason.regionMatches(0, said, 0, SAME) ? "" : ": " + reason;
  }

  private static Cause cause(String failure, String error, List<String> evidence) {
    String words = failure + error;
    if (words.contains("spark.driver.maxResultSize")) {
      return Cause.of(
          CauseKind.RESULTS,
          "Its tasks sent more to the driver than spark.driver.maxResultSize lets through.",
          evidence);
    }
    if (words.contains("OutOfMemoryError")) {
      return Cause.of(
          CauseKind.OUT_OF_MEMORY, "A task ran out of memory until Spark gave up.", evidence);
    }
    if (words.contains("FetchFailed")) {
      return Cause.of(
          CauseKind.FETCH_FAILED,
          "Shuffle files could not be fetched until Spark gave up.",
          evidence);
    }
    if (words.contains("ExecutorLostFailure")) {
      return Cause.of(
          CauseKind.EXECUTOR_LOST,
          "A task went down with its executor until Spark gave up.",
          evidence);
    }
    return error.isEmpty()
        ? Cause.of(CauseKind.UNKNOWN, "", evidence)
        : Cause.of(CauseKind.EXCEPTION, "A task failed until Spark gave up: " + error, evidence);
  }
}
