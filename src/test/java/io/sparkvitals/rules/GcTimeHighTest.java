package io.sparkvitals.rules;

import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static io.sparkvitals.rules.Given.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.TaskCounts;
import io.sparkvitals.model.TaskTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides of every bound of the rule gc-time-high. */
class GcTimeHighTest {
  private String severity(long gcMillis, long runMillis, long tasks) {
    TaskTotals totals = Given.totals(GC_TIME_MILLIS, gcMillis, RUN_TIME_MILLIS, runMillis);
    TaskCounts counts = Given.counts(tasks, 0, 0, 0);
    String stage =
        Judged.severities(
            Given.application()
                .with(
                    Given.stage(7)
                        .counts(tasks, 0, 0, 0)
                        .totals(GC_TIME_MILLIS, gcMillis, RUN_TIME_MILLIS, runMillis)),
            "gc-time-high");
    String executor =
        Judged.severities(
            Given.application().with(Given.executor("4").window(totals, counts)), "gc-time-high");
    String application =
        Judged.severities(Given.application().happened(totals, counts), "gc-time-high");
    assertThat(executor).isEqualTo(stage);
    assertThat(application).isEqualTo(stage);
    return stage;
  }

  @Test
  void warnsAboveTenPercent() {
    assertThat(severity(10_000, 100_000, 20)).isEmpty();
    assertThat(severity(10_001, 100_000, 20)).isEqualTo("warning");
  }

  @Test
  void isCriticalAboveTwentyFivePercent() {
    assertThat(severity(25_000, 100_000, 20)).isEqualTo("warning");
    assertThat(severity(25_001, 100_000, 20)).isEqualTo("critical");
  }

  @Test
  void needsAMinuteOfRunTime() {
    assertThat(severity(59_999, 59_999, 20)).isEmpty();
    assertThat(severity(60_000, 60_000, 20)).isEqualTo("critical");
  }

  @Test
  void needsTwentyEndedTasks() {
    assertThat(severity(50_000, 100_000, 19)).isEmpty();
    assertThat(severity(50_000, 100_000, 20)).isEqualTo("critical");
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:+UseZGC, ''",
    "-XX:+UseZGC -XX:+ZGenerational, ''",
    "-XX:+UseShenandoahGC, ''",
    "-XX:+UseG1GC, critical",
    "-XX:-UseZGC, critical"
  })
  void cyclesOfACollectorThatWorksBesideTasksAreNoPauses(String options, String severity) {
    Given given =
        Given.application()
            .property("spark.master", "yarn")
            .property("spark.executor.extraJavaOptions", options)
            .with(
                Given.stage(7)
                    .counts(20, 0, 0, 0)
                    .totals(GC_TIME_MILLIS, 100_000, RUN_TIME_MILLIS, 100_000));

    assertThat(Judged.severities(given, "gc-time-high")).isEqualTo(severity);
  }

  @Test
  void forgetsWhatIsOlderThanTenMinutes() {
    TaskTotals totals = Given.totals(GC_TIME_MILLIS, 50_000, RUN_TIME_MILLIS, 100_000);
    TaskCounts counts = Given.counts(20, 0, 0, 0);
    Given old = Given.application().happened(10 * MINUTE + 10_000, totals, counts, CoreTime.ZERO);
    Given young = Given.application().happened(10 * MINUTE, totals, counts, CoreTime.ZERO);

    assertThat(Judged.severities(old, "gc-time-high")).isEmpty();
    assertThat(Judged.severities(young, "gc-time-high")).isEqualTo("critical");
  }
}
