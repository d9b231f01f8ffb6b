package io.sparkvitals.rules.figures;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorMemory;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.MemoryLimits;

/**
 * What the executors of a resource profile, or the driver, were seen to use of their memory, and
 * how much they need by that. Bytes; what was not seen is 0. Immutable.
 *
 * <p>The heap that is needed is the greatest of the peaks of unified memory, taken up to the heap
 * that has such a unified region (Spark: (heap - 300 MiB) x {@code spark.memory.fraction}), and at
 * least what survives collection with a fifth on top.
 */
public final class MemoryDemand {
  /** Fewer readings of an executor's heap are too few to give memory back. */
  public static final int MIN_READINGS = 10;

  /** What is put on top of what is needed. */
  public static final double HEADROOM = 1.25;

  private static final double MARGIN = 1.2;
  private static final double GROWTH = 1.2;
  private static final double MAX_GROWTH = 2;
  private static final int MIN_SAMPLES = 5;

  private int executors;
  private int measured;
  private long readings;
  private double lifeMillis;
  private long heapBytes;
  private long heapPeakBytes;
  private long unifiedPeakBytes;
  private double unifiedRatio;
  private double unifiedHeapBytes;
  private long floorBytes;
  private double floorRatio;
  private long highestFloorBytes;
  private boolean everyFloorKnown = true;
  private long residentBytes;
  private long pythonBytes;
  private double containerRatio;
  private long containerBytes;
  private long besideHeapBytes;
  private long surelyBesideHeapBytes;
  private long offHeapBytes;
  private long offHeapPeakBytes;

  private MemoryDemand() {}

  /** Of the executors of a resource profile, those that are gone among them. */
  public static MemoryDemand ofExecutors(ApplicationSnapshot snapshot, int profileId) {
    MemoryDemand demand = new MemoryDemand();
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (!each.facts().driver() && each.facts().resourceProfileId() == profileId) {
        demand.add(each);
      }
    }
    return demand;
  }

  public static MemoryDemand ofDriver(ApplicationSnapshot snapshot) {
    MemoryDemand demand = new MemoryDemand();
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (each.facts().driver()) {
        demand.add(each);
      }
    }
    return demand;
  }

  private void add(ExecutorSnapshot executor) {
    ExecutorMemory memory = executor.memory();
    executors++;
    if (executor.facts().cores() > 0) {
      lifeMillis += (double) executor.coreTime().allocatedMillis() / executor.facts().cores();
    }
    heapBytes = Math.max(heapBytes, memory.limits().heapBytes().orElse(0));
    containerBytes = Math.max(containerBytes, memory.limits().containerBytes().orElse(0));
    offHeapBytes = Math.max(offHeapBytes, memory.limits().unifiedOffHeapBytes().orElse(0));
    if (memory.peaks().polled()) {
      addHeap(memory);
      addBesideHeap(memory);
    }
  }

  private void addHeap(ExecutorMemory memory) {
    long seen = memory.history().readings();
    readings += seen;
    measured += seen >= MIN_READINGS ? 1 : 0;
    heapPeakBytes = Math.max(heapPeakBytes, memory.peaks().get(ExecutorMetric.JVM_HEAP));
    long unified = memory.peaks().get(ExecutorMetric.ON_HEAP_UNIFIED);
    unifiedPeakBytes = Math.max(unifiedPeakBytes, unified);
    unifiedRatio = Math.max(unifiedRatio, memory.unifiedRatio().orElse(0));
    unifiedHeapBytes = Math.max(unifiedHeapBytes, heapOf(unified, memory.limits()));
    if (memory.floor().samples() >= MIN_SAMPLES) {
      floorBytes = Math.max(floorBytes, memory.floor().bytes());
      floorRatio = Math.max(floorRatio, memory.heapFloorRatio().orElse(0));
    }
    highestFloorBytes = Math.max(highestFloorBytes, memory.history().highestFloorBytes());
    everyFloorKnown &= seen < MIN_READINGS || memory.history().highestFloorBytes() > 0;
  }

  /** The heap whose unified region has this size; 0 where nothing was seen in it. */
  private static double heapOf(long unified, MemoryLimits limits) {
    double usable = limits.unifiedOnHeapBytes().orElse(0);
    double heap = limits.heapBytes().orElse(0) - (double) ExecutorMemory.RESERVED_BYTES;
    return unified > 0 && usable > 0 && heap > 0
        ? unified * (heap / usable) + ExecutorMemory.RESERVED_BYTES
        : 0;
  }

  private void addBesideHeap(ExecutorMemory memory) {
    long resident = memory.peaks().processTreeRssBytes();
    long heap = memory.limits().heapBytes().orElse(resident);
    long heapPeak = Math.min(heap, memory.peaks().get(ExecutorMetric.JVM_HEAP));
    residentBytes = Math.max(residentBytes, resident);
    long container = memory.limits().containerBytes().orElse(0);
    containerRatio = Math.max(containerRatio, container > 0 ? (double) resident / container : 0);
    pythonBytes = Math.max(pythonBytes, memory.peaks().get(ExecutorMetric.TREE_PYTHON_RSS));
    surelyBesideHeapBytes = Math.max(surelyBesideHeapBytes, resident - heap);
    besideHeapBytes = Math.max(besideHeapBytes, resident - heapPeak);
    offHeapPeakBytes =
        Math.max(offHeapPeakBytes, memory.peaks().get(ExecutorMetric.OFF_HEAP_UNIFIED));
  }

  /** Executors that were looked at. */
  public int executors() {
    return executors;
  }

  /** Those of them with enough readings of their heap to judge by. */
  public int measured() {
    return measured;
  }

  public long readings() {
    return readings;
  }

  /** How long they lived, in milliseconds, added up. */
  public double lifeMillis() {
    return lifeMillis;
  }

  /** The largest heap that one of them may have. */
  public long heapBytes() {
    return heapBytes;
  }

  /** What one of them may use in all; 0 where unknown. */
  public long containerBytes() {
    return containerBytes;
  }

  /** Whether it is known what survived collection in each of those that were measured. */
  public boolean everyFloorKnown() {
    return everyFloorKnown;
  }

  /** Garbage is in it. */
  public long heapPeakBytes() {
    return heapPeakBytes;
  }

  public long unifiedPeakBytes() {
    return unifiedPeakBytes;
  }

  /** The fullest unified region, per what it can be. */
  public double unifiedRatio() {
    return unifiedRatio;
  }

  /** The most that survived collection in the last minutes. */
  public long floorBytes() {
    return floorBytes;
  }

  public double floorRatio() {
    return floorRatio;
  }

  /** The most that any minute left after collection, or with its garbage where none was. */
  public long highestFloorBytes() {
    return highestFloorBytes;
  }

  /** Peak of all processes of an executor; 0 without process-tree metrics. */
  public long residentBytes() {
    return residentBytes;
  }

  /** The fullest container, by the peaks of its processes; 0 where they were not measured. */
  public double containerRatio() {
    return containerRatio;
  }

  /** Peak of the Python processes of an executor; 0 without process-tree metrics. */
  public long pythonBytes() {
    return pythonBytes;
  }

  /** Largest off-heap unified region; 0 where off-heap memory is not in use. */
  public long offHeapBytes() {
    return offHeapBytes;
  }

  public long offHeapPeakBytes() {
    return offHeapPeakBytes;
  }

  /** Resident memory beyond the whole heap: what is needed beside it is not less. */
  public long surelyBesideHeapBytes() {
    return surelyBesideHeapBytes;
  }

  /** Resident memory beyond the part of the heap that was in use: more is not needed beside it. */
  public long besideHeapBytes() {
    return besideHeapBytes;
  }

  /** A larger heap than the present one: by a fifth, or by what is needed; at most doubled. */
  public double grownHeap(double presentBytes) {
    double needed = Math.max(unifiedHeapBytes, floorBytes * MARGIN) * HEADROOM;
    return Math.min(Math.max(presentBytes * GROWTH, needed), presentBytes * MAX_GROWTH);
  }

  /**
   * The heap that is enough, a quarter more than what was needed. Needed is never taken to be less
   * than what survived collection with a fifth on top, nor less than the whole peak where that is
   * not known, nor more than the peak with a fifth on top. 0 where nothing was seen.
   */
  public double enoughHeap() {
    double least = everyFloorKnown ? highestFloorBytes * MARGIN : heapPeakBytes;
    double needed = Math.min(Math.max(unifiedHeapBytes, least), heapPeakBytes * MARGIN);
    return needed * HEADROOM;
  }
}
