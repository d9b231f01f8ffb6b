package io.sparkvitals.diagnosis;

import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Occurrence;
import io.sparkvitals.rules.Signal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The diagnoses of the agent, one line each. Immutable and thread-safe. */
public final class StandardDiagnoses implements Diagnosis.Source {
  private static final Diagnosis NONE =
      sight -> Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());

  private final Map<Signal, Diagnosis> bySignal = new EnumMap<>(Signal.class);
  private final Map<Occurrence, Diagnosis> byOccurrence = new EnumMap<>(Occurrence.class);

  public StandardDiagnoses() {
    bySignal.put(Signal.MEMORY_UTILIZATION, new MemoryDiagnosis());
    bySignal.put(Signal.GC_RATIO, new GcDiagnosis());
    bySignal.put(Signal.TASK_FAILURE_RATIO, new FailureDiagnosis());
    bySignal.put(Signal.MEDIAN_REGRESSION, new RegressionDiagnosis());
    bySignal.put(Signal.SHUFFLE_BYTES_PER_HOUR, new ShuffleDiagnosis());
    bySignal.put(Signal.SPILL_RATIO, new SpillDiagnosis());
    bySignal.put(Signal.CPU_RATIO, new CpuDiagnosis());
    bySignal.put(Signal.IDLE_RATIO, new IdleDiagnosis());
    bySignal.put(Signal.DURATION_SKEW, new SkewDiagnosis());
    bySignal.put(Signal.STALLED_SECONDS, new StallDiagnosis());
    bySignal.put(Signal.STALL_FACTOR, new StallDiagnosis());
    bySignal.put(Signal.STARVED_SECONDS, new StarvationDiagnosis());
    bySignal.put(Signal.LOST_WORK, new RetryDiagnosis());
    bySignal.put(Signal.STAGE_RETRIES, new RetryDiagnosis());
    bySignal.put(Signal.FETCH_FAILURES, new RetryDiagnosis());
    bySignal.put(Signal.HEAP_FLOOR_RATIO, new DriverDiagnosis());
    bySignal.put(Signal.RESULT_RATIO, new ResultDiagnosis());
    bySignal.put(Signal.RESULT_BYTES, new ResultDiagnosis());
    bySignal.put(Signal.UNUSED_CACHE_BYTES, new CacheDiagnosis());
    bySignal.put(Signal.SHRUNK_EXECUTORS, new ShrunkDiagnosis());
    bySignal.put(Signal.COST, new BudgetDiagnosis());
    bySignal.put(Signal.BUDGET_RATIO, new BudgetDiagnosis());
    bySignal.put(Signal.DROPPED_EVENTS, new DropDiagnosis());
    byOccurrence.put(Occurrence.EXECUTOR_LOST, new LossDiagnosis());
    byOccurrence.put(Occurrence.JOB_FAILED, new JobDiagnosis());
  }

  @Override
  public Diagnosis of(Signal signal) {
    return bySignal.getOrDefault(signal, NONE);
  }

  @Override
  public Diagnosis of(Occurrence occurrence) {
    return byOccurrence.getOrDefault(occurrence, NONE);
  }
}
