package io.sparkvitals.rules;

import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskMetric;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule driver-memory-high, and the causes that it names. */
class DriverMemoryHighTest {
  private static final String RULE = "driver-memory-high";

  private GivenExecutor driver(double ratio) {
    return Given.executor("driver").heapFloor(ratio, 30, 3);
  }

  private String severity(GivenExecutor driver) {
    return Judged.severities(Given.application().with(driver), RULE);
  }

  @Test
  void isCriticalAboveEightyFivePercent() {
    assertThat(severity(driver(0.85))).isEmpty();
    assertThat(severity(driver(0.851))).isEqualTo("critical");
  }

  @Test
  void needsThreeCollections() {
    assertThat(severity(Given.executor("driver").heapFloor(0.9, 30, 2))).isEmpty();
    assertThat(severity(Given.executor("driver").heapFloor(0.9, 30, 3))).isEqualTo("critical");
  }

  @Test
  void needsAFreshReading() {
    assertThat(severity(driver(0.9).reported(NOW - 60_000))).isEmpty();
    assertThat(severity(driver(0.9).reported(NOW - 59_999))).isEqualTo("critical");
  }

  @Test
  void looksAtTheDriverAlone() {
    assertThat(severity(Given.executor("4").heapFloor(0.9, 30, 3))).isEmpty();
  }

  @Test
  void namesTheDriver() {
    Finding finding =
        Judged.of(
            Given.application().property("spark.driver.memory", "8g").with(driver(0.9)), RULE);

    assertThat(finding.subject().scope()).isEqualTo(Scope.DRIVER);
    assertThat(finding.subject().key()).isEqualTo("driver");
    assertThat(finding.subject().label()).isEqualTo("the driver on host-driver");
    assertThat(finding.recommendation().settings()).contains("spark.driver.memory=10g");
  }

  @Test
  void namesResultsFromAFifthOfTheHeapOn() {
    long fifth = (long) Math.ceil(0.2 * 8 * GivenExecutor.GIB);

    assertThat(Judged.of(sending(fifth), RULE).causeKind()).isEqualTo(CauseKind.RESULTS);
    assertThat(Judged.of(sending(fifth - 1), RULE).causeKind()).isEqualTo(CauseKind.UNKNOWN);
  }

  private Given sending(long bytes) {
    return Given.application()
        .with(driver(0.9))
        .with(Given.activeJob(3))
        .with(Given.stage(8).totals(TaskMetric.RESULT_BYTES, bytes));
  }

  @Test
  void namesBroadcastsOrInLocalModeCachedBlocks() {
    long fifth = Math.round(0.2 * 8 * GivenExecutor.GIB) + 1;
    Given cluster = Given.application().with(driver(0.9).cached(fifth));
    Given local =
        Given.application().with(driver(0.9).cached(fifth)).property("spark.master", "local[2]");

    assertThat(Judged.of(cluster, RULE).causeKind()).isEqualTo(CauseKind.BROADCAST);
    assertThat(Judged.of(local, RULE).causeKind()).isEqualTo(CauseKind.CACHE);
  }
}
