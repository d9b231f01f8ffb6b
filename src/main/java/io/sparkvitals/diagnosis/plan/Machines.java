package io.sparkvitals.diagnosis.plan;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** Equal nodes, and what of each is left for Spark. Immutable. */
public final class Machines {
  private static final int MAX_NODES = 100_000;
  private static final int MAX_CORES = 4_096;
  private static final long MAX_MIB = 1L << 27;
  private static final int RESERVED_CORES = 1;

  private final int nodes;
  private final int cores;
  private final long memoryMib;
  private final int reservedCores;
  private final long reservedMib;

  private Machines(int nodes, int cores, long memoryMib, int reservedCores, long reservedMib) {
    this.nodes = nodes;
    this.cores = cores;
    this.memoryMib = memoryMib;
    this.reservedCores = reservedCores;
    this.reservedMib = reservedMib;
  }

  /**
   * Nodes with so many cores and so much memory each, of which the platform's usual share is kept.
   *
   * @throws PlanProblem where a number is out of range
   */
  public static Machines of(int nodes, int cores, long memoryMib, Platform platform) {
    check("nodes", nodes, MAX_NODES, "");
    check("cores of a node", cores, MAX_CORES, "");
    check("memory of a node", memoryMib, MAX_MIB, " MiB");
    return new Machines(nodes, cores, memoryMib, RESERVED_CORES, platform.reservedMib(memoryMib));
  }

  private static void check(String what, long number, long max, String unit) {
    if (number < 1 || number > max) {
      throw new PlanProblem(what + ": expected 1 to " + max + unit + ", found " + number + unit);
    }
  }

  /** The same nodes with other reservations where they are given. */
  public Machines reserving(OptionalInt someCores, OptionalLong someMib) {
    return new Machines(
        nodes, cores, memoryMib, someCores.orElse(reservedCores), someMib.orElse(reservedMib));
  }

  int nodes() {
    return nodes;
  }

  int cores() {
    return cores;
  }

  long memoryMib() {
    return memoryMib;
  }

  int reservedCores() {
    return reservedCores;
  }

  long reservedMib() {
    return reservedMib;
  }

  /** Cores of a node that are left; may be 0 or less. */
  int usableCores() {
    return cores - reservedCores;
  }

  /** Memory of a node that is left, in MiB; may be 0 or less. */
  long usableMib() {
    return memoryMib - reservedMib;
  }
}
