package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.MemoryLimits;
import io.sparkvitals.model.TaskMetric;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;

/** Executors of 16 GiB that need little, as a start for what differs. */
final class Sized {
  static final long GIB = 1L << 30;
  static final long MIB = 1L << 20;
  static final long HOUR = 3_600_000;
  static final long USABLE = (16 * GIB - 300 * MIB) * 6 / 10;

  private Sized() {}

  /** Settings that fit the executors. */
  static Given application() {
    return Given.application()
        .property("spark.master", "yarn")
        .property("spark.executor.cores", "4")
        .property("spark.executor.memory", "16g");
  }

  static GivenExecutor executor(int id) {
    return Given.executor(Integer.toString(id))
        .limits(MemoryLimits.of(16 * GIB, USABLE, 0, 18 * GIB))
        .metrics(ExecutorMetric.JVM_HEAP, 15 * GIB, ExecutorMetric.ON_HEAP_UNIFIED, GIB)
        .history(40, 2 * GIB)
        .counts(100, 0, 0)
        .totals(
            Given.totals(
                TaskMetric.RUN_TIME_MILLIS,
                HOUR,
                TaskMetric.GC_TIME_MILLIS,
                HOUR / 100,
                TaskMetric.CPU_TIME_NANOS,
                HOUR * 900_000))
        .lived(HOUR, 0.5);
  }

  static GivenExecutor[] executors(int number) {
    GivenExecutor[] all = new GivenExecutor[number];
    for (int i = 0; i < number; i++) {
      all[i] = executor(i);
    }
    return all;
  }
}
