package io.sparkvitals.report.json;

import io.sparkvitals.model.Baseline;
import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.Distribution;
import io.sparkvitals.model.StageFacts;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import java.io.IOException;
import java.util.List;

/** Stage attempts with how their tasks are spread. */
final class StageJson {
  private final Members members;
  private final TotalsJson totals;

  StageJson(Members members) {
    this.members = members;
    this.totals = new TotalsJson(members);
  }

  void stages(List<StageSnapshot> stages) throws IOException {
    members.objects("stages", stages, this::stage);
  }

  private void stage(StageSnapshot stage) throws IOException {
    facts(stage);
    members.object(
        "tasks",
        () -> {
          totals.outcomes(stage.counts());
          members.number("unfinished", stage.counts().unfinished());
        });
    totals.failures(stage.tasks());
    totals.metrics(stage.totals());
    totals.ratios(stage.totals());
    members.object("distributions", () -> distributions(stage));
    Baseline usual = stage.baseline();
    members.decimal("usualMedianMillis", usual == null ? Double.NaN : usual.medianMillis());
    members.objects("slowestTasks", stage.spread().slowest(), this::task);
    members.objects("longestRunningTasks", stage.spread().longestRunning(), this::task);
  }

  private void facts(StageSnapshot stage) throws IOException {
    StageFacts facts = stage.facts();
    members.number("stageId", stage.key().stageId()).number("attempt", stage.key().attempt());
    members.words("name", facts.name()).words("description", facts.description());
    members.number("jobId", stage.jobId()).words("jobGroup", facts.jobGroup());
    members.text("status", stage.status().label()).words("failureReason", facts.failureReason());
    members.flag("incomplete", stage.incomplete());
    members.number("numTasks", facts.numTasks() >= 0, facts.numTasks());
    members.time("submissionTimeMillis", facts.submissionMillis());
    members.time("completionTimeMillis", facts.completionMillis());
    members.number("executors", stage.executors());
  }

  private void distributions(StageSnapshot stage) throws IOException {
    for (Dimension each : Dimension.values()) {
      Distribution spread = stage.spread().distribution(each);
      members.object(each.member(), () -> distribution(spread));
    }
  }

  /** Of no values only their number is known. */
  private void distribution(Distribution spread) throws IOException {
    boolean any = spread.count() > 0;
    members.number("count", spread.count()).number("min", any, spread.min());
    members.decimal("median", any, spread.median()).decimal("p75", any, spread.p75());
    members.decimal("p95", any, spread.p95()).number("max", any, spread.max());
    members.number("sum", any, spread.sum()).decimal("skewRatio", spread.skewRatio());
  }

  private void task(TaskEvidence task) throws IOException {
    members.number("taskId", task.taskId()).number("index", task.index());
    members.number("attempt", task.attempt()).words("executorId", task.executorId());
    members.words("host", task.host()).text("locality", task.locality().label());
    members.flag("speculative", task.speculative()).time("launchTimeMillis", task.launchMillis());
    members.number("durationMillis", task.durationMillis());
    members.object("metrics", () -> totals.metrics(task.totals(), 0));
  }
}
