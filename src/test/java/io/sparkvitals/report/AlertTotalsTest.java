package io.sparkvitals.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.alerts.AlertBook;
import io.sparkvitals.alerts.AlertPolicy;
import io.sparkvitals.alerts.ApplicationLinks;
import io.sparkvitals.model.ApplicationSnapshot;
import io.sparkvitals.rules.Judged;
import io.sparkvitals.rules.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTotalsTest {
  private static final List<String> REASONS =
      List.of(
          "Executor heartbeat timed out after 130000 ms",
          "worker lost: host-3 went away",
          "Command exited with code 1",
          "Container was preempted",
          "nobody knows");
  private static final int LOST = REASONS.size();

  /**
   * A failed job and then five lost executors, each of a class of its own; the report lists one.
   */
  private static Report report() {
    Run run = Run.started().job(0, 1, "save at Job.java:1", 0).jobEnded(0, 10, "boom");
    for (int i = 1; i <= LOST; i++) {
      run.executor("" + i, 2, i);
    }
    AlertBook book =
        new AlertBook(
            AlertPolicy.plain(3_600_000, 10), () -> ApplicationLinks.of(null, null, null));
    var engine = Judged.engine();
    for (int i = 1; i <= LOST; i++) {
      run.removed("" + i, 20 + 10 * i, REASONS.get(i - 1));
      run.tracker.tick(Run.at(21 + 10 * i));
      ApplicationSnapshot snapshot = run.tracker.snapshot();
      book.update(snapshot, engine.evaluate(snapshot));
    }
    return Report.live(run.tracker.snapshot(), book.closed().subList(0, 1)).counted(book.tally());
  }

  private static boolean trips(Report report) {
    return Gate.parse("executor-lost", Judged.standardRules()).trips(report);
  }

  @Test
  void countsWhatIsNoLongerListed() {
    Report report = report();
    assertThat(report.alerts()).hasSize(1);
    assertThat(report.counts().fired()).isEqualTo(LOST + 1);
    long unlisted = 0;
    for (Severity each : Severity.values()) {
      unlisted += report.counts().unlisted(each);
    }
    assertThat(unlisted).isEqualTo(LOST);
  }

  @Test
  void whatIsNotListedTripsTheGateAndIsSaid() {
    Report report = report();
    assertThat(report.alerts()).noneMatch(alert -> alert.ruleId().equals("executor-lost"));
    assertThat(trips(report)).isTrue();
    assertThat(Caveats.of(report)).anyMatch(each -> each.startsWith("5 alerts that fired are"));
    assertThat(Headline.sentences(report).get(2)).startsWith("6 alerts fired");
  }
}
