package io.sparkvitals.diagnosis;

import io.sparkvitals.model.ExecutorLoss;
import io.sparkvitals.model.ExecutorSnapshot;
import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import io.sparkvitals.rules.Texts;
import io.sparkvitals.rules.figures.ShrunkExecutors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which kill was followed by smaller executors. */
final class ShrunkDiagnosis implements Diagnosis {
  private static final int MAX_REASON = 200;

  @Override
  public Cause explain(Sight sight) {
    ShrunkExecutors shrunk = ShrunkExecutors.of(sight.snapshot());
    if (shrunk.executors().isEmpty()) {
      return Cause.of(CauseKind.UNKNOWN, "", Collections.emptyList());
    }
    ExecutorSnapshot killed = shrunk.killedBefore(shrunk.executors().get(0));
    ExecutorLoss loss = killed.loss();
    List<String> evidence = new ArrayList<>();
    if (loss != null) {
      evidence.add(
          Phrases.place(killed.id(), killed.facts().host())
              + " was killed "
              + Phrases.seconds(Math.max(0, sight.nowMillis() - loss.removedMillis()))
              + " ago: "
              + Texts.line(loss.reason(), MAX_REASON));
    }
    for (ExecutorSnapshot each : shrunk.executors()) {
      evidence.add(
          Phrases.place(each.id(), each.facts().host())
              + " came with "
              + Phrases.count(each.facts().cores(), "core")
              + " instead of "
              + Phrases.count(shrunk.usualCores(each)));
    }
    return Cause.of(
        CauseKind.OUT_OF_MEMORY,
        "After "
            + Phrases.place(killed.id(), killed.facts().host())
            + " was killed for its memory, executors come with fewer cores, so that one task has"
            + " more memory: Spark 4.2 does so on Kubernetes by itself, and the rest of the cores"
            + " is paid for and idle.",
        evidence);
  }
}
