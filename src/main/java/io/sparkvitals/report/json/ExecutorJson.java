package io.sparkvitals.report.json;

import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.model.TaskMetric;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executors, with how they ended where they did. */
final class ExecutorJson {
  private final Members members;
  private final TotalsJson totals;

  ExecutorJson(Members members) {
    this.members = members;
    this.totals = new TotalsJson(members);
  }

  void executors(List<ExecutorSnapshot> executors) throws IOException {
    members.objects("executors", executors, this::executor);
  }

  private void executor(ExecutorSnapshot executor) throws IOException {
    ExecutorFacts facts = executor.facts();
    members
        .text("id", facts.id())
        .words("host", facts.host())
        .number("cores", facts.cores() >= 0, facts.cores());
    members.time("addedTimeMillis", facts.addedMillis());
    removal(executor.loss());
    members.flag("excluded", executor.excluded());
    members.object("tasks", () -> totals.outcomes(executor.counts()));
    members.number("gcTimeMillis", executor.totals().get(TaskMetric.GC_TIME_MILLIS));
    members.number("runTimeMillis", executor.totals().get(TaskMetric.RUN_TIME_MILLIS));
    totals.coreTime(executor.coreTime());
    totals.metrics(executor.totals());
    totals.ratios(executor.totals());
    members.object("peaks", () -> peaks(executor.memory().peaks()));
    members.object("limits", () -> limits(executor.memory().limits()));
  }

  private void removal(@Nullable ExecutorLoss loss) throws IOException {
    if (loss == null) {
      members.nothing("removedTimeMillis").nothing("removalReason").nothing("lossClass");
      members.flag("lost", false);
      members.nothing("tasksRunningAtRemoval").nothing("cachedBytesAtRemoval");
      return;
    }
    members.time("removedTimeMillis", loss.removedMillis()).words("removalReason", loss.reason());
    members.text("lossClass", loss.lossClass().label()).flag("lost", loss.lossClass().lost());
    members.number("tasksRunningAtRemoval", loss.runningTasks());
    if (loss.cachedBytes() > 0) {
      members.number("cachedBytesAtRemoval", loss.cachedBytes());
    } else {
      members.nothing("cachedBytesAtRemoval");
    }
  }

  private void peaks(ExecutorMetrics peaks) throws IOException {
    for (ExecutorMetric each : ExecutorMetric.values()) {
      if (peaks.get(each) > 0) {
        members.number(each.sparkName(), peaks.get(each));
      }
    }
  }

  private void limits(MemoryLimits limits) throws IOException {
    members.number("heapBytes", limits.heapBytes());
    members.number("unifiedOnHeapBytes", limits.unifiedOnHeapBytes());
    members.number("unifiedOffHeapBytes", limits.unifiedOffHeapBytes());
    members.number("storageBytes", limits.storageBytes());
    members.number("containerBytes", limits.containerBytes());
  }
}
