package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ExecutorMemory;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.model.JobSnapshot;
import io.sparkvitals.model.StageSnapshot;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Scope;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Sizes;
import io.sparkvitals.rules.Sizing;
import io.sparkvitals.rules.figures.JobResults;
import java.util.ArrayList;
import java.util.List;

/** What fills the driver's heap: results, broadcasts, or something that Spark does not count. */
final class DriverDiagnosis implements Diagnosis {
  private static final double MUCH = 0.2;

  @Override
  public Cause explain(Sight sight) {
    ExecutorSnapshot driver = sight.executor();
    if (driver == null || sight.subject().scope() != Scope.DRIVER) {
      return new MemoryDiagnosis().explain(sight);
    }
    ExecutorMemory memory = driver.memory();
    long heap = memory.limits().heapBytes().orElse(Long.MAX_VALUE);
    List<String> evidence = new ArrayList<>();
    evidence.add(
        "lowest of "
            + Phrases.count(memory.floor().samples(), "heap sample")
            + " over "
            + Phrases.count(memory.floor().collections(), "collection")
            + ": "
            + Phrases.memory(memory.floor().bytes(), memory.limits().heapBytes()));
    evidence.add("blocks held " + Sizes.binary(memory.storageMemoryBytes()));
    long results = results(sight, evidence);
    if (results >= MUCH * heap) {
      return Cause.of(
          CauseKind.RESULTS,
          "Jobs that run now have sent " + Sizes.decimal(results) + " of results to the driver.",
          evidence);
    }
    if (memory.storageMemoryBytes() >= MUCH * heap) {
      boolean local = Sizing.local(sight);
      return Cause.of(
          local ? CauseKind.CACHE : CauseKind.BROADCAST,
          (local ? "Cached blocks hold " : "Broadcasts hold ")
              + Phrases.memory(memory.storageMemoryBytes(), memory.limits().heapBytes())
              + " of the driver's heap.",
          evidence);
    }
    return Cause.of(CauseKind.UNKNOWN, "", evidence);
  }

  private static long results(Sight sight, List<String> evidence) {
    long all = 0;
    for (JobSnapshot job : sight.snapshot().jobs()) {
      StageSnapshot stage =
          job.active() ? JobResults.stage(sight.snapshot(), job).orElse(null) : null;
      long bytes = stage == null ? 0 : JobResults.bytes(stage);
      if (bytes > 0) {
        all += bytes;
        evidence.add("job " + job.jobId() + " has sent " + Sizes.decimal(bytes) + " of results");
      }
    }
    return all;
  }
}
