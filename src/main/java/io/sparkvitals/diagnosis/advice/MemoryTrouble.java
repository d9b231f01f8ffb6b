package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.LossClass;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.figures.MemoryDemand;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong for want of memory on the executors of a resource profile, or in a driver that
 * runs the tasks. Immutable.
 */
final class MemoryTrouble {
  /** From here on collection is trouble; the same as of the alert gc-time-high. */
  static final double HIGH_GC = 0.10;

  /** From here on the unified region is full. */
  static final double FULL = 0.9;

  private static final double LOW_GC = 0.05;
  private static final double MUCH_SPILL = 0.10;
  private static final long MUCH_SPILL_BYTES = Sizes.GIB;
  private static final long MIN_RUN_MILLIS = 60_000;
  private static final long MIN_TASKS = 20;

  private final TaskTotals totals;
  private final MemoryDemand demand;
  private final boolean besideTasks;
  private long besideHeapSpillBytes;
  private long endedTasks;
  private long heapFailures;
  private long heapLosses;
  private long containerKills;
  private boolean killCertain;

  private MemoryTrouble(
      ApplicationSnapshot snapshot, int profileId, MemoryDemand demand, boolean driver) {
    this.demand = demand;
    TaskTotals.Accumulator sums = new TaskTotals.Accumulator();
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (each.facts().driver() == driver
          && (driver || each.facts().resourceProfileId() == profileId)) {
        sums.add(each.totals());
        endedTasks += each.counts().succeeded() + each.counts().failed() + each.counts().killed();
        count(each.loss());
      }
    }
    for (StageSnapshot each : snapshot.stages()) {
      if (driver || each.facts().resourceProfileId() == profileId) {
        heapFailures += each.tasks().failures(FailureReason.OOM);
        besideHeapSpillBytes += besideHeap(each) ? each.totals().spilledBytes() : 0;
      }
    }
    this.totals = sums.totals();
    this.besideTasks = snapshot.facts().collectsBesideTasks();
  }

  static MemoryTrouble ofExecutors(
      ApplicationSnapshot snapshot, int profileId, MemoryDemand demand) {
    return new MemoryTrouble(snapshot, profileId, demand, false);
  }

  /** In local mode, where the tasks run in the driver. */
  static MemoryTrouble ofDriver(ApplicationSnapshot snapshot, MemoryDemand demand) {
    return new MemoryTrouble(snapshot, 0, demand, true);
  }

  private void count(@Nullable ExecutorLoss loss) {
    if (loss == null || loss.lossClass() != LossClass.MEMORY_KILL) {
      return;
    }
    if (loss.heapExhausted()) {
      heapLosses++;
    } else {
      containerKills++;
      killCertain |= loss.certain();
    }
  }

  /** The most execution memory that one task held. */
  long peakTaskBytes() {
    return totals.get(TaskMetric.PEAK_EXECUTION_MEMORY_BYTES);
  }

  TaskTotals totals() {
    return totals;
  }

  /** Tasks that failed with an {@code OutOfMemoryError}. */
  long heapFailures() {
    return heapFailures;
  }

  /** Executors that ended because their heap was full. */
  long heapLosses() {
    return heapLosses;
  }

  /** Executors that were killed because their processes were larger than the container. */
  long containerKills() {
    return containerKills;
  }

  /** Whether the words of one of the kills leave no doubt. */
  boolean killCertain() {
    return killCertain;
  }

  /**
   * Whether collection takes as much time as an alert would be raised for. Not known of collectors
   * that work beside the tasks.
   */
  boolean collectsTooMuch() {
    return !besideTasks && collectionsAreLong();
  }

  /** The same, whatever the collector. */
  boolean collectionsAreLong() {
    return totals.get(TaskMetric.RUN_TIME_MILLIS) >= MIN_RUN_MILLIS
        && endedTasks >= MIN_TASKS
        && totals.gcRatio().orElse(0) >= HIGH_GC;
  }

  /** Whether tasks spilled much for want of heap. */
  boolean spillsMuch() {
    return much(Math.max(0, totals.spilledBytes() - besideHeapSpillBytes));
  }

  /**
   * Whether tasks of SQL spilled much, which have their memory beside the heap, and it was full.
   */
  boolean offHeapTooSmall() {
    return demand.offHeapPeakBytes() >= FULL * demand.offHeapBytes() && much(besideHeapSpillBytes);
  }

  /** With off-heap memory, Spark gives tasks of SQL all of theirs there. */
  private boolean besideHeap(StageSnapshot stage) {
    return demand.offHeapBytes() > 0 && stage.facts().sqlExecutionId() >= 0;
  }

  /** What tasks of SQL spilled that have their memory beside the heap, in bytes. */
  long besideHeapSpillBytes() {
    return besideHeapSpillBytes;
  }

  private boolean much(long spilled) {
    return spilled >= MUCH_SPILL_BYTES && spilled >= MUCH_SPILL * totals.processedBytes();
  }

  boolean ranOutOfHeap() {
    return heapFailures > 0 || heapLosses > 0;
  }

  /**
   * Whether the heap is to be raised: it was exhausted, or tasks wait for memory and it shows in
   * two ways at once.
   */
  boolean heapTooSmall() {
    boolean full = demand.unifiedRatio() >= FULL;
    return ranOutOfHeap()
        || (spillsMuch() && collectsTooMuch())
        || (full && (spillsMuch() || collectsTooMuch()));
  }

  boolean spilled() {
    return totals.get(TaskMetric.MEMORY_SPILL_BYTES) > 0
        || totals.get(TaskMetric.DISK_SPILL_BYTES) > 0;
  }

  /** Whether more may be needed than was seen, so that nothing can be given back. */
  boolean demandHidden() {
    return ranOutOfHeap()
        || containerKills > 0
        || spilled()
        || totals.gcRatio().orElse(0) >= LOW_GC;
  }
}
