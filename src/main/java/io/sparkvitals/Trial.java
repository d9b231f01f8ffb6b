package io.sparkvitals;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.AlertBook;
import io.sparkvitals.alerts.AlertPolicy;
import io.sparkvitals.alerts.ApplicationLinks;
import io.sparkvitals.diagnosis.StandardDiagnoses;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.InputFacts;
import io.sparkvitals.report.Report;
import io.sparkvitals.rules.RuleBook;
import io.sparkvitals.rules.RuleEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One set of rules and the alerts that it raises for one application. Not thread-safe. */
final class Trial {
  static final int MAX_ALERTS = 1_000;
  private static final long REPEAT_MILLIS = Long.MAX_VALUE / 2;

  private final RuleEngine engine;
  private final AlertBook book =
      new AlertBook(AlertPolicy.plain(REPEAT_MILLIS, MAX_ALERTS), () -> ApplicationLinks.NONE);

  Trial(RuleBook rules) {
    engine = new RuleEngine(rules, new StandardDiagnoses(), (rule, why, times) -> {});
  }

  void look(ApplicationSnapshot snapshot) {
    book.update(snapshot, engine.evaluate(snapshot));
  }

  /** The last look, at the application's end or where its log ends. */
  void end(ApplicationSnapshot snapshot) {
    look(snapshot);
    if (snapshot.endMillis() > 0) {
      book.end(snapshot, engine.evaluateEnd(snapshot));
    } else {
      book.breakOff(snapshot, engine.evaluateEnd(snapshot));
    }
  }

  /** The report by these rules, of everything that fired, in that order. */
  Report report(ApplicationSnapshot last, InputFacts input) {
    return counted(Report.replayed(last, fired(book), input), book);
  }

  /** Adds what a book no longer has, or never took, to the report of its alerts. */
  static Report counted(Report report, AlertBook book) {
    Report counted = report.counted(book.tally());
    return book.overflowed() == 0
        ? counted
        : counted.remarked(
            String.format(
                Locale.ROOT,
                "More than %,d alerts were open at once; what was found beyond them was not"
                    + " followed.",
                MAX_ALERTS));
  }

  /** What fired so far according to a book: what is over and what still fires, in that order. */
  static List<Alert> fired(AlertBook book) {
    List<Alert> fired = new ArrayList<>(book.closed());
    for (Alert alert : book.open()) {
      if (alert.state() == Alert.State.FIRING) {
        fired.add(alert);
      }
    }
    fired.sort(Comparator.comparingLong(Alert::firedMillis));
    return fired;
  }
}
