package io.sparkvitals.diagnosis.plan;

import org.jspecify.annotations.Nullable;

/** The memory of one executor and its parts, in MiB. Immutable. */
final class Container {
  /** Spark refuses less than 1.5 times its 300 MB of reserved memory. */
  static final long LEAST_HEAP_MIB = 512;

  /** Up to here references take 4 bytes; from 32 GiB on they take 8. */
  static final long MAX_SMALL_HEAP_MIB = 31 * Platform.GIB;

  /** With references of 8 bytes, less than this holds no more objects than 31 GiB do. */
  static final long MIN_LARGE_HEAP_MIB = 41 * Platform.GIB;

  /** Beyond, a full collection stops an executor for longer than its heartbeat may be late. */
  static final long MAX_HEAP_MIB = 64 * Platform.GIB;

  static final long LEAST_OVERHEAD_MIB = 384;
  private static final double JVM_OVERHEAD = 0.1;
  private static final double PYTHON_OVERHEAD = 0.4;

  private final long heapMib;
  private final long overheadMib;
  private final Wishes wishes;

  private Container(long heapMib, long overheadMib, Wishes wishes) {
    this.heapMib = heapMib;
    this.overheadMib = overheadMib;
    this.wishes = wishes;
  }

  /**
   * The largest heap, with all that belongs to it, that fits; null where none does. What the heap
   * leaves by being a round number goes to the overhead, for the container has it anyway.
   */
  static @Nullable Container within(long limitMib, Wishes wishes) {
    long limit = limitMib / wishes.stepMib() * wishes.stepMib();
    long room = limit - wishes.offHeapMib() - wishes.pysparkMib();
    double factor = overheadFactor(wishes);
    long most = Math.min(room - LEAST_OVERHEAD_MIB, (long) Math.floor(room / (1 + factor)));
    if (most < LEAST_HEAP_MIB) {
      return null;
    }
    long allowed = allowed(most);
    long heap = round(allowed);
    return allowed < most ? ofHeap(heap, wishes) : new Container(heap, room - heap, wishes);
  }

  /** A heap with the overhead that belongs to it, up to YARN's next step. */
  static Container ofHeap(long heapMib, Wishes wishes) {
    long overhead = overheadMib(heapMib, overheadFactor(wishes));
    Container exact = new Container(heapMib, overhead, wishes);
    return new Container(
        heapMib,
        overhead + wishes.stepMib() - 1 - (exact.totalMib() - 1) % wishes.stepMib(),
        wishes);
  }

  /** {@code max(384 MiB, factor x heap)}, as Spark computes it. */
  static long overheadMib(long heapMib, double factor) {
    return Math.max(LEAST_OVERHEAD_MIB, (long) Math.ceil(heapMib * factor));
  }

  /** Python workers live in the overhead, unless they have memory of their own. */
  static double overheadFactor(Wishes wishes) {
    return wishes.python() && wishes.pysparkMib() == 0 ? PYTHON_OVERHEAD : JVM_OVERHEAD;
  }

  private static long allowed(long heapMib) {
    if (heapMib > MAX_SMALL_HEAP_MIB && heapMib < MIN_LARGE_HEAP_MIB) {
      return MAX_SMALL_HEAP_MIB;
    }
    return Math.min(heapMib, MAX_HEAP_MIB);
  }

  /** Down to a number that people read: whole GiB, 256 MiB below 16 GiB, 64 MiB below 4 GiB. */
  private static long round(long mib) {
    long step = mib >= 16 * Platform.GIB ? Platform.GIB : mib >= 4 * Platform.GIB ? 256 : 64;
    return mib / step * step;
  }

  long heapMib() {
    return heapMib;
  }

  long overheadMib() {
    return overheadMib;
  }

  /** Heap, overhead, off-heap and Python memory. */
  long totalMib() {
    return heapMib + overheadMib + wishes.offHeapMib() + wishes.pysparkMib();
  }
}
