package io.sparkvitals.tracker;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.TaskTotals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All executors, removed ones too. Guarded by the tracker's lock; at most {@link #MAX_EXECUTORS},
 * the oldest removed ones are pushed out.
 */
final class ExecutorBook {
  static final int MAX_EXECUTORS = 10_000;

  private static final int AT_A_TIME = 50;

  private final Map<String, ExecutorTracker> executors = new LinkedHashMap<>();
  private int numbers;
  private long evicted;
  private CoreTime evictedCoreTime = CoreTime.ZERO;
  private final TaskTotals.Accumulator evictedTotals = new TaskTotals.Accumulator();

  /** The executor's tracker, made where there is none. */
  ExecutorTracker at(String id, String host) {
    ExecutorTracker known = executors.get(id);
    if (known != null) {
      return known;
    }
    if (executors.size() >= MAX_EXECUTORS) {
      evict();
    }
    ExecutorTracker fresh = new ExecutorTracker(numbers++, id, host);
    executors.put(id, fresh);
    return fresh;
  }

  /**
   * Pushes out the oldest removed executors, or the oldest of all where none was removed; some at a
   * time, for each look at all of them costs.
   */
  private void evict() {
    List<ExecutorTracker> victims = oldest(each -> each.loss() != null);
    if (victims.isEmpty()) {
      victims = oldest(each -> true);
    }
    for (ExecutorTracker victim : victims) {
      executors.remove(victim.id());
      evicted++;
      evictedCoreTime = evictedCoreTime.plus(victim.coreTime());
      evictedTotals.add(victim.totals());
    }
  }

  private List<ExecutorTracker> oldest(Predicate<ExecutorTracker> wanted) {
    return executors.values().stream().filter(wanted).limit(AT_A_TIME).collect(Collectors.toList());
  }

  /** Excludes all executors of a host, or lets them back in. */
  void excludeHost(String host, boolean excluded) {
    for (ExecutorTracker each : executors.values()) {
      if (each.host().equals(host)) {
        each.exclude(excluded);
      }
    }
  }

  void markWindows(int buckets) {
    for (ExecutorTracker each : executors.values()) {
      each.markWindow(buckets);
    }
  }

  long evicted() {
    return evicted;
  }

  /** Brings every executor's core time that is shown up to now and returns the sum. */
  CoreTime coreTime(long nowMillis, double taskCpus) {
    long allocated = evictedCoreTime.allocatedMillis();
    long busy = evictedCoreTime.busyMillis();
    for (ExecutorTracker each : executors.values()) {
      each.look(nowMillis, taskCpus);
      allocated += each.coreTime().allocatedMillis();
      busy += each.coreTime().busyMillis();
    }
    return CoreTime.of(allocated, busy);
  }

  /** The application's sums: added up here when they are asked for, not for every task. */
  TaskTotals totals() {
    TaskTotals.Accumulator sums = new TaskTotals.Accumulator();
    sums.add(evictedTotals);
    for (ExecutorTracker each : executors.values()) {
      sums.add(each.totals());
    }
    return sums.totals();
  }

  List<ExecutorSnapshot> snapshots(long nowMillis, MemorySettings settings, BlockBook blocks) {
    List<ExecutorSnapshot> all = new ArrayList<>(executors.size());
    for (ExecutorTracker each : executors.values()) {
      if (each.listed()) {
        all.add(each.snapshot(nowMillis, settings, blocks));
      }
    }
    return all;
  }
}
