package io.sparkvitals;

import io.sparkvitals.alerts.AlertBook;
import io.sparkvitals.alerts.AlertPolicy;
import io.sparkvitals.alerts.ApplicationLinks;
import io.sparkvitals.alerts.Message;
import io.sparkvitals.diagnosis.StandardDiagnoses;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.rules.RuleEngine;
import io.sparkvitals.rules.Severity;
import io.sparkvitals.tracker.ApplicationTracker;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An alert about nothing, to see whether receivers get what they are sent: it fires and is over,
 * and went through the same rule engine and alert book as any other.
 */
public final class TestAlert {
  private static final long AGE_MILLIS = 60_000;
  private static final String RULE =
      String.join(
          "\n",
          "rules:",
          "  - id: spark-vitals-test",
          "    title: Test alert, nothing is wrong",
          "    kind: state",
          "    scopes: [application]",
          "    signal: applicationAgeSeconds",
          "    above: {SEVERITY: 0}",
          "    keep: 0",
          "    summary: Somebody ran spark-vitals test-alerts to see whether this channel works. It"
              + " does.",
          "    cause: There is no application behind it.",
          "    advice:",
          "      - text: Nothing is to be done. A real alert has its settings here, ready to copy.",
          "        settings: [spark.vitals.enabled=true]",
          "        gain: You know that alerts arrive.",
          "        risk: None.");

  private TestAlert() {}

  /** Two messages of this moment: that the alert fires, and that it is over. */
  public static List<Message> messages(Severity severity) {
    long nowMillis = System.currentTimeMillis();
    byte[] yaml = RULE.replace("SEVERITY", severity.label()).getBytes(StandardCharsets.UTF_8);
    RuleBook rules =
        RuleBook.load(
            new ByteArrayInputStream(yaml), Collections.emptyMap(), TestAlert::impossible);
    RuleEngine engine = new RuleEngine(rules, new StandardDiagnoses(), (rule, why, times) -> {});
    AlertBook book =
        new AlertBook(AlertPolicy.plain(Long.MAX_VALUE, 1), () -> ApplicationLinks.NONE);
    ApplicationTracker tracker = new ApplicationTracker();
    tracker.applicationStarted(
        "spark-vitals-test", "spark-vitals test-alerts", nowMillis - AGE_MILLIS);
    tracker.tick(nowMillis);
    ApplicationSnapshot snapshot = tracker.snapshot();
    List<Message> messages = new ArrayList<>(book.update(snapshot, engine.evaluate(snapshot)));
    messages.addAll(book.end(snapshot, Collections.emptyList()));
    return messages;
  }

  private static void impossible(String problem) {
    throw new IllegalStateException(problem);
  }
}
