package io.sparkvitals.diagnosis.plan;

import io.sparkvitals.diagnosis.advice.ExecutorCounts;
import io.sparkvitals.diagnosis.advice.RightSizing;
import io.sparkvitals.diagnosis.advice.StageGaps;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Sizing;

/**
 * Executors for an application by what one of its runs used. Sizes are those of {@link
 * RightSizing}, so that a plan and the advice of a report are the same.
 */
public final class RunPlan {
  private static final long LEAST_PARTITIONS = 200;
  private static final int WAVES = 3;
  private static final String BARRIER =
      "the run had stages in barrier mode, which Spark refuses with dynamic allocation";
  private static final double AIM = 0.8;

  private final ApplicationSnapshot run;
  private final RightSizing sizes;
  private final boolean fixed;

  private RunPlan(ApplicationSnapshot run, boolean fixed) {
    this.run = run;
    this.sizes = RightSizing.of(run);
    this.fixed = fixed;
  }

  /**
   * The plan for runs like this one.
   *
   * @param fixed a fixed number of executors instead of dynamic allocation
   * @throws PlanProblem where the run tells too little
   */
  public static Plan of(ApplicationSnapshot run, boolean fixed) {
    return new RunPlan(run, fixed).plan();
  }

  private Plan plan() {
    long heap = sizes.heapBytes().orElse(0);
    int cores = sizes.cores();
    int most = (int) ExecutorCounts.of(run, Double.MAX_VALUE).most();
    if (heap <= 0 || cores <= 0 || most == 0) {
      String master = run.facts().property("spark.master");
      boolean local = master != null && master.startsWith("local");
      throw new PlanProblem(
          (local
                  ? "the run was in local mode, which has no executors"
                  : "the run tells too little: no executor was seen whose memory and cores are known")
              + "; plan with --nodes or --data");
    }
    String name = run.facts().name();
    Plan.Draft plan = Plan.of("runs like " + (name == null ? run.facts().id() : name));
    plan.set("spark.executor.cores", cores, changed(sizes.presentCores(), cores), coresReason());
    memory(plan, heap);
    int sameCores = (int) Math.ceil((double) most * sizes.presentCores() / cores);
    int executors = executors(cores, sameCores);
    number(plan, executors, sameCores, most);
    shuffle(plan, (long) executors * cores);
    if (!sizes.observed()) {
      plan.note(
          "The heap was read too seldom, or of too few executors, to give any of it back: set"
              + " spark.executor.metrics.pollingInterval=1s and"
              + " spark.eventLog.logStageExecutorMetrics=true and run again.");
    }
    if (!sizes.overheadObserved()) {
      plan.note(
          "What the processes take beside the heap was not measured; with"
              + " spark.executor.processTreeMetrics.enabled=true it is.");
    }
    return plan.plan();
  }

  private String coresReason() {
    if (sizes.cores() == sizes.presentCores()) {
      return "nothing in the run speaks for another number";
    }
    return sizes.cores() < sizes.presentCores()
        ? "tasks that share a heap made short-lived objects faster than they could be collected"
        : "tasks kept the cores busy and mostly waited, and there was memory for more of them";
  }

  private void memory(Plan.Draft plan, long heap) {
    long present = sizes.presentHeapBytes().orElse(heap);
    plan.set(
        "spark.executor.memory",
        Sizes.memorySetting(heap),
        changed(Sizes.memorySetting(present), Sizes.memorySetting(heap)),
        heap > present
            ? "executors ran out of memory, or spilled and collected garbage for want of it"
            : heap < present
                ? "the most that any executor needed, and a quarter more"
                : "what the run had, as nothing shows that it should have less or more");
    long overhead = sizes.overheadBytes();
    plan.set(
        "spark.executor.memoryOverhead",
        Sizes.memorySetting(overhead),
        changed(Sizes.memorySetting(sizes.presentOverheadBytes()), Sizes.memorySetting(overhead)),
        "threads, buffers, native code and Python workers live here");
  }

  private static String changed(Object before, Object after) {
    return before.toString().equals(after.toString())
        ? "as in the run"
        : "the run had " + before + ", now " + after;
  }

  /** Enough for the cores that were busy on average while stages ran, at 80 % use. */
  private int executors(int cores, int most) {
    long stages = StageGaps.of(run).stageMillis();
    CoreTime time = run.work().coreTime();
    if (stages == 0 || time.busyMillis() == 0) {
      return most;
    }
    double busyCores = (double) time.busyMillis() / stages;
    return Math.max(1, Math.min(most, (int) Math.ceil(busyCores / AIM / cores)));
  }

  private void number(Plan.Draft plan, int executors, int most, int ofTheRun) {
    String present = ofTheRun + " of the run";
    String all = ofTheRun == most ? present : present + " with as many cores, now " + most;
    String formula = "busy cores while stages ran / " + AIM + " / cores, at most the " + all;
    if (run.work().events().barrierStages() > 0) {
      plan.set("spark.dynamicAllocation.enabled", "false", "", BARRIER);
      plan.set("spark.executor.instances", most, "the " + all, "their tasks start all at once");
      return;
    }
    if (fixed) {
      plan.set("spark.dynamicAllocation.enabled", "false", "--fixed", "the number stays");
      plan.set("spark.executor.instances", executors, formula, "a fifth is room for uneven stages");
      return;
    }
    Execution.dynamic(plan);
    plan.set(
        "spark.dynamicAllocation.initialExecutors",
        executors,
        formula,
        "what the run could keep busy on average");
    plan.set(
        "spark.dynamicAllocation.maxExecutors",
        most,
        "the most at one time, the " + all,
        "the run never held more cores at a time");
  }

  private void shuffle(Plan.Draft plan, long cores) {
    long largest = 0;
    for (StageSnapshot each : run.stages()) {
      largest = Math.max(largest, each.totals().shuffleReadBytes());
    }
    long bySize = (largest + Sizing.PARTITION_BYTES - 1) / Sizing.PARTITION_BYTES;
    plan.set(
        "spark.sql.shuffle.partitions",
        Math.max(LEAST_PARTITIONS, Math.max(bySize, WAVES * cores)),
        "max(200, " + Sizes.binary(largest) + " / 128 MiB, " + WAVES + " x " + cores + " cores)",
        "the largest shuffle of the run in partitions of 128 MiB; adaptive execution joins small"
            + " ones");
  }
}
