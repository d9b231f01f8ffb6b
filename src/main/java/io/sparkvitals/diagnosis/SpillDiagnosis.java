package io.sparkvitals.diagnosis;

import io.sparkvitals.model.Dimension;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskEvidence;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.List;

/** Whether all tasks or only a few are too large for their memory, and where their data is from. */
final class SpillDiagnosis implements Diagnosis {
  private static final double UNEVEN = 5;
  private static final double USUAL_BYTES = 64 * Sizes.MIB;

  @Override
  public Cause explain(Sight sight) {
    List<String> evidence = new ArrayList<>();
    evidence.add(amounts(sight.totals()));
    StageSnapshot stage = sight.stage();
    if (stage == null) {
      List<StageSnapshot> top = Phrases.topStages(sight, 1, each -> each.totals().spilledBytes());
      if (top.isEmpty()) {
        return Cause.of(CauseKind.UNKNOWN, "", evidence);
      }
      stage = top.get(0);
      evidence.addAll(
          Phrases.stageLines(
              sight, each -> each.totals().spilledBytes(), each -> amounts(each.totals())));
    }
    evidence.addAll(Phrases.slowestTasks(stage, 3));
    return cause(sight, stage, evidence);
  }

  private static String amounts(TaskTotals totals) {
    return "spilled "
        + Sizes.decimal(totals.get(TaskMetric.DISK_SPILL_BYTES))
        + " on disk ("
        + Sizes.decimal(totals.get(TaskMetric.MEMORY_SPILL_BYTES))
        + " in memory) of "
        + Sizes.decimal(totals.processedBytes())
        + " processed";
  }

  private static Cause cause(Sight sight, StageSnapshot stage, List<String> evidence) {
    if (uneven(stage)) {
      return Cause.of(
          CauseKind.SKEW,
          "Only a few tasks of stage " + stage.key() + " get far more data than the others.",
          evidence);
    }
    long tasks = Math.max(1, stage.counts().succeeded() + stage.counts().failed());
    double bytes = (double) stage.totals().processedBytes() / tasks;
    String average =
        "A task of stage "
            + stage.key()
            + " processes "
            + Sizes.decimal(bytes)
            + " on average"
            + share(sight, stage);
    if (bytes < USUAL_BYTES) {
      return Cause.of(
          CauseKind.SMALL_MEMORY,
          average + ": that is little, so tasks have too little memory or their data grows.",
          evidence);
    }
    boolean scan = stage.totals().get(TaskMetric.INPUT_BYTES) > stage.totals().shuffleReadBytes();
    return Cause.of(
        scan ? CauseKind.LARGE_SPLITS : CauseKind.LARGE_PARTITIONS,
        average + ": more than fits into its memory.",
        evidence);
  }

  /** Whether the largest shuffle partition, or the spill of one task, stands out. */
  private static boolean uneven(StageSnapshot stage) {
    double skew = stage.spread().distribution(Dimension.SHUFFLE_READ_BYTES).skewRatio().orElse(0);
    long largest = 0;
    for (TaskEvidence task : stage.spread().slowest()) {
      largest = Math.max(largest, task.totals().spilledBytes());
    }
    boolean one = stage.counts().succeeded() > 3 && 2 * largest >= stage.totals().spilledBytes();
    return skew >= UNEVEN || one;
  }

  /**
   * The part of an executor's unified memory that falls to one task, where both are known; off-heap
   * memory where there is some, for tasks of SQL have theirs there then.
   */
  private static String share(Sight sight, StageSnapshot stage) {
    for (ExecutorSnapshot executor : sight.snapshot().executors()) {
      MemoryLimits limits = executor.memory().limits();
      long beside = limits.unifiedOffHeapBytes().orElse(0);
      boolean offHeap = beside > 0 && stage.facts().sqlExecutionId() >= 0;
      long unified = offHeap ? beside : limits.unifiedOnHeapBytes().orElse(0);
      int cores = executor.facts().cores();
      if (executor.active() && unified > 0 && cores > 0) {
        return ", with "
            + Sizes.binary((double) unified / cores)
            + (offHeap ? " of off-heap memory" : " of memory")
            + " for each core";
      }
    }
    return "";
  }
}
