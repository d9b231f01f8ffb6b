package io.sparkvitals.diagnosis;

import io.sparkvitals.rules.Cause;
import io.sparkvitals.rules.CauseKind;
import io.sparkvitals.rules.Diagnosis;
import io.sparkvitals.rules.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From which queues events were dropped, and whose figures are low for that. */
final class DropDiagnosis implements Diagnosis {
  private static final String SHARED = "shared";

  @Override
  public Cause explain(Sight sight) {
    Map<String, Long> byQueue = sight.snapshot().losses().droppedEvents();
    List<String> evidence = new ArrayList<>();
    byQueue.forEach(
        (queue, dropped) -> {
          if (dropped > 0) {
            evidence.add("queue " + queue + ": " + Phrases.count(dropped) + " dropped");
          }
        });
    String words =
        byQueue.getOrDefault(SHARED, 0L) > 0
            ? "A listener is too slow for the events that come, or the driver has too little CPU:"
                + " what the agent shows may be low, and tasks may seem to run for ever."
            : "Another listener than the agent is too slow: Spark's own UI or event log may lack"
                + " something, the agent's figures do not.";
    return Cause.of(CauseKind.UNKNOWN, words, evidence);
  }
}
