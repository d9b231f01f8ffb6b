package io.sparkvitals.rules;

import io.sparkvitals.model.Spending;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.figures.LostExecutors;
import io.sparkvitals.rules.figures.Stragglers;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The computed values that texts and settings of a rule file can name, beside its signals: one line
 * per value. A value that cannot be computed is absent.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions are stateless.
public enum Placeholder {
  EXECUTOR_MEMORY("executorMemory", "Heap setting of the executors", Sizing::executorMemory),
  EXECUTOR_MEMORY_NEW(
      "executorMemoryNew",
      "That times 1.2, or what was seen of need and a quarter more, at most doubled; rounded up to"
          + " GiB, or to 256 MiB below 4 GiB",
      Sizing::executorMemoryNew),
  SPILL_HEAP_NEW(
      "spillHeapNew",
      "The same, unless the spilling stage is of SQL and has its memory beside the heap"
          + " (spark.memory.offHeap.enabled)",
      Sizing::spillHeapNew),
  SPILL_DRIVER_MEMORY_NEW(
      "spillDriverMemoryNew",
      "driverMemoryNew, unless the spilling stage has its memory beside the heap",
      Sizing::spillDriverMemoryNew),
  SPILL_OFF_HEAP_NEW(
      "spillOffHeapNew",
      "Where it has: spark.memory.offHeap.size times 1.5, rounded up in the same way",
      Sizing::spillOffHeapNew),
  MEMORY_OVERHEAD_NEW(
      "memoryOverheadNew",
      "Memory beside the heap: the measured need times 1.2, else the present setting times 1.5; none"
          + " on a standalone cluster, where the setting changes nothing",
      Sizing::memoryOverheadNew),
  DRIVER_MEMORY_NEW(
      "driverMemoryNew",
      "In local mode, where tasks run in the driver: its larger heap, as that of executors",
      Sizing::driverMemoryNew),
  DRIVER_HEAP_NEW(
      "driverHeapNew",
      "The driver's larger heap, as that of executors, in any mode",
      Sizing::driverHeapNew),
  MAX_RESULT_SIZE_NEW(
      "maxResultSizeNew",
      "Twice what the results of a stage may amount to",
      Sizing::maxResultSizeNew),
  RUNNING_PLACES(
      "runningPlaces",
      "Where the longest of the running tasks run, such as on host-3",
      sight -> ofStage(sight, Stragglers::places)),
  STRAGGLERS(
      "stragglers",
      "How many tasks are left and where they run, as a sentence; nothing when none runs",
      sight -> ofStage(sight, Placeholder::stragglers)),
  BUDGET(
      "budget",
      "What the application may cost",
      sight -> Spending.of(sight.snapshot()).map(spent -> Unit.AMOUNT.format(spent.budget()))),
  LOST(
      "lost",
      "That executors were lost, and within which time if there are several",
      sight -> Optional.ofNullable(sight.lost()).map(Placeholder::lost)),
  UNEVEN_DATA_FIX(
      "unevenDataFix",
      "What spreads the data of a stage, in sentences: by whether it reads storage or a shuffle, of"
          + " an RDD or of SQL, and whether adaptive execution may split its partitions",
      sight -> Optional.of(UnevenData.of(sight).fix())),
  UNEVEN_DATA_RISK(
      "unevenDataRisk", "What that may cost", sight -> Optional.of(UnevenData.of(sight).risk())),
  SKEW_JOIN(
      "skewJoin",
      "true where adaptive execution may split the partitions of the stage: it is of SQL, and a task"
          + " read more than 128 MiB of a shuffle that the settings in force would not split",
      sight -> UnevenData.splitting(sight, "true")),
  SKEW_JOIN_FACTOR(
      "skewJoinFactor",
      "In that case how many medians a partition to split has",
      sight -> UnevenData.splitting(sight, Integer.toString(UnevenData.FACTOR))),
  SKEW_JOIN_THRESHOLD(
      "skewJoinThreshold",
      "In that case how large a partition to split is",
      sight -> UnevenData.splitting(sight, UnevenData.THRESHOLD_BYTES / Sizes.MIB + "m")),
  IDLE_TIMEOUT_NEW(
      "idleTimeoutNew",
      "Spark's default of 60 s, where executors are idle for longer before they are given back, and"
          + " those that were given back were not missed soon after",
      Sizing::idleTimeoutNew),
  DYNAMIC_ALLOCATION_NEW(
      "dynamicAllocationNew",
      "true, but for applications with stages in barrier mode, which Spark refuses with it",
      Sizing::dynamicAllocationNew),
  MAX_EXECUTORS_NEW(
      "maxExecutorsNew",
      "Where dynamic allocation is off and can be: as many executors as were asked for, else as there"
          + " are",
      Sizing::maxExecutorsNew),
  EXECUTOR_CORES_NEW("executorCoresNew", "Half the cores of an executor", Sizing::executorCoresNew),
  SHUFFLE_PARTITIONS_NEW(
      "shufflePartitionsNew",
      "Partitions of 128 MiB for the stage that spills, and at least twice those it has",
      Sizing::shufflePartitionsNew);

  private final String member;
  private final String help;
  private final Function<Sight, Optional<String>> value;

  Placeholder(String member, String help, Function<Sight, Optional<String>> value) {
    this.member = member;
    this.help = help;
    this.value = value;
  }

  private static Optional<String> ofStage(
      Sight sight, Function<StageSnapshot, Optional<String>> value) {
    StageSnapshot stage = sight.stage();
    return stage == null ? Optional.empty() : value.apply(stage);
  }

  private static String lost(LostExecutors lost) {
    double seconds = (lost.lastMillis() - lost.firstMillis()) / 1e3;
    if (lost.executors().size() == 1) {
      return "was lost";
    }
    return seconds < 1 ? "were lost at once" : "were lost within " + Unit.SECONDS.format(seconds);
  }

  private static Optional<String> stragglers(StageSnapshot stage) {
    long left = Stragglers.left(stage).orElse(0);
    String tasks = Unit.COUNT.format(left) + " of " + Unit.COUNT.format(stage.facts().numTasks());
    return left == 0
        ? Optional.empty()
        : Stragglers.places(stage)
            .map(
                where ->
                    " "
                        + tasks
                        + (left == 1
                            ? " tasks is left; it runs "
                            : " tasks are left; the longest run ")
                        + where
                        + ".");
  }

  /** The name between the braces. */
  public String member() {
    return member;
  }

  /** One sentence without a full stop. */
  public String help() {
    return help;
  }

  public Optional<String> value(Sight sight) {
    return value.apply(sight);
  }

  /** The placeholder of a name, or null. */
  public static @Nullable Placeholder parse(String member) {
    for (Placeholder each : values()) {
      if (each.member.equals(member)) {
        return each;
      }
    }
    return null;
  }
}
