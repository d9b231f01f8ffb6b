package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Sizing;
import io.sparkvitals.rules.figures.MemoryDemand;
import java.util.OptionalLong;

/**
 * What the standard executors of an application should be given, by what they were seen to use: the
 * present size where there is no reason to change it. Bytes. Immutable.
 */
public final class RightSizing {
  /** Memory is given back in steps of at least this. */
  public static final long STEP_BYTES = 2 * Sizes.GIB;

  /** Fewer executors are too few to give memory back. */
  public static final int MIN_EXECUTORS = 3;

  private static final double MARGIN = 1.2;

  private final ApplicationSnapshot snapshot;
  private final ExecutorSettings settings;
  private final MemoryDemand demand;
  private final MemoryTrouble trouble;

  private RightSizing(ApplicationSnapshot snapshot) {
    this.snapshot = snapshot;
    this.settings = ExecutorSettings.of(snapshot);
    this.demand = MemoryDemand.ofExecutors(snapshot, 0);
    this.trouble = MemoryTrouble.ofExecutors(snapshot, 0);
  }

  public static RightSizing of(ApplicationSnapshot snapshot) {
    return new RightSizing(snapshot);
  }

  /**
   * Whether the heap of enough executors was read often enough to say how much they need. Where it
   * was not, the sizes are the present ones, or larger ones where executors ran out of memory.
   */
  public boolean observed() {
    return demand.measured() >= MIN_EXECUTORS && 2 * demand.measured() >= demand.executors();
  }

  /** Heap that an executor has; absent where the setting cannot be read. */
  public OptionalLong presentHeapBytes() {
    return settings.executorHeapBytes();
  }

  /** Heap that an executor should have; absent where the present one is not known. */
  public OptionalLong heapBytes() {
    OptionalLong present = presentHeapBytes();
    if (!present.isPresent()) {
      return present;
    }
    if (trouble.heapTooSmall()) {
      double grown = Sizing.grownExecutorHeap(snapshot).orElse((double) present.getAsLong());
      return Sizes.parseSpark(Sizes.memorySetting(grown), Sizes.MIB);
    }
    return OptionalLong.of(present.getAsLong() - spareHeapBytes(present.getAsLong()));
  }

  /** What can be given back of a heap: whole steps, 0 where anything speaks against it. */
  private long spareHeapBytes(long present) {
    boolean may = observed() && !trouble.demandHidden() && demand.enoughHeap() > 0;
    long spare = present - (long) Math.ceil(demand.enoughHeap());
    return may ? Math.max(0, spare / STEP_BYTES * STEP_BYTES) : 0;
  }

  /** Memory beside the heap that an executor has. */
  public long presentOverheadBytes() {
    return (long) settings.overheadBytes();
  }

  /** Whether the memory of the executors' processes was measured. */
  public boolean overheadObserved() {
    return demand.residentBytes() > 0;
  }

  /**
   * Memory beside the heap that an executor should have. It stays what it is where the heap shrinks
   * and Spark would take it as a part of the heap.
   */
  public long overheadBytes() {
    long present = presentOverheadBytes();
    if (overheadTooSmall()) {
      return Sizes.parseSpark(Sizes.memorySetting(Sizing.grownOverhead(snapshot)), Sizes.MIB)
          .orElse(present);
    }
    long spare = present - enoughOverheadBytes();
    return overheadObserved() && !trouble.demandHidden() && observed() && spare >= Sizes.GIB
        ? enoughOverheadBytes()
        : present;
  }

  /** Whether executors were killed for their memory, or their processes nearly fill a container. */
  public boolean overheadTooSmall() {
    return trouble.containerKills() > 0 || demand.containerRatio() >= MemoryTrouble.FULL;
  }

  private long enoughOverheadBytes() {
    double beside =
        (double) demand.besideHeapBytes() - demand.offHeapBytes() - settings.pythonBytes();
    double enough = Math.max(ExecutorSettings.MIN_OVERHEAD_BYTES, beside) * MARGIN;
    return Sizes.parseSpark(Sizes.memorySetting(enough), Sizes.MIB).orElse(Long.MAX_VALUE);
  }

  /** Cores that an executor should have; the present number where nothing speaks for another. */
  public int cores() {
    return CoreUse.of(snapshot).cores();
  }

  /** Cores that an executor has; 0 where unknown. */
  public int presentCores() {
    return settings.executorCores();
  }

  /** Executors that were looked at, also those that are gone. */
  public int executors() {
    return demand.executors();
  }

  MemoryDemand demand() {
    return demand;
  }

  MemoryTrouble trouble() {
    return trouble;
  }
}
