package io.sparkvitals.diagnosis.plan;

/** The settings that follow from the executors' size and number, however that was found. */
final class Execution {
  private static final long RESERVED_MIB = 300;
  private static final double MEMORY_FRACTION = 0.6;
  private static final int GROWTH_OF_DATA = 8;
  private static final long LEAST_ADVISORY_MIB = 16;
  private static final long MOST_ADVISORY_MIB = 128;
  private static final long LITTLE_HEAP_PER_CORE_MIB = 1_024;
  private static final String G1 = "-XX:+UseG1GC -XX:InitiatingHeapOccupancyPercent=35";

  private final Plan.Draft plan;
  private final Wishes wishes;

  Execution(Plan.Draft plan, Wishes wishes) {
    this.plan = plan;
    this.wishes = wishes;
  }

  /** Overhead and what else a container has beside the heap. */
  void memoryBeside(Container container) {
    double factor = Container.overheadFactor(wishes);
    plan.set(
        "spark.executor.memoryOverhead",
        Words.setting(container.overheadMib()),
        "max(384 MiB, "
            + factor
            + " x "
            + Words.setting(container.heapMib())
            + ") = "
            + Words.setting(Container.overheadMib(container.heapMib(), factor))
            + ", and what the round heap leaves of "
            + Words.setting(container.totalMib()),
        wishes.python() && wishes.pysparkMib() == 0
            ? "Python workers live here, beside threads and buffers of the JVM; the factor is that"
                + " of Kubernetes for jobs that are not JVM only"
            : "threads, class data and network buffers of the JVM live here; an executor that"
                + " needs more is killed by the cluster");
    if (wishes.pysparkMib() > 0) {
      plan.set(
          "spark.executor.pyspark.memory",
          Words.setting(wishes.pysparkMib()),
          "as asked for",
          "all Python workers of an executor together may take so much, and the container has it"
              + " on top");
    }
    if (wishes.offHeapMib() > 0) {
      plan.set("spark.memory.offHeap.enabled", "true", "as asked for", "off-heap memory is used");
      plan.set(
          "spark.memory.offHeap.size",
          Words.setting(wishes.offHeapMib()),
          "as asked for",
          "the container has it on top of heap and overhead (since Spark 3.0)");
    }
  }

  /** How many executors there are, or between which bounds. */
  void number(int executors, int most, String formula, String why) {
    if (wishes.fixed()) {
      plan.set("spark.dynamicAllocation.enabled", "false", "--fixed", "the number stays");
      plan.set("spark.executor.instances", most, formula, why);
      return;
    }
    dynamic(plan);
    plan.set(
        "spark.dynamicAllocation.initialExecutors",
        Math.min(most, Math.max(2, executors / 2)),
        "max(2, " + executors + " / 2), at most all",
        "the first stage does not wait until the number has grown from 1");
    plan.set("spark.dynamicAllocation.maxExecutors", most, formula, why);
  }

  /** That executors come and go, whatever their number. */
  static void dynamic(Plan.Draft plan) {
    plan.set(
        "spark.dynamicAllocation.enabled",
        "true",
        "",
        "idle executors are given back; --fixed keeps their number");
    plan.set(
        "spark.dynamicAllocation.shuffleTracking.enabled",
        "true",
        "",
        "executors that hold shuffle files are kept, so that no external shuffle service is needed");
    plan.set("spark.dynamicAllocation.minExecutors", 1, "", "one is kept ready between stages");
  }

  void collector() {
    plan.set(
        "spark.executor.extraJavaOptions",
        G1,
        "",
        "G1, which Java 8 does not choose by itself, and which starts to collect at 35 % instead"
            + " of 45 %, before large batches find no room; both flags are valid from Java 8 on");
  }

  void shuffle(long partitions, String formula, Container container, int cores) {
    plan.set(
        "spark.sql.shuffle.partitions",
        partitions,
        formula,
        "the start for adaptive execution, which joins small partitions and cannot split all large"
            + " ones");
    long share =
        (long) ((container.heapMib() - RESERVED_MIB) * MEMORY_FRACTION + wishes.offHeapMib())
            / cores;
    long advisory = LEAST_ADVISORY_MIB;
    while (advisory < MOST_ADVISORY_MIB && advisory * 2 * GROWTH_OF_DATA <= share) {
      advisory *= 2;
    }
    plan.set(
        "spark.sql.adaptive.advisoryPartitionSizeInBytes",
        advisory + "m",
        "a task's share of memory, "
            + Words.memory(share)
            + ", / "
            + GROWTH_OF_DATA
            + ", from 16m to 128m",
        "a partition of this size, unpacked and sorted, fits into (heap - 300 MiB) x 0.6 / cores");
    if (container.heapMib() / cores < LITTLE_HEAP_PER_CORE_MIB) {
      plan.note(
          "A core has only "
              + Words.memory(container.heapMib() / cores)
              + " of heap: tasks may spill. Nodes with more memory, or fewer cores an executor"
              + " (--executor-cores) on them, help.");
    }
  }
}
