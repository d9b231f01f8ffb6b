package io.sparkvitals.diagnosis.plan;

import java.util.Locale;

/** Executors for a cluster of equal nodes. */
public final class ClusterPlan {
  private static final long USUAL_PARTITIONS = 200;
  private static final int WAVES = 3;
  private static final double MUCH = 0.1;

  private final Machines machines;
  private final Wishes wishes;
  private final DriverRoom driver;
  private final Layout layout;

  private ClusterPlan(Machines machines, Wishes wishes) {
    this.machines = machines;
    this.wishes = wishes;
    this.driver = DriverRoom.of(machines, wishes);
    this.layout = Layout.best(machines, wishes, driver);
  }

  /**
   * The plan that leaves least of the cluster unused.
   *
   * @throws PlanProblem where no executor fits
   */
  public static Plan of(Machines machines, Wishes wishes) {
    return new ClusterPlan(machines, wishes).plan();
  }

  private Plan plan() {
    Plan.Draft plan = Plan.of(title());
    plan.set(
        "spark.executor.cores",
        layout.cores(),
        Words.count(layout.perNode(), "executor")
            + " x "
            + layout.cores()
            + " of "
            + Words.count(machines.usableCores(), "core")
            + " a node ("
            + machines.cores()
            + " - "
            + machines.reservedCores()
            + ")",
        coresReason());
    memory(plan);
    Execution execution = new Execution(plan, wishes);
    execution.memoryBeside(layout.container());
    int executors = layout.executors();
    execution.number(executors, executors, executorsFormula(), "more would not fit");
    driver(plan);
    long cores = (long) executors * layout.cores();
    execution.shuffle(
        Math.max(USUAL_PARTITIONS, WAVES * cores),
        "max(200, " + WAVES + " x " + cores + " cores)",
        layout.container(),
        layout.cores());
    execution.collector();
    notes(plan);
    return plan.plan();
  }

  private String title() {
    return String.format(
        Locale.ROOT,
        "%s of %s and %s (%s, driver %s)",
        Words.count(machines.nodes(), "node"),
        Words.count(machines.cores(), "core"),
        Words.memory(machines.memoryMib()),
        wishes.platform().label(),
        wishes.client() ? "elsewhere" : "on one of them");
  }

  private String coresReason() {
    if (wishes.executorCores().isPresent()) {
      return "as asked for";
    }
    if (layout.cores() == 1) {
      return "no node has room for an executor of 2 cores, which would share its memory";
    }
    return "of 2 to 8 cores this wastes least, where 4 to 6 are preferred: with fewer, too little is"
        + " shared, with more, collections and reads of HDFS slow down; of two that waste the"
        + " same, the larger";
  }

  private void memory(Plan.Draft plan) {
    Container container = layout.container();
    plan.set(
        "spark.executor.memory",
        Words.setting(container.heapMib()),
        "("
            + Words.memory(machines.memoryMib())
            + " - "
            + Words.memory(machines.reservedMib())
            + (layout.besideDriver() == layout.perNode() && driver.totalMib() > 0
                ? " - " + Words.memory(driver.totalMib()) + " of the driver"
                : "")
            + ") / "
            + layout.perNode()
            + " = a container of "
            + Words.setting(container.totalMib())
            + ", less what stands beside the heap",
        heapReason(container.heapMib()));
  }

  private static String heapReason(long heapMib) {
    if (heapMib == Container.MAX_SMALL_HEAP_MIB) {
      return "no more than 31g: from 32 GiB on each reference takes 8 bytes instead of 4, and only"
          + " beyond 40 GiB there is more room again";
    }
    return heapMib == Container.MAX_HEAP_MIB
        ? "no more than 64g: a full collection of more would stop the executor for too long"
        : heapMib > Container.MAX_SMALL_HEAP_MIB
            ? "beyond 40 GiB, so that references of 8 bytes leave more room than 31g would"
            : "below 32 GiB, so that references take 4 bytes";
  }

  private String executorsFormula() {
    return layout.besideDriver() == layout.perNode()
        ? Words.count(machines.nodes(), "node") + " x " + layout.perNode()
        : Words.count(machines.nodes() - 1, "node")
            + " x "
            + layout.perNode()
            + " + "
            + layout.besideDriver()
            + " beside the driver";
  }

  private void driver(Plan.Draft plan) {
    if (wishes.client()) {
      return;
    }
    plan.set(
        "spark.driver.memory",
        Words.setting(driver.heapMib()),
        wishes.driverMib().isPresent()
            ? "as asked for"
            : "an eighth of what a node leaves, from 1 to 4 GiB",
        "what the job collects or broadcasts passes through it: --driver-memory where it is more");
    plan.set(
        "spark.driver.memoryOverhead",
        Words.setting(driver.overheadMib()),
        "max(384 MiB, " + Container.overheadFactor(wishes) + " x heap)",
        "as for executors");
  }

  private void notes(Plan.Draft plan) {
    long allCores = (long) machines.usableCores() * machines.nodes();
    long allMib = machines.usableMib() * machines.nodes();
    long cores = allCores - layout.usedCores();
    long mib = allMib - layout.usedMib();
    plan.note(
        String.format(
            Locale.ROOT,
            "Unused of what the nodes leave: %s of %,d (%s) and %s of %s (%s).",
            Words.count(cores, "core"),
            allCores,
            Words.percent((double) cores / allCores),
            Words.memory(mib),
            Words.memory(allMib),
            Words.percent((double) mib / allMib)));
    plan.note(
        String.format(
            Locale.ROOT,
            "Kept on each node: %s and %s; %s.",
            Words.count(machines.reservedCores(), "core"),
            Words.memory(machines.reservedMib()),
            wishes.platform().reservationReason()));
    if (driver.totalMib() > 0) {
      plan.note(driverNote());
    }
    if ((double) mib / allMib >= MUCH) {
      plan.note("Much memory stays unused" + unusedReason());
    }
    platformNote(plan);
  }

  private String unusedReason() {
    long heap = layout.container().heapMib();
    if (heap == Container.MAX_SMALL_HEAP_MIB || heap == Container.MAX_HEAP_MIB) {
      return ": the nodes have more of it for each core than heaps of this size can use. The system"
          + " caches files in it; --off-heap uses it for Spark.";
    }
    if (driver.totalMib() == 0) {
      return ".";
    }
    String taker = wishes.client() ? "application master" : "driver";
    return layout.besideDriver() == layout.perNode()
        ? ": all executors are equal, and what the "
            + taker
            + " takes of one node stays free on the others."
        : ": the node of the " + taker + " has room for fewer executors.";
  }

  private String driverNote() {
    return String.format(
        Locale.ROOT,
        "One node has room for the %s: %s and %s%s.",
        wishes.client() ? "application master" : "driver",
        Words.count(driver.cores(), "core"),
        Words.memory(driver.totalMib()),
        layout.besideDriver() == layout.perNode()
            ? ""
            : ", and for " + Words.count(layout.besideDriver(), "executor") + " beside it");
  }

  private void platformNote(Plan.Draft plan) {
    if (wishes.platform() == Platform.YARN) {
      plan.note(
          "YARN rounds containers up to "
              + wishes.stepMib()
              + " MiB (yarn.scheduler.minimum-allocation-mb; --yarn-step). A node must offer "
              + machines.usableMib()
              + " MiB in yarn.nodemanager.resource.memory-mb, "
              + machines.usableCores()
              + " in yarn.nodemanager.resource.cpu-vcores, and a container "
              + layout.container().totalMib()
              + " MiB in yarn.scheduler.maximum-allocation-mb.");
    } else if (wishes.platform() == Platform.STANDALONE) {
      plan.note(
          "A standalone worker counts the heap and off-heap memory of its executors only; the room"
              + " for the rest is kept all the same, for the machine has to hold it.");
    }
  }
}
