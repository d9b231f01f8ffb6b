package io.sparkvitals.report;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Tally;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.InputFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is said of one application when it is over, or when its log ends. Immutable. */
public final class Report {
  private final ApplicationSnapshot application;
  private final List<Alert> alerts;
  private final AlertTotals counts;
  private final @Nullable InputFacts input;
  private final List<String> remarks;

  private Report(
      ApplicationSnapshot application,
      List<Alert> alerts,
      AlertTotals counts,
      @Nullable InputFacts input,
      List<String> remarks) {
    this.application = application;
    this.alerts = Collections.unmodifiableList(new ArrayList<>(alerts));
    this.counts = counts;
    this.input = input;
    this.remarks = Collections.unmodifiableList(new ArrayList<>(remarks));
  }

  private static Report of(
      ApplicationSnapshot application, List<Alert> alerts, @Nullable InputFacts input) {
    AlertTotals counts = new AlertTotals(alerts, null);
    return new Report(application, alerts, counts, input, Collections.emptyList());
  }

  /** A report of a live run; {@code alerts} are those that fired, in the order of firing. */
  public static Report live(ApplicationSnapshot application, List<Alert> alerts) {
    return of(application, alerts, null);
  }

  /** A report of an event log. */
  public static Report replayed(
      ApplicationSnapshot application, List<Alert> alerts, InputFacts input) {
    return of(application, alerts, input);
  }

  /** The same report, where more alerts fired than are listed; {@code fired} counts all. */
  public Report counted(Tally fired) {
    return new Report(application, alerts, new AlertTotals(alerts, fired), input, remarks);
  }

  /** The same report, with a sentence on how it came about that readers should know. */
  public Report remarked(String sentence) {
    List<String> more = new ArrayList<>(remarks);
    more.add(sentence);
    return new Report(application, alerts, counts, input, more);
  }

  public ApplicationSnapshot application() {
    return application;
  }

  /**
   * Alerts that fired, in the order of firing; pending ones are not among them. Where they were too
   * many, the oldest of the least severe are missing: {@link #counts} has them.
   */
  public List<Alert> alerts() {
    return alerts;
  }

  /** How many alerts fired, those that are not listed among them. */
  public AlertTotals counts() {
    return counts;
  }

  /** Sentences on how the report came about, for its caveats. */
  List<String> remarks() {
    return remarks;
  }

  /** What was met while the log was read; null for a live run. */
  public @Nullable InputFacts input() {
    return input;
  }
}
