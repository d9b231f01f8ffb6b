package io.sparkvitals.rules;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorFacts;
import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorMemory;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorMetrics;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.HeapFloor;
import io.sparkvitals.model.HeapHistory;
import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.model.WindowSums;

/** An executor of a hand-made snapshot: 4 cores, a heap of 8 GiB, a container of 9 GiB. */
public final class GivenExecutor {
  public static final long GIB = 1L << 30;

  private final String id;
  private String host;
  private int cores = 4;
  private int profile;
  private long added = Given.START;
  private long reported = Given.NOW - 5_000;
  private HeapFloor floor = HeapFloor.NONE;
  private HeapHistory history = HeapHistory.NONE;
  private CoreTime coreTime = CoreTime.ZERO;
  private MemoryLimits limits = MemoryLimits.of(8 * GIB, 4 * GIB, 0, 9 * GIB);
  private ExecutorMetrics metrics = ExecutorMetrics.NONE;
  private long storage;
  private long wasted;
  private TaskCounts counts = TaskCounts.ZERO;
  private TaskTotals totals = TaskTotals.ZERO;
  private WindowSums window = WindowSums.ZERO;
  private ExecutorLoss loss;
  private boolean excluded;

  GivenExecutor(String id) {
    this.id = id;
    this.host = "host-" + id;
  }

  public GivenExecutor host(String name) {
    host = name;
    return this;
  }

  public GivenExecutor cores(int number) {
    cores = number;
    return this;
  }

  public GivenExecutor profile(int resourceProfileId) {
    profile = resourceProfileId;
    return this;
  }

  public GivenExecutor added(long millis) {
    added = millis;
    return this;
  }

  public GivenExecutor reported(long millis) {
    reported = millis;
    return this;
  }

  public GivenExecutor limits(MemoryLimits what) {
    limits = what;
    return this;
  }

  /** The lowest heap sample as a part of the heap of 8 GiB. */
  public GivenExecutor heapFloor(double ratio, int samples) {
    floor = HeapFloor.of(Math.round(ratio * 8 * GIB), samples);
    return this;
  }

  /** How often the heap was read, and the most of it that a minute left. */
  public GivenExecutor history(long readings, long highestFloorBytes) {
    history = HeapHistory.of(readings, highestFloorBytes);
    return this;
  }

  /** How long it lived with its cores, and which part of that they were busy. */
  public GivenExecutor lived(long millis, double busy) {
    coreTime = CoreTime.of(millis * cores, Math.round(millis * cores * busy));
    return this;
  }

  /** Sums over its whole life. */
  public GivenExecutor totals(TaskTotals sums) {
    totals = sums;
    return this;
  }

  /** Latest reading and peaks alike. */
  public GivenExecutor metrics(Object... metricsAndValues) {
    ExecutorMetrics.Accumulator all = new ExecutorMetrics.Accumulator();
    for (int i = 0; i < metricsAndValues.length; i += 2) {
      all.set((ExecutorMetric) metricsAndValues[i], ((Number) metricsAndValues[i + 1]).longValue());
    }
    metrics = all.metrics();
    return this;
  }

  public GivenExecutor cached(long bytes) {
    storage = bytes;
    return this;
  }

  public GivenExecutor counts(long succeeded, long failed, long running) {
    counts = Given.counts(succeeded, failed, 0, running);
    return this;
  }

  /** What happened in the last ten minutes. */
  public GivenExecutor window(TaskTotals sums, TaskCounts ended) {
    window = WindowSums.of(sums, ended, CoreTime.ZERO);
    totals = sums;
    return this;
  }

  public GivenExecutor lost(String reason, long revision) {
    return lost(Given.NOW, reason, revision);
  }

  public GivenExecutor lost(long millis, String reason, long revision) {
    loss = ExecutorLoss.of(millis, reason, 4, 1_200_000_000L, revision);
    return this;
  }

  /** Work that was cut off or lost with it. */
  public GivenExecutor wasted(long coreMillis) {
    wasted = coreMillis;
    return this;
  }

  public GivenExecutor excluded() {
    excluded = true;
    return this;
  }

  /** The lowest heap sample as a part of the heap of 8 GiB, and how often it was collected. */
  public GivenExecutor heapFloor(double ratio, int samples, long collections) {
    floor = HeapFloor.of(Math.round(ratio * 8 * GIB), samples).collections(collections);
    return this;
  }

  public ExecutorSnapshot snapshot() {
    ExecutorMemory memory =
        ExecutorMemory.of(metrics, metrics, reported, limits)
            .floor(floor)
            .storage(storage, 0)
            .history(history);
    return ExecutorSnapshot.of(ExecutorFacts.of(id, host, cores, profile, added), memory)
        .tasks(counts, totals, window)
        .coreTime(coreTime)
        .wasted(wasted)
        .excluded(excluded)
        .removed(loss)
        .snapshot();
  }
}
