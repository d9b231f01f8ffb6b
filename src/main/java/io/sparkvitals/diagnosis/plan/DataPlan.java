package io.sparkvitals.diagnosis.plan;

import java.util.Locale;

/** Executors for an amount of data, where no cluster bounds them. */
public final class DataPlan {
  private static final double MEMORY_PER_DATA = 2.5;
  private static final double CORES_PER_GIB = 0.25;
  private static final double TIE = 0.05;
  private static final int LEAST_CORES = 4;
  private static final int LEAST_EXECUTORS = 2;
  private static final long LEAST_PARTITIONS = 200;
  private static final long MOST_PARTITIONS = 100_000;
  private static final int PARTITIONS_PER_GIB = 10;
  private static final long MAX_DATA_MIB = 1L << 30;
  private static final double MIN_COMPLEXITY = 0.1;
  private static final double MAX_COMPLEXITY = 10;

  private final double gib;
  private final double complexity;
  private final Wishes wishes;
  private final double neededMib;
  private final long neededCores;

  private DataPlan(long dataMib, double complexity, Wishes wishes) {
    this.gib = (double) dataMib / Platform.GIB;
    this.complexity = complexity;
    this.wishes = wishes;
    this.neededMib = dataMib * MEMORY_PER_DATA * complexity;
    this.neededCores = Math.max(LEAST_CORES, (long) Math.ceil(gib * CORES_PER_GIB * complexity));
  }

  /**
   * The plan for so much data.
   *
   * @param complexity 1 for filters and one aggregation, more for joins and windows
   * @throws PlanProblem where a number is out of range
   */
  public static Plan of(long dataMib, double complexity, Wishes wishes) {
    if (dataMib < 1 || dataMib > MAX_DATA_MIB) {
      throw new PlanProblem("data: expected 1m to 1024t, found " + dataMib + " MiB");
    }
    if (!(complexity >= MIN_COMPLEXITY && complexity <= MAX_COMPLEXITY)) {
      throw new PlanProblem("complexity: expected 0.1 to 10, found " + complexity);
    }
    return new DataPlan(dataMib, complexity, wishes).plan();
  }

  private Plan plan() {
    int cores = wishes.executorCores().orElseGet(this::cores);
    long executors = executors(cores);
    Container container = Container.ofHeap(heapMib(executors), wishes);
    Plan.Draft plan =
        Plan.of(
            String.format(
                Locale.ROOT,
                "%s of data, complexity %s (%s)",
                Words.memory(Math.round(gib * Platform.GIB)),
                complexity,
                wishes.platform().label()));
    plan.set("spark.executor.cores", cores, coresFormula(executors, cores), coresReason());
    plan.set(
        "spark.executor.memory",
        Words.setting(container.heapMib()),
        String.format(
            Locale.ROOT,
            "2.5 x %s x %s = %s / %s, at most 31g",
            Words.memory(Math.round(gib * Platform.GIB)),
            complexity,
            Words.memory(Math.round(neededMib)),
            Words.count(executors, "executor")),
        "data unpacks to several times its size, and not all of it is in memory at once; below 32"
            + " GiB references take 4 bytes");
    Execution execution = new Execution(plan, wishes);
    execution.memoryBeside(container);
    boolean fixed = wishes.fixed();
    execution.number(
        (int) executors,
        (int) (fixed ? executors : executors * 2),
        fixed ? executorsFormula(cores) : "2 x " + executorsFormula(cores),
        fixed ? "cores and memory for all of the data" : "a stage may need more than the average");
    long partitions = (long) Math.ceil(PARTITIONS_PER_GIB * gib);
    execution.shuffle(
        Math.min(MOST_PARTITIONS, Math.max(LEAST_PARTITIONS, partitions)),
        "max(200, 10 x " + number(gib) + " GiB), at most 100,000",
        container,
        cores);
    execution.collector();
    notes(plan, container, executors, cores);
    return plan.plan();
  }

  private int cores() {
    int usual = best(Layout.LEAST_USUAL_CORES, Layout.MOST_USUAL_CORES);
    int any = best(Layout.LEAST_CORES, Layout.MOST_CORES);
    return waste(any) + Layout.WORTH_IT <= waste(usual) ? any : usual;
  }

  private int best(int least, int most) {
    int best = most;
    for (int cores = most - 1; cores >= least; cores--) {
      best = waste(cores) < waste(best) - TIE ? cores : best;
    }
    return best;
  }

  /** Cores and heaps beyond what is needed, each as a share of that. */
  private double waste(int cores) {
    long executors = executors(cores);
    double spareCores = (double) executors * cores / neededCores - 1;
    double heap = (double) executors * heapMib(executors);
    return spareCores + Math.max(0, heap / neededMib - 1);
  }

  private long executors(int cores) {
    long byCores = (neededCores + cores - 1) / cores;
    long byMemory = (long) Math.ceil(neededMib / Container.MAX_SMALL_HEAP_MIB);
    return Math.max(LEAST_EXECUTORS, Math.max(byCores, byMemory));
  }

  /** Up to a whole GiB, so that all of the data has its share. */
  private long heapMib(long executors) {
    long heap = (long) Math.ceil(neededMib / executors / Platform.GIB) * Platform.GIB;
    return Math.min(Container.MAX_SMALL_HEAP_MIB, heap);
  }

  private String coresFormula(long executors, int cores) {
    return String.format(
        Locale.ROOT,
        "max(4, 0.25 x %s GiB x %s) = %,d cores in all; %s x %d",
        number(gib),
        complexity,
        neededCores,
        Words.count(executors, "executor"),
        cores);
  }

  private String coresReason() {
    return wishes.executorCores().isPresent()
        ? "as asked for"
        : "of 2 to 8 cores this needs the fewest cores and the least memory beyond the need, where"
            + " 4 to 6 are preferred";
  }

  private String executorsFormula(int cores) {
    return String.format(
        Locale.ROOT,
        "max(2, %,d cores / %d, %s / 31g)",
        neededCores,
        cores,
        Words.memory(Math.round(neededMib)));
  }

  private void notes(Plan.Draft plan, Container container, long executors, int cores) {
    plan.note(
        String.format(
            Locale.ROOT,
            "The cluster needs %,d cores and %s for %s of %s each, beside the driver.",
            executors * cores,
            Words.memory(executors * container.totalMib()),
            Words.count(executors, "executor"),
            Words.memory(container.totalMib())));
    plan.note(
        "This is a rule of thumb for a first run. `spark-vitals replay` of its event log says what"
            + " it really used.");
    plan.note(
        "The driver's memory does not follow from the data but from what is collected or broadcast,"
            + " so none is planned.");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
  }
}
