package io.sparkvitals.rules;

import static io.sparkvitals.rules.Readings.baseline;
import static io.sparkvitals.rules.Readings.executor;
import static io.sparkvitals.rules.Readings.lastHour;
import static io.sparkvitals.rules.Readings.none;
import static io.sparkvitals.rules.Readings.number;
import static io.sparkvitals.rules.Readings.ratio;
import static io.sparkvitals.rules.Readings.since;
import static io.sparkvitals.rules.Readings.some;
import static io.sparkvitals.rules.Readings.stage;
import static io.sparkvitals.rules.Readings.whole;
import static io.sparkvitals.rules.Scope.AGENT;
import static io.sparkvitals.rules.Scope.APPLICATION;
import static io.sparkvitals.rules.Scope.DRIVER;
import static io.sparkvitals.rules.Scope.EXECUTOR;
import static io.sparkvitals.rules.Scope.STAGE;

import io.sparkvitals.model.CachedRdd;
import io.sparkvitals.model.FailureReason;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.figures.ShrunkExecutors;
import io.sparkvitals.rules.figures.Stragglers;
import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that rules compare with bounds: one line per number.
 *
 * <p>A number that cannot be known is absent, never 0; a rule or guard over it does not hold.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions are stateless.
public enum Signal {
  MEMORY_UTILIZATION(
      "memoryUtilization",
      Unit.RATIO,
      In.EXECUTOR_ONLY,
      "Greatest of heap after collection, container memory, and cache while tasks wait for memory",
      s -> executor(s, e -> MemoryUse.of(e).map(use -> some(use.ratio())).orElse(none()))),
  UNIFIED_RATIO(
      "unifiedRatio",
      Unit.RATIO,
      In.PROCESS,
      "Peak of the memory that Spark shares between tasks and cache, per what it can be",
      s -> executor(s, e -> e.memory().unifiedRatio())),
  STORAGE_RATIO(
      "storageRatio",
      Unit.RATIO,
      In.PROCESS,
      "Memory used for cached blocks per the block manager's maximum",
      s -> executor(s, e -> e.memory().storageRatio())),
  CONTAINER_RATIO(
      "containerRatio",
      Unit.RATIO,
      In.EXECUTOR_ONLY,
      "Resident memory of all processes per container, where the process tree is measured",
      s -> executor(s, e -> e.memory().containerRatio())),
  GC_RATIO(
      "gcRatio",
      Unit.RATIO,
      In.WORK,
      "Garbage collection time per task run time",
      s -> s.snapshot().facts().gcRatio(s.totals())),
  CPU_RATIO(
      "cpuRatio",
      Unit.RATIO,
      In.WORK,
      "CPU time of task threads per task run time",
      s -> s.totals().cpuRatio()),
  FETCH_WAIT_RATIO(
      "fetchWaitRatio",
      Unit.RATIO,
      In.WORK,
      "Time blocked on shuffle fetches per task run time",
      s -> s.totals().fetchWaitRatio()),
  SPILL_RATIO(
      "spillRatio",
      Unit.RATIO,
      In.WORK,
      "Spilled bytes per processed bytes",
      s -> s.totals().spillRatio()),
  TASK_FAILURE_RATIO(
      "taskFailureRatio",
      Unit.RATIO,
      In.WORK,
      "Failed tasks per succeeded and failed tasks",
      s -> s.counts().failureRatio()),
  IDLE_RATIO(
      "idleRatio",
      Unit.RATIO,
      In.NO_STAGE,
      "Part of the allocated core time in which no task ran",
      s -> s.coreTime().idleRatio()),
  SHUFFLE_BYTES_PER_HOUR(
      "shuffleBytesPerHour",
      Unit.BYTES,
      In.APPLICATION_ONLY,
      "Shuffle bytes written in the last hour, never extrapolated",
      s -> some(lastHour(s.snapshot(), TaskMetric.SHUFFLE_WRITE_BYTES))),
  DURATION_SKEW(
      "durationSkew",
      Unit.FACTOR,
      In.STAGE_ONLY,
      "Longest task, ended or running, per median task duration",
      s -> stage(s, stage -> stage.spread().durationSkew())),
  MEDIAN_REGRESSION(
      "medianRegression",
      Unit.FACTOR,
      In.STAGE_ONLY,
      "Median task duration per baseline",
      s -> baseline(s, (stage, usual) -> stage.durations().median() / usual.medianMillis())),

  RUN_SECONDS(
      "runSeconds",
      Unit.SECONDS,
      In.WORK,
      "Time executors spent running tasks that ended",
      s -> some(s.totals().get(TaskMetric.RUN_TIME_MILLIS) / 1e3)),
  ENDED_TASKS(
      "endedTasks",
      Unit.COUNT,
      In.WORK,
      "Tasks that succeeded, failed or were killed",
      s -> some(s.counts().succeeded() + s.counts().failed() + s.counts().killed())),
  FINISHED_TASKS(
      "finishedTasks",
      Unit.COUNT,
      In.WORK,
      "Tasks that succeeded or failed",
      s -> some(s.counts().succeeded() + s.counts().failed())),
  FAILED_TASKS(
      "failedTasks", Unit.COUNT, In.WORK, "Tasks that failed", s -> some(s.counts().failed())),
  SUCCEEDED_TASKS(
      "succeededTasks",
      Unit.COUNT,
      In.STAGE_ONLY,
      "Successful tasks whose duration is known",
      s -> stage(s, stage -> some(stage.durations().count()))),
  SUCCEEDED_SHARE(
      "succeededShare",
      Unit.RATIO,
      In.STAGE_ONLY,
      "Successful tasks per tasks of the stage",
      s -> stage(s, x -> ratio(x.durations().count(), x.facts().numTasks()))),
  LONGEST_TASK_SECONDS(
      "longestTaskSeconds",
      Unit.SECONDS,
      In.STAGE_ONLY,
      "Duration of the longest task, ended or running",
      s -> stage(s, stage -> some(stage.spread().longestMillis() / 1e3))),
  LONGEST_EXCESS_SECONDS(
      "longestExcessSeconds",
      Unit.SECONDS,
      In.STAGE_ONLY,
      "Duration of the longest task less the median",
      s -> stage(s, x -> some((x.spread().longestMillis() - x.durations().median()) / 1e3))),
  BASELINE_RUNS(
      "baselineRuns",
      Unit.COUNT,
      In.STAGE_ONLY,
      "Earlier executions that the baseline stands on",
      s -> baseline(s, (stage, usual) -> usual.runs())),
  BASELINE_SECONDS(
      "baselineSeconds",
      Unit.SECONDS,
      In.STAGE_ONLY,
      "Usual median task duration of the stage",
      s -> baseline(s, (stage, usual) -> usual.medianMillis() / 1e3)),
  MEDIAN_SECONDS(
      "medianSeconds",
      Unit.SECONDS,
      In.STAGE_ONLY,
      "Median task duration",
      s -> stage(s, x -> x.durations().count() > 0 ? some(x.durations().median() / 1e3) : none())),
  MEDIAN_EXCESS_SECONDS(
      "medianExcessSeconds",
      Unit.SECONDS,
      In.STAGE_ONLY,
      "Median task duration less the baseline",
      s -> baseline(s, (x, usual) -> (x.durations().median() - usual.medianMillis()) / 1e3)),
  SPILLED_BYTES(
      "spilledBytes",
      Unit.BYTES,
      In.WORK,
      "Spilled bytes on disk, or in memory where no disk figure is known",
      s -> some(s.totals().spilledBytes())),
  PROCESSED_BYTES(
      "processedBytes",
      Unit.BYTES,
      In.WORK,
      "Input and shuffle read, or output and shuffle write where nothing was read",
      s -> some(s.totals().processedBytes())),
  MEMORY_SAMPLES(
      "memorySamples",
      Unit.COUNT,
      In.PROCESS,
      "Memory readings of the last five minutes",
      s -> executor(s, e -> some(e.memory().floor().samples()))),
  HEARTBEAT_AGE_SECONDS(
      "heartbeatAgeSeconds",
      Unit.SECONDS,
      In.PROCESS,
      "Time since the newest memory reading",
      s -> executor(s, e -> since(s, e.memory().reportedMillis()))),
  EXECUTOR_AGE_SECONDS(
      "executorAgeSeconds",
      Unit.SECONDS,
      In.EXECUTOR_ONLY,
      "Time since the executor registered",
      s -> executor(s, e -> since(s, e.facts().addedMillis()))),
  ALLOCATED_CORE_SECONDS(
      "allocatedCoreSeconds",
      Unit.SECONDS,
      In.NO_STAGE,
      "Registered cores times seconds",
      s -> some(s.coreTime().allocatedMillis() / 1e3)),
  APPLICATION_AGE_SECONDS(
      "applicationAgeSeconds",
      Unit.SECONDS,
      In.ALL,
      "Time since the application started",
      s -> since(s, s.snapshot().facts().startMillis())),
  SINCE_EXECUTOR_ADDED_SECONDS(
      "sinceExecutorAddedSeconds",
      Unit.SECONDS,
      In.ALL,
      "Time since an executor registered last",
      s -> since(s, s.snapshot().work().events().lastExecutorAddedMillis())),
  PYTHON_WORKERS(
      "pythonWorkers",
      Unit.COUNT,
      In.ALL,
      "1 where Python workers were seen, whose CPU time no task reports, else 0",
      s -> Readings.pythonWorkers(s.snapshot())),
  JOB_CANCELLED(
      "jobCancelled",
      Unit.COUNT,
      In.APPLICATION_ONLY,
      "1 where a job was cancelled or stopped with its application, else 0; jobs only",
      Readings::jobCancelled),
  DROPPED_EVENTS(
      "droppedEvents",
      Unit.COUNT,
      In.ALL,
      "Events that Spark's listener bus dropped, so that figures may be low",
      s -> some(Readings.dropped(s.snapshot()))),

  TASKS_LEFT(
      "tasksLeft",
      Unit.COUNT,
      In.STAGE_ONLY,
      "Tasks of an active stage that have not succeeded yet",
      s -> stage(s, x -> number(Stragglers.left(x)))),
  STAGE_TASKS(
      "stageTasks",
      Unit.COUNT,
      In.STAGE_ONLY,
      "Tasks of the stage",
      s -> stage(s, x -> x.facts().numTasks() > 0 ? some(x.facts().numTasks()) : none())),
  STALLED_SECONDS(
      "stalledSeconds",
      Unit.SECONDS,
      In.STAGE_ONLY,
      "Time for which tasks of the stage run and none has ended",
      s -> stage(s, x -> Readings.stalled(s, x, 1e3))),
  STALL_FACTOR(
      "stallFactor",
      Unit.FACTOR,
      In.STAGE_ONLY,
      "Time for which tasks of the stage run and none has ended, per median task duration",
      s -> stage(s, x -> Readings.stalled(s, x, Math.max(1, x.durations().median())))),
  STAGE_RETRIES(
      "stageRetries",
      Unit.COUNT,
      In.STAGE_ONLY,
      "Earlier attempts of the stage",
      s -> stage(s, x -> some(x.key().attempt()))),
  FETCH_FAILURES(
      "fetchFailures",
      Unit.COUNT,
      In.STAGE_ONLY,
      "Tasks that could not fetch shuffle files",
      s -> stage(s, x -> some(x.tasks().failures(FailureReason.FETCH_FAILED)))),
  LOST_WORK(
      "lostWork",
      Unit.COUNT,
      In.STAGE_ONLY,
      "Tasks that could not fetch shuffle files, and earlier attempts for which no such tasks of"
          + " the job are to blame, together",
      s -> stage(s, x -> Readings.lostWork(s, x))),
  HEAP_FLOOR_RATIO(
      "heapFloorRatio",
      Unit.RATIO,
      In.PROCESS,
      "Lowest heap sample of the last five minutes per maximum heap",
      s -> executor(s, e -> e.memory().heapFloorRatio())),
  COLLECTIONS(
      "collections",
      Unit.COUNT,
      In.PROCESS,
      "Garbage collections between the first and the last heap sample of the last five minutes",
      s -> executor(s, e -> some(e.memory().floor().collections()))),
  STARVED_SECONDS(
      "starvedSeconds",
      Unit.SECONDS,
      In.APPLICATION_ONLY,
      "Time for which an active stage has tasks to start and no task of the application runs",
      s -> whole(s, Readings::starved)),
  RESULT_BYTES(
      "resultBytes",
      Unit.BYTES,
      In.APPLICATION_ONLY,
      "What the tasks of a job's last stage sent to the driver; jobs only",
      Readings::resultBytes),
  RESULT_RATIO(
      "resultRatio",
      Unit.RATIO,
      In.APPLICATION_ONLY,
      "What a job's last stage sent to the driver per spark.driver.maxResultSize; jobs only",
      Readings::resultRatio),
  UNUSED_CACHE_BYTES(
      "unusedCacheBytes",
      Unit.BYTES,
      In.APPLICATION_ONLY,
      "Size of the cached data set that costs most and that no later stage could have read",
      s -> whole(s, x -> Readings.unused(x, CachedRdd::bytes))),
  UNUSED_CACHE_SECONDS(
      "unusedCacheSeconds",
      Unit.SECONDS,
      In.APPLICATION_ONLY,
      "Time since the newest block of that data set was stored",
      s -> whole(s, x -> Readings.unused(x, rdd -> (s.nowMillis() - rdd.storedMillis()) / 1e3))),
  SHRUNK_EXECUTORS(
      "shrunkExecutors",
      Unit.COUNT,
      In.APPLICATION_ONLY,
      "Executors that came with fewer cores than before after one was killed for its memory",
      s -> whole(s, x -> some(ShrunkExecutors.of(x).executors().size()))),
  MISSING_CORES(
      "missingCores",
      Unit.COUNT,
      In.APPLICATION_ONLY,
      "Cores that these executors have less",
      s -> whole(s, x -> some(ShrunkExecutors.of(x).missingCores()))),
  COST(
      "cost",
      Unit.AMOUNT,
      In.APPLICATION_ONLY,
      "What the executors have cost so far by spark.vitals.cost.perCoreHour and perGbHour",
      s -> whole(s, Readings::cost)),
  BUDGET_RATIO(
      "budgetRatio",
      Unit.RATIO,
      In.APPLICATION_ONLY,
      "What the executors have cost so far per spark.vitals.cost.budget",
      s -> whole(s, Readings::budgetRatio));

  /** Those that are read from single jobs, not from the application as a whole. */
  private static final Set<Signal> OF_JOBS =
      Collections.unmodifiableSet(EnumSet.of(JOB_CANCELLED, RESULT_BYTES, RESULT_RATIO));

  private final String member;
  private final Unit unit;
  private final Set<Scope> scopes;
  private final String help;
  private final Function<Sight, OptionalDouble> reading;

  Signal(
      String member,
      Unit unit,
      Set<Scope> scopes,
      String help,
      Function<Sight, OptionalDouble> reading) {
    this.member = member;
    this.unit = unit;
    this.scopes = scopes;
    this.help = help;
    this.reading = reading;
  }

  /** The name in rule files and reports. */
  public String member() {
    return member;
  }

  public Unit unit() {
    return unit;
  }

  /** The scopes for which it can be read. */
  public Set<Scope> scopes() {
    return scopes;
  }

  /** One sentence without a full stop. */
  public String help() {
    return help;
  }

  /** Whether it is a number of a single job. */
  boolean ofJobs() {
    return OF_JOBS.contains(this);
  }

  /** The value for a subject, absent where it does not exist or cannot be known. */
  public OptionalDouble read(Sight sight) {
    return scopes.contains(sight.subject().scope()) ? reading.apply(sight) : OptionalDouble.empty();
  }

  /** The signal of a name, or null. */
  public static @Nullable Signal parse(String member) {
    for (Signal each : values()) {
      if (each.member.equals(member)) {
        return each;
      }
    }
    return null;
  }

  private static final class In {
    static final Set<Scope> ALL = Collections.unmodifiableSet(EnumSet.allOf(Scope.class));
    static final Set<Scope> WORK =
        Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(AGENT)));
    static final Set<Scope> PROCESS = Collections.unmodifiableSet(EnumSet.of(EXECUTOR, DRIVER));
    static final Set<Scope> NO_STAGE =
        Collections.unmodifiableSet(EnumSet.of(EXECUTOR, APPLICATION));
    static final Set<Scope> STAGE_ONLY = Collections.singleton(STAGE);
    static final Set<Scope> EXECUTOR_ONLY = Collections.singleton(EXECUTOR);
    static final Set<Scope> APPLICATION_ONLY = Collections.singleton(APPLICATION);
  }
}
