package io.sparkvitals.report.json;

import io.sparkvitals.model.ActivityCounts;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.Work;
import java.io.IOException;

/** Counts and sums: of the whole application, and the parts of which stages and executors have. */
final class TotalsJson {
  private final Members members;

  TotalsJson(Members members) {
    this.members = members;
  }

  void totals(Work work) throws IOException {
    members.object(
        "totals",
        () -> {
          members.object("jobs", () -> jobs(work.jobs()));
          members.object("stages", () -> stages(work.stages(), work.events()));
          members.object("tasks", () -> tasks(work));
          failures(work.tasks());
          members.object("sqlExecutions", () -> jobs(work.sqlExecutions()));
          members.object("executors", () -> executors(work.events()));
          coreTime(work.coreTime());
          metrics(work.totals());
          ratios(work.totals());
        });
  }

  private void jobs(ActivityCounts counts) throws IOException {
    members.number("succeeded", counts.succeeded()).number("failed", counts.failed());
    members.number("unfinished", counts.active());
  }

  private void stages(ActivityCounts counts, Work.Events events) throws IOException {
    members.number("complete", counts.succeeded()).number("failed", counts.failed());
    members.number("active", counts.active()).number("skipped", events.stagesOnlyAnnounced());
    members.number("retried", events.stageRetries());
  }

  private void tasks(Work work) throws IOException {
    outcomes(work.tasks().counts());
    members.number("unfinished", work.tasks().counts().unfinished());
    members.number("speculative", work.events().speculativeTasks());
  }

  void outcomes(TaskCounts counts) throws IOException {
    members.number("succeeded", counts.succeeded()).number("failed", counts.failed());
    members.number("killed", counts.killed()).number("resubmitted", counts.resubmitted());
  }

  void failures(TaskBreakdown tasks) throws IOException {
    members.object(
        "failuresByReason",
        () -> {
          for (FailureReason each : FailureReason.values()) {
            if (tasks.failures(each) > 0) {
              members.number(each.label(), tasks.failures(each));
            }
          }
        });
    members.counts("failureTexts", tasks.failureTexts());
  }

  private void executors(Work.Events events) throws IOException {
    members.number("added", events.executorsAdded());
    members.object(
        "removed",
        () -> {
          for (LossClass each : LossClass.values()) {
            if (events.executorsRemoved(each) > 0) {
              members.number(each.label(), events.executorsRemoved(each));
            }
          }
        });
  }

  void coreTime(CoreTime time) throws IOException {
    boolean known = time.allocatedMillis() > 0;
    members.number("allocatedCoreMillis", known, time.allocatedMillis());
    members.number("busyCoreMillis", known, time.busyMillis());
    members.decimal("idleRatio", time.idleRatio());
  }

  void metrics(TaskTotals totals) throws IOException {
    members.object("metrics", () -> metrics(totals, -1));
  }

  /** The metrics above a value. */
  void metrics(TaskTotals totals, long least) throws IOException {
    for (TaskMetric each : TaskMetric.values()) {
      metric(each.member(), totals.get(each), least);
      if (each == TaskMetric.SHUFFLE_LOCAL_READ_BYTES) {
        metric("shuffleReadBytes", totals.shuffleReadBytes(), least);
      }
    }
  }

  private void metric(String member, long value, long least) throws IOException {
    if (value > least) {
      members.number(member, value);
    }
  }

  void ratios(TaskTotals totals) throws IOException {
    members.decimal("gcRatio", totals.gcRatio()).decimal("cpuRatio", totals.cpuRatio());
    members.decimal("spillRatio", totals.spillRatio());
    members.decimal("fetchWaitRatio", totals.fetchWaitRatio());
  }
}
