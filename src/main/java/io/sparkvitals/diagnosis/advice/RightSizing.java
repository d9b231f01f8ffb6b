package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Sizing;
import io.sparkvitals.rules.SparkAmount;
import io.sparkvitals.rules.figures.MemoryDemand;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the executors of a resource profile should be given, by what they were seen to use: the
 * present size where there is no reason to change it. Bytes. Immutable.
 */
public final class RightSizing {
  /** Memory is given back in steps of at least this. */
  public static final long STEP_BYTES = 2 * Sizes.GIB;

  /** Fewer executors are too few to give memory back. */
  public static final int MIN_EXECUTORS = 3;

  private static final int STANDARD = 0;
  private static final int MAX_PROFILES = 10;
  private static final double MARGIN = 1.2;

  private final ApplicationSnapshot snapshot;
  private final int profileId;
  private final ExecutorSettings settings;
  private final MemoryDemand demand;
  private final MemoryTrouble trouble;

  private RightSizing(ApplicationSnapshot snapshot, int profileId) {
    this.snapshot = snapshot;
    this.profileId = profileId;
    this.settings = ExecutorSettings.of(snapshot);
    this.demand = MemoryDemand.ofExecutors(snapshot, profileId);
    this.trouble = MemoryTrouble.ofExecutors(snapshot, profileId, demand);
  }

  /** Of the executors that {@code spark.executor.*} describes. */
  public static RightSizing of(ApplicationSnapshot snapshot) {
    return new RightSizing(snapshot, STANDARD);
  }

  /** Of the executors of another resource profile. */
  public static RightSizing of(ApplicationSnapshot snapshot, int profileId) {
    return new RightSizing(snapshot, profileId);
  }

  /** Profiles that had executors, at most ten; none in local mode. */
  static SortedSet<Integer> profiles(ApplicationSnapshot snapshot) {
    SortedSet<Integer> profiles = new TreeSet<>();
    for (ExecutorSnapshot each : snapshot.executors()) {
      if (!each.facts().driver() && profiles.size() < MAX_PROFILES) {
        profiles.add(each.facts().resourceProfileId());
      }
    }
    return profiles;
  }

  /** Whether the executors are made from {@code spark.executor.*}. */
  public boolean standard() {
    return profileId == STANDARD;
  }

  int profileId() {
    return profileId;
  }

  /**
   * Whether the heap of enough executors was read often enough to say how much they need. Where it
   * was not, the sizes are the present ones, or larger ones where executors ran out of memory.
   */
  public boolean observed() {
    return demand.measured() >= MIN_EXECUTORS
        && 2 * demand.measured() >= demand.executors()
        && trouble.peakTaskBytes() <= demand.unifiedPeakBytes() + demand.offHeapPeakBytes();
  }

  /**
   * Heap that an executor has; absent where the setting cannot be read. Of a resource profile it is
   * what the JVM says, rounded up.
   */
  public OptionalLong presentHeapBytes() {
    if (standard()) {
      return settings.known() ? settings.executorHeapBytes() : OptionalLong.empty();
    }
    return demand.heapBytes() > 0
        ? OptionalLong.of(rounded(demand.heapBytes()))
        : OptionalLong.empty();
  }

  /** Heap that an executor should have; absent where the present one is not known. */
  public OptionalLong heapBytes() {
    OptionalLong present = presentHeapBytes();
    if (!present.isPresent()) {
      return present;
    }
    long bytes = present.getAsLong();
    return OptionalLong.of(
        trouble.heapTooSmall() ? grownHeapBytes() : bytes - (mayShrink() ? spareHeapBytes() : 0));
  }

  /** The next larger heap, the same that alerts advise; 0 where the present one is not known. */
  long grownHeapBytes() {
    return rounded(demand.grownHeap(presentHeapBytes().orElse(0)));
  }

  /** Whether nothing speaks against giving memory back. */
  boolean mayShrink() {
    return observed() && !trouble.demandHidden();
  }

  /** By how much the heap is larger than what was seen of need, in whole steps; 0 if unseen. */
  long spareHeapBytes() {
    double enough = demand.enoughHeap();
    double spare = presentHeapBytes().orElse(0) - enough;
    return enough > 0 && spare > 0 ? STEP_BYTES * (long) (spare / STEP_BYTES) : 0;
  }

  /** Memory beside the heap that an executor has; 0 where it is not known. */
  public long presentOverheadBytes() {
    if (standard()) {
      return (long) settings.overheadBytes();
    }
    long beside = demand.containerBytes() - presentHeapBytes().orElse(0) - demand.offHeapBytes();
    return Math.max(0, beside);
  }

  /**
   * Memory beside the heap that an executor should have. It stays what it is where the heap shrinks
   * and Spark would take it as a part of the heap.
   */
  public long overheadBytes() {
    long present = presentOverheadBytes();
    if (overheadTooSmall()) {
      return rounded(Sizing.grownOverhead(present, demand, pythonLimit()));
    }
    long spare = present - enoughOverheadBytes();
    return overheadObserved() && mayShrink() && spare >= Sizes.GIB
        ? enoughOverheadBytes()
        : present;
  }

  /** Whether executors were killed for their memory, or their processes nearly fill a container. */
  public boolean overheadTooSmall() {
    return trouble.containerKills() > 0 || demand.containerRatio() >= MemoryTrouble.FULL;
  }

  /** Whether the memory of the executors' processes was measured. */
  public boolean overheadObserved() {
    return demand.residentBytes() > 0;
  }

  /** What was needed beside the heap, or more, with a fifth on top. */
  private long enoughOverheadBytes() {
    double beside = (double) demand.besideHeapBytes() - demand.offHeapBytes() - pythonLimit();
    return rounded(Math.max(ExecutorSettings.MIN_OVERHEAD_BYTES, beside) * MARGIN);
  }

  private long pythonLimit() {
    return standard() ? settings.pythonBytes() : 0;
  }

  /** Cores that an executor has; 0 where unknown. */
  public int presentCores() {
    return settings.executorCores();
  }

  /** Cores that an executor should have; the present number where nothing speaks for another. */
  public int cores() {
    return CoreUse.of(snapshot, this).cores();
  }

  /** Executors that were looked at, also those that are gone. */
  public int executors() {
    return demand.executors();
  }

  /** As a setting would give it. */
  private static long rounded(double bytes) {
    return SparkAmount.bytes(Sizes.memorySetting(bytes), Sizes.MIB).orElse(0);
  }

  MemoryDemand demand() {
    return demand;
  }

  MemoryTrouble trouble() {
    return trouble;
  }
}
