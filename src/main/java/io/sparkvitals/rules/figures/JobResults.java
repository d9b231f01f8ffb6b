package io.sparkvitals.rules.figures;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import java.util.Optional;

/** What a job sends to its driver. */
public final class JobResults {
  private JobResults() {}

  /**
   * The attempt of the job's last stage that sent most: only that stage's results are held against
   * {@code spark.driver.maxResultSize}, each attempt for itself. What the other stages send are
   * addresses of shuffle files.
   */
  public static Optional<StageSnapshot> stage(ApplicationSnapshot snapshot, JobSnapshot job) {
    int last = job.facts().stageIds().stream().mapToInt(Integer::intValue).max().orElse(-1);
    StageSnapshot most = null;
    for (StageSnapshot each : snapshot.stages()) {
      boolean more = most == null || bytes(each) > bytes(most);
      most = each.key().stageId() == last && more ? each : most;
    }
    return Optional.ofNullable(most);
  }

  public static long bytes(StageSnapshot stage) {
    return stage.totals().get(TaskMetric.RESULT_BYTES);
  }
}
