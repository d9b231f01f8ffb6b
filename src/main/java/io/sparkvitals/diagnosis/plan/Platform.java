package io.sparkvitals.diagnosis.plan;

/** What runs the executors, and what it takes for itself. */
public enum Platform {
  STANDALONE("standalone"),
  YARN("YARN"),
  KUBERNETES("Kubernetes");

  static final long GIB = 1_024;
  private static final long EVICTION_MIB = 100;

  /** Steps of GKE's scale in MiB, and the share of each that the node keeps for itself. */
  private static final long[] STEP = {4 * GIB, 4 * GIB, 8 * GIB, 112 * GIB};

  private static final double[] SHARE = {0.25, 0.2, 0.1, 0.06};
  private static final double SHARE_BEYOND = 0.02;

  private final String label;

  Platform(String label) {
    this.label = label;
  }

  /** As a sentence names it. */
  public String label() {
    return label;
  }

  /**
   * Memory of a node that executors do not get, in MiB: 1 GiB for the system and its daemons; on
   * Kubernetes what GKE reserves, the largest of the published scales: 25 % of the first 4 GiB, 20
   * % of the next 4, 10 % of the next 8, 6 % of the next 112, 2 % beyond, and 100 MiB for eviction.
   */
  long reservedMib(long nodeMib) {
    if (this != KUBERNETES) {
      return GIB;
    }
    double reserved = EVICTION_MIB;
    long left = nodeMib;
    for (int i = 0; i < STEP.length; i++) {
      long part = Math.min(left, STEP[i]);
      reserved += part * SHARE[i];
      left -= part;
    }
    return Math.max(GIB, (long) Math.ceil(reserved + left * SHARE_BEYOND));
  }

  /** What stands behind {@link #reservedMib}. */
  String reservationReason() {
    return this == KUBERNETES
        ? "Kubernetes keeps memory of a node for itself; this is the scale of GKE, others keep"
            + " less. `kubectl describe node` shows what is allocatable: give the difference with"
            + " --reserve-memory and --reserve-cores"
        : "the system and its daemons need a core and 1 GiB; other services on the node need more:"
            + " --reserve-cores, --reserve-memory";
  }
}
