package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ExecutorMemory;
import io.sparkvitals.model.ExecutorMetric;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.ExecutorSettings;
import io.sparkvitals.rules.MemoryUse;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Which of an executor's memories is full, and with what. */
final class MemoryDiagnosis implements Diagnosis {
  @Override
  public Cause explain(Sight sight) {
    ExecutorSnapshot executor = sight.executor();
    Optional<MemoryUse> use = executor == null ? Optional.empty() : MemoryUse.of(executor);
    return executor == null || !use.isPresent()
        ? Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList())
        : cause(sight, use.get(), executor);
  }

  private static Cause cause(Sight sight, MemoryUse use, ExecutorSnapshot executor) {
    ExecutorMemory memory = executor.memory();
    List<String> evidence = evidence(executor);
    switch (use.limit()) {
      case CONTAINER:
        return beside(sight, executor, evidence);
      case STORAGE:
        return Cause.of(
            CauseKind.CACHE,
            "Cached blocks hold "
                + Phrases.memory(memory.storageMemoryBytes(), memory.limits().storageBytes())
                + " of the memory that tasks wait for.",
            evidence);
      default:
        return Cause.of(
            CauseKind.HEAP,
            "The lowest heap sample of the last 5 min is "
                + Phrases.memory(memory.floor().bytes(), memory.limits().heapBytes())
                + ": nearly all of the heap survives garbage collection.",
            evidence);
    }
  }

  private static Cause beside(Sight sight, ExecutorSnapshot executor, List<String> evidence) {
    ExecutorMemory memory = executor.memory();
    boolean limited = !ExecutorSettings.of(sight.snapshot()).standalone();
    return Cause.of(
        limited ? CauseKind.CONTAINER : CauseKind.MACHINE_MEMORY,
        "All processes of the executor hold "
            + Phrases.memory(
                memory.latest().processTreeRssBytes(), memory.limits().containerBytes())
            + (limited
                ? " of its container: memory outside the heap, such as Python, native libraries"
                    + " and buffers, is not enough."
                : " that it asked for. A standalone worker limits no process: what is beyond is"
                    + " missing to others on the machine."),
        evidence);
  }

  /** What is known of an executor's memory, a line each. */
  static List<String> evidence(ExecutorSnapshot executor) {
    ExecutorMemory memory = executor.memory();
    List<String> lines = new ArrayList<>();
    if (memory.floor().samples() > 0) {
      lines.add(
          "lowest of "
              + Phrases.count(memory.floor().samples(), "heap sample")
              + ": "
              + Phrases.memory(memory.floor().bytes(), memory.limits().heapBytes()));
    }
    if (memory.peaks().polled()) {
      lines.add(
          "heap peak "
              + Phrases.memory(
                  memory.peaks().get(ExecutorMetric.JVM_HEAP), memory.limits().heapBytes())
              + ", unified memory peak "
              + Phrases.memory(
                  memory.peaks().get(ExecutorMetric.ON_HEAP_UNIFIED),
                  memory.limits().unifiedOnHeapBytes()));
    }
    if (memory.latest().processTreeRssBytes() > 0) {
      lines.add(
          "all processes "
              + Phrases.memory(
                  memory.latest().processTreeRssBytes(), memory.limits().containerBytes())
              + ", of it Python "
              + Sizes.binary(memory.latest().get(ExecutorMetric.TREE_PYTHON_RSS)));
    }
    if (memory.storageMemoryBytes() > 0) {
      lines.add(
          "cached blocks "
              + Phrases.memory(memory.storageMemoryBytes(), memory.limits().storageBytes()));
    }
    long spilled = executor.window().totals().spilledBytes();
    lines.add(
        Phrases.count(executor.counts().running(), "task")
            + " running on "
            + Phrases.count(Math.max(0, executor.facts().cores()), "core")
            + (spilled > 0 ? "; spilled " + Sizes.decimal(spilled) + " in the last 10 min" : ""));
    return lines;
  }
}
