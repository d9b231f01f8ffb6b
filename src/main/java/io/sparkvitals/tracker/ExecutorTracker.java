package io.sparkvitals.tracker;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorMemory;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.HeapFloor;
import io.sparkvitals.model.HeapHistory;
import io.sparkvitals.model.LossReason;
import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskOutcome;
import io.sparkvitals.model.TaskSample;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.WindowSums;
import org.jspecify.annotations.Nullable;

/** One executor, or the driver. Guarded by the tracker's lock. */
final class ExecutorTracker {
  private final int number;
  private final TaskCounts.Accumulator counts = new TaskCounts.Accumulator();
  private final TaskTotals.Accumulator totals = new TaskTotals.Accumulator();
  private final ExecutorMetrics.Accumulator peaks = new ExecutorMetrics.Accumulator();

  private ExecutorFacts facts;
  private boolean listed;
  private boolean excluded;
  private @Nullable ExecutorLoss loss;
  private @Nullable ExecutorWindow window = new ExecutorWindow();
  private @Nullable HeapFloorWindow heapFloor = new HeapFloorWindow();
  private ExecutorMetrics latest = ExecutorMetrics.NONE;
  private long reportedMillis;
  private long heapReadings;
  private long highestFloorBytes;
  private long maxOnHeapBytes;
  private long maxOffHeapBytes;
  private final CoreClock cores = new CoreClock();
  private double wastedCoreMillis;

  /** Tasks whose end was told for the executor was lost, before its removal was: either may be. */
  private long endedByLoss;

  /** What a removed executor looks like as long as nothing more is heard of it. */
  private @Nullable ExecutorSnapshot archived;

  private int archivedRevision;

  /** {@code number} counts executors from 0. */
  ExecutorTracker(int number, String id, String host) {
    this.number = number;
    this.facts = ExecutorFacts.of(id, host, -1, 0, 0);
  }

  int number() {
    return number;
  }

  String id() {
    return facts.id();
  }

  String host() {
    return facts.host();
  }

  ExecutorFacts facts() {
    return facts;
  }

  @Nullable ExecutorLoss loss() {
    return loss;
  }

  /**
   * Whether it is more than a block manager: it registered, was removed, ran a task or reported.
   */
  boolean listed() {
    return listed;
  }

  void list() {
    archived = null;
    listed = true;
  }

  /**
   * A registration, the first or a new one under an id that was removed. One that is older than the
   * removal only comes late.
   */
  void register(ExecutorFacts registered) {
    archived = null;
    facts = registered;
    listed = true;
    if (loss != null && registered.addedMillis() <= loss.removedMillis()) {
      return;
    }
    loss = null;
    window = window == null ? new ExecutorWindow() : window;
    heapFloor = heapFloor == null ? new HeapFloorWindow() : heapFloor;
    cores.startAt(registered.addedMillis());
  }

  /**
   * Notes the removal and lets the windows go, for what a removed executor keeps is small. A second
   * removal corrects the words alone. {@code cachedBytes} and {@code revision} are of this removal.
   */
  ExecutorLoss remove(
      long timeMillis, LossReason reason, long cachedBytes, long revision, double taskCpus) {
    archived = null;
    ExecutorLoss before = loss;
    ExecutorLoss why =
        before == null
            ? ExecutorLoss.of(
                timeMillis, reason, counts.running() + endedByLoss, cachedBytes, revision)
            : before.corrected(reason);
    pass(timeMillis, taskCpus);
    look(timeMillis, taskCpus);
    loss = why;
    listed = true;
    excluded = false;
    window = null;
    highestFloorBytes = highestFloorBytes();
    heapFloor = null;
    return why;
  }

  void exclude(boolean isExcluded) {
    archived = null;
    excluded = isExcluded;
  }

  void taskStarted(TaskSample task, double taskCpus) {
    archived = null;
    pass(task.launchMillis(), taskCpus);
    counts.start();
    if (facts.host().isEmpty() && !task.host().isEmpty()) {
      facts = ExecutorFacts.of(id(), task.host(), facts.cores(), facts.resourceProfileId(), 0);
    }
  }

  void taskEnded(TaskSample task, boolean wasRunning, double taskCpus) {
    archived = null;
    pass(task.finishMillis(), taskCpus);
    counts.end(task.outcome(), wasRunning);
    if (task.outcome() != TaskOutcome.SUCCEEDED && wasted(task)) {
      wastedCoreMillis += Math.max(0, task.durationMillis()) * taskCpus;
    }
    if (loss == null && wasRunning && lost(task)) {
      endedByLoss++;
    }
    listed = !facts.id().isEmpty();
    if (task.polled()) {
      peaks.max(task.executorPeaks());
      heapReadings++;
      ExecutorMetrics.Accumulator polled = task.executorPeaks();
      heapSample(
          task.finishMillis(),
          polled.get(ExecutorMetric.JVM_HEAP),
          polled.get(ExecutorMetric.MINOR_GC_COUNT) + polled.get(ExecutorMetric.MAJOR_GC_COUNT));
    }
  }

  private static boolean wasted(TaskSample task) {
    return task.outcome() == TaskOutcome.RESUBMITTED || lost(task);
  }

  private static boolean lost(TaskSample task) {
    FailureReason reason = task.failureReason();
    return reason != null && reason.executorLost();
  }

  void taskAbandoned() {
    archived = null;
    cores.keepShown();
    counts.abandon();
  }

  long runningTasks() {
    return counts.running();
  }

  private void pass(long nowMillis, double taskCpus) {
    cores.pass(nowMillis, allocatedCores(), counts.running() * taskCpus);
  }

  /** Brings the core time that is shown up to a time. */
  void look(long nowMillis, double taskCpus) {
    cores.look(nowMillis, allocatedCores(), counts.running() * taskCpus);
  }

  private int allocatedCores() {
    return loss == null && facts.addedMillis() > 0 ? Math.max(0, facts.cores()) : 0;
  }

  /** Notes the sums at the start of a ten-second bucket, once for each bucket that passed. */
  void markWindow(int buckets) {
    for (int i = 0; i < buckets && window != null; i++) {
      window.mark(totals, counts, coreTime());
    }
  }

  /** The sums of its tasks, which its stages keep up to date. */
  TaskTotals.Accumulator totals() {
    return totals;
  }

  /** As at the last {@link #look}. */
  CoreTime coreTime() {
    return cores.shown();
  }

  /** An all-zero reading means that nothing was polled, and says nothing. */
  void report(long timeMillis, ExecutorMetrics metrics) {
    archived = null;
    if (metrics.polled()) {
      latest = metrics;
      raise(metrics);
      heapSample(
          timeMillis,
          metrics.get(ExecutorMetric.JVM_HEAP),
          metrics.get(ExecutorMetric.MINOR_GC_COUNT) + metrics.get(ExecutorMetric.MAJOR_GC_COUNT));
    }
  }

  /** Peaks, which list the executor even where nothing was polled. */
  void raise(ExecutorMetrics metrics) {
    archived = null;
    listed = true;
    peaks.max(metrics);
    heapReadings += metrics.get(ExecutorMetric.JVM_HEAP) > 0 ? 1 : 0;
  }

  private void heapSample(long timeMillis, long heapBytes, long collections) {
    if (heapFloor != null && heapBytes > 0) {
      heapFloor.add(timeMillis, heapBytes, collections);
      reportedMillis = Math.max(reportedMillis, timeMillis);
    }
  }

  private long highestFloorBytes() {
    return heapFloor == null
        ? highestFloorBytes
        : Math.max(highestFloorBytes, heapFloor.highestFloorBytes());
  }

  /** A block manager that registers again may offer less, for memory is in use: keep the larger. */
  void blockManager(long onHeapBytes, long offHeapBytes) {
    archived = null;
    maxOnHeapBytes = Math.max(maxOnHeapBytes, onHeapBytes);
    maxOffHeapBytes = Math.max(maxOffHeapBytes, offHeapBytes);
  }

  /** The same object again for a removed executor of which nothing more was heard. */
  ExecutorSnapshot snapshot(long nowMillis, MemorySettings settings, BlockBook blocks) {
    ExecutorSnapshot before = archived;
    if (before != null && archivedRevision == settings.revision() && !blocks.has(id())) {
      return before;
    }
    ExecutorSnapshot fresh = fresh(nowMillis, settings, blocks);
    archived = loss == null || blocks.has(id()) ? null : fresh;
    archivedRevision = settings.revision();
    return fresh;
  }

  private ExecutorSnapshot fresh(long nowMillis, MemorySettings settings, BlockBook blocks) {
    HeapFloor floor = heapFloor == null ? HeapFloor.NONE : heapFloor.floor(nowMillis);
    MemoryLimits limits =
        settings.limits(facts.driver(), facts.resourceProfileId(), maxOnHeapBytes, maxOffHeapBytes);
    ExecutorMemory memory =
        ExecutorMemory.of(latest, peaks.metrics(), reportedMillis, limits)
            .floor(floor)
            .history(HeapHistory.of(heapReadings, highestFloorBytes()))
            .storage(blocks.memoryBytes(id()), blocks.diskBytes(id()));
    WindowSums sums = window == null ? WindowSums.ZERO : window.sums(totals, counts, coreTime());
    return ExecutorSnapshot.of(facts, memory)
        .tasks(counts.counts(), totals.totals(), sums)
        .coreTime(coreTime())
        .wasted(Math.round(wastedCoreMillis))
        .excluded(excluded)
        .removed(loss)
        .snapshot();
  }
}
