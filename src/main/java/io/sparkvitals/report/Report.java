package io.sparkvitals.report;

import io.sparkvitals.alerts.Alert;
import io.sparkvitals.alerts.Tally;
import io.sparkvitals.diagnosis.advice.Advisor;
import io.sparkvitals.diagnosis.advice.Suggestion;
import io.sparkvitals.diagnosis.audit.Audit;
import io.sparkvitals.diagnosis.cost.Cost;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.model.InputFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Everything that is said of one application when it is over, or when its log ends. Immutable. */
public final class Report {
  private final ApplicationSnapshot application;
  private final List<Alert> alerts;
  private final @Nullable InputFacts input;
  private AlertTotals counts;
  private List<Suggestion> advice = Collections.emptyList();
  private Audit audit = Audit.NONE;
  private Optional<Cost> cost = Optional.empty();
  private List<String> remarks = Collections.emptyList();

  private Report(ApplicationSnapshot application, List<Alert> alerts, @Nullable InputFacts input) {
    this.application = application;
    this.alerts = alerts;
    this.input = input;
    this.counts = new AlertTotals(alerts, null);
  }

  private static Report of(
      ApplicationSnapshot application, List<Alert> alerts, @Nullable InputFacts input) {
    List<Alert> own = Collections.unmodifiableList(new ArrayList<>(alerts));
    Report report = new Report(application, own, input);
    report.advice = Advisor.advise(application);
    report.audit = Audit.of(application.facts());
    report.cost = Cost.of(application);
    return report;
  }

  private Report copy() {
    Report copy = new Report(application, alerts, input);
    copy.advice = advice;
    copy.audit = audit;
    copy.cost = cost;
    copy.counts = counts;
    copy.remarks = remarks;
    return copy;
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
    Report copy = copy();
    copy.counts = new AlertTotals(alerts, fired);
    return copy;
  }

  /** The same report, with a sentence on how it came about that readers should know. */
  public Report remarked(String sentence) {
    Report copy = copy();
    List<String> more = new ArrayList<>(remarks);
    more.add(sentence);
    copy.remarks = Collections.unmodifiableList(more);
    return copy;
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

  /** What is worth changing, and what cannot be judged; see {@link Advisor#advise}. */
  public List<Suggestion> advice() {
    return advice;
  }

  /** What the application's settings say of how ready it is. */
  public Audit audit() {
    return audit;
  }

  /** What it cost and what for; empty where no core was seen to be allocated. */
  public Optional<Cost> cost() {
    return cost;
  }

  /** What the advice would have saved of this run; see {@link Savings}. */
  public OptionalDouble savedCoreMillis() {
    return cost.isPresent()
        ? Savings.coreMillis(advice, cost.get().split())
        : OptionalDouble.empty();
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
