package io.sparkvitals.rules;

import io.sparkvitals.model.ExecutorMemory;
import io.sparkvitals.model.ExecutorSnapshot;
import java.util.Optional;
import java.util.OptionalDouble;

/** How full an executor's memory is, and which of its limits is nearest. Immutable. */
public final class MemoryUse {
  private static final double CONTENDED = 0.9;

  private final Limit limit;
  private final double ratio;

  private MemoryUse(Limit limit, double ratio) {
    this.limit = limit;
    this.ratio = ratio;
  }

  /** What the memory is held against. */
  public enum Limit {
    /** What survives collection, per maximum heap. */
    HEAP_FLOOR("heap"),
    /** Resident memory of all processes, per container limit. */
    CONTAINER("container"),
    /** Cached blocks, per what the block manager may use. */
    STORAGE("storage");

    private final String label;

    Limit(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /**
   * The greatest of the ratios that are known. Storage counts only while execution waits for memory
   * too: while tasks spill, or while the unified region is nine tenths full. Empty where nothing is
   * known.
   */
  public static Optional<MemoryUse> of(ExecutorSnapshot executor) {
    ExecutorMemory memory = executor.memory();
    OptionalDouble storage =
        executionWaits(executor) ? memory.storageRatio() : OptionalDouble.empty();
    MemoryUse heap = new MemoryUse(Limit.HEAP_FLOOR, memory.heapFloorRatio().orElse(-1));
    MemoryUse container = new MemoryUse(Limit.CONTAINER, memory.containerRatio().orElse(-1));
    MemoryUse greatest = heap.orGreater(container);
    greatest = greatest.orGreater(new MemoryUse(Limit.STORAGE, storage.orElse(-1)));
    return greatest.ratio < 0 ? Optional.empty() : Optional.of(greatest);
  }

  private static boolean executionWaits(ExecutorSnapshot executor) {
    return executor.window().totals().spilledBytes() > 0
        || executor.memory().unifiedRatio().orElse(0) >= CONTENDED;
  }

  private MemoryUse orGreater(MemoryUse other) {
    return other.ratio > ratio ? other : this;
  }

  public Limit limit() {
    return limit;
  }

  public double ratio() {
    return ratio;
  }
}
