package io.sparkvitals.diagnosis.plan;

/** What the driver, or YARN's application master, takes from one node. Immutable. */
final class DriverRoom {
  static final long MASTER_HEAP_MIB = 512;
  private static final long MOST_MIB = 4 * Platform.GIB;
  private static final long LEAST_MIB = Platform.GIB;
  private static final double JVM_OVERHEAD = 0.1;

  private final int cores;
  private final long heapMib;
  private final long overheadMib;
  private final long totalMib;

  private DriverRoom(int cores, long heapMib, long overheadMib, long stepMib) {
    this.cores = cores;
    this.heapMib = heapMib;
    this.overheadMib = overheadMib;
    this.totalMib = (heapMib + overheadMib + stepMib - 1) / stepMib * stepMib;
  }

  static DriverRoom of(Machines machines, Wishes wishes) {
    if (!wishes.client()) {
      long heap = wishes.driverMib().orElse(usual(machines.usableMib()));
      return of(heap, Container.overheadFactor(wishes), wishes);
    }
    return wishes.platform() == Platform.YARN
        ? of(MASTER_HEAP_MIB, JVM_OVERHEAD, wishes)
        : new DriverRoom(0, 0, 0, 1);
  }

  private static DriverRoom of(long heapMib, double factor, Wishes wishes) {
    return new DriverRoom(1, heapMib, Container.overheadMib(heapMib, factor), wishes.stepMib());
  }

  /** An eighth of a node, from 1 to 4 GiB. */
  private static long usual(long usableMib) {
    return Math.min(MOST_MIB, Math.max(LEAST_MIB, usableMib / 8 / 256 * 256));
  }

  int cores() {
    return cores;
  }

  long heapMib() {
    return heapMib;
  }

  long overheadMib() {
    return overheadMib;
  }

  /** Of its container, in MiB; 0 where it runs elsewhere. */
  long totalMib() {
    return totalMib;
  }
}
