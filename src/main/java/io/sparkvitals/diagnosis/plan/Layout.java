package io.sparkvitals.diagnosis.plan;

import org.jspecify.annotations.Nullable;

/** Equal executors on equal nodes, one of which has the driver too. Immutable. */
final class Layout {
  static final int LEAST_CORES = 2;
  static final int MOST_CORES = 8;
  static final int LEAST_USUAL_CORES = 4;
  static final int MOST_USUAL_CORES = 6;

  /**
   * By how much less an unusual number of cores has to waste, of 1 for all cores and 1 for memory.
   */
  static final double WORTH_IT = 0.1;

  /** What differs by less wastes the same. */
  static final double TIE = 0.005;

  private final int cores;
  private final int perNode;
  private final int besideDriver;
  private final Container container;
  private final Machines machines;
  private final DriverRoom driver;

  private Layout(
      int cores, int[] executors, Container container, Machines machines, DriverRoom driver) {
    this.cores = cores;
    this.perNode = executors[0];
    this.besideDriver = executors[1];
    this.container = container;
    this.machines = machines;
    this.driver = driver;
  }

  /**
   * The layout that wastes least: of 4 to 6 cores an executor, or of 2, 3, 7 or 8 where that wastes
   * at least 10 points less; where two waste the same, the one with fewer and larger executors,
   * which have fewer copies of what each executor has once.
   *
   * @throws PlanProblem where not even one executor fits
   */
  static Layout best(Machines machines, Wishes wishes, DriverRoom driver) {
    int most = Math.min(MOST_CORES, machines.usableCores());
    int least = Math.min(LEAST_CORES, most);
    if (wishes.executorCores().isPresent()) {
      most = wishes.executorCores().getAsInt();
      least = most;
    }
    Layout usual = null;
    Layout any = null;
    for (int cores = most; cores >= Math.max(1, least); cores--) {
      Layout layout = of(cores, machines, wishes, driver);
      any = better(layout, any);
      if (cores >= LEAST_USUAL_CORES && cores <= MOST_USUAL_CORES) {
        usual = better(layout, usual);
      }
    }
    if (any == null) {
      throw new PlanProblem(tooSmall(machines, wishes, driver));
    }
    return usual == null || any.waste() + WORTH_IT <= usual.waste() ? any : usual;
  }

  private static @Nullable Layout better(@Nullable Layout one, @Nullable Layout best) {
    boolean better = one != null && (best == null || one.waste() < best.waste() - TIE);
    return better ? one : best;
  }

  /** The layout with so many cores an executor; null where none fits. */
  private static @Nullable Layout of(
      int cores, Machines machines, Wishes wishes, DriverRoom driver) {
    Layout best = null;
    for (int perNode = machines.usableCores() / cores; perNode > 0 && best == null; perNode--) {
      for (int beside = perNode; beside >= Math.max(0, perNode - 2); beside--) {
        boolean fits = beside * cores + driver.cores() <= machines.usableCores();
        long limit = machines.usableMib() / perNode;
        if (beside > 0) {
          limit = Math.min(limit, (machines.usableMib() - driver.totalMib()) / beside);
        }
        fits &= beside > 0 || driver.totalMib() <= machines.usableMib();
        Container container = fits ? Container.within(limit, wishes) : null;
        if (container != null && (beside > 0 || machines.nodes() > 1)) {
          best =
              better(
                  new Layout(cores, new int[] {perNode, beside}, container, machines, driver),
                  best);
        }
      }
    }
    return best;
  }

  private static String tooSmall(Machines machines, Wishes wishes, DriverRoom driver) {
    return "no executor fits: a node leaves "
        + Words.count(Math.max(0, machines.usableCores()), "core")
        + " and "
        + Words.memory(Math.max(0, machines.usableMib()))
        + " of its "
        + machines.cores()
        + " and "
        + Words.memory(machines.memoryMib())
        + ", the driver takes "
        + driver.cores()
        + " and "
        + Words.memory(driver.totalMib())
        + ", an executor needs "
        + wishes.executorCores().orElse(1)
        + " and "
        + Words.memory(Container.ofHeap(Container.LEAST_HEAP_MIB, wishes).totalMib())
        + "; "
        + (wishes.executorCores().isPresent() ? "ask for fewer --executor-cores, " : "")
        + "take larger nodes, reserve less"
        + (wishes.client() ? "" : ", or run the driver elsewhere (--client)");
  }

  int cores() {
    return cores;
  }

  int perNode() {
    return perNode;
  }

  /** Executors on the node that has the driver too. */
  int besideDriver() {
    return besideDriver;
  }

  Container container() {
    return container;
  }

  int executors() {
    return (machines.nodes() - 1) * perNode + besideDriver;
  }

  long usedCores() {
    return (long) executors() * cores + driver.cores();
  }

  long usedMib() {
    return executors() * container.totalMib() + driver.totalMib();
  }

  /** Share of the cores that nobody uses and share of the memory that nobody uses, added. */
  double waste() {
    double allCores = (double) machines.usableCores() * machines.nodes();
    double allMib = (double) machines.usableMib() * machines.nodes();
    return 2 - usedCores() / allCores - usedMib() / allMib;
  }
}
