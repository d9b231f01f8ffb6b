package io.sparkvitals.report;

import io.sparkvitals.alerts.Alert;
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
  private final @Nullable InputFacts input;

  private Report(ApplicationSnapshot application, List<Alert> alerts, @Nullable InputFacts input) {
    this.application = application;
    this.alerts = Collections.unmodifiableList(new ArrayList<>(alerts));
    this.input = input;
  }

  /** A report of a live run; {@code alerts} are those that fired, in the order of firing. */
  public static Report live(ApplicationSnapshot application, List<Alert> alerts) {
    return new Report(application, alerts, null);
  }

  /** A report of an event log. */
  public static Report replayed(
      ApplicationSnapshot application, List<Alert> alerts, InputFacts input) {
    return new Report(application, alerts, input);
  }

  public ApplicationSnapshot application() {
    return application;
  }

  /** Alerts that fired, in the order of firing; pending ones are not among them. */
  public List<Alert> alerts() {
    return alerts;
  }

  /** What was met while the log was read; null for a live run. */
  public @Nullable InputFacts input() {
    return input;
  }
}
