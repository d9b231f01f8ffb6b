package io.sparkvitals.rules;

import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.TaskBreakdown;
import io.sparkvitals.model.TaskTotals;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule budget, and what is paid for. */
class BudgetTest {
  private static final String RULE = "budget";
  private static final long HOUR = 60 * MINUTE;

  private Given spent(double coreHours) {
    long allocated = Math.round(coreHours * HOUR);
    return Given.application()
        .property("spark.vitals.cost.budget", "10")
        .property("spark.vitals.cost.perCoreHour", "0.5")
        .run(TaskTotals.ZERO, TaskBreakdown.EMPTY, CoreTime.of(allocated, allocated));
  }

  private String severity(Given given) {
    return Judged.severities(given, RULE);
  }

  @Test
  void informsAtHalfOfIt() {
    assertThat(severity(spent(10))).isEmpty();
    assertThat(severity(spent(10.01))).isEqualTo("info");
  }

  @Test
  void warnsAtFourFifthsOfIt() {
    assertThat(severity(spent(16))).isEqualTo("info");
    assertThat(severity(spent(16.01))).isEqualTo("warning");
  }

  @Test
  void isCriticalWhenItIsSpent() {
    assertThat(severity(spent(20))).isEqualTo("warning");
    assertThat(severity(spent(20.01))).isEqualTo("critical");
  }

  @Test
  void isOffWithoutABudgetOrWithoutARate() {
    assertThat(severity(spent(1_000).property("spark.vitals.cost.budget", "0"))).isEmpty();
    assertThat(severity(spent(1_000).property("spark.vitals.cost.budget", "lots"))).isEmpty();
    assertThat(severity(spent(1_000).property("spark.vitals.cost.perCoreHour", "0"))).isEmpty();
    assertThat(severity(spent(1_000).property("spark.vitals.cost.perCoreHour", "-1"))).isEmpty();
  }

  @Test
  void memoryIsPaidForFromRegistrationToRemoval() {
    Given given =
        spent(0)
            .property("spark.vitals.cost.perGbHour", "1")
            .with(
                Given.executor("1").added(NOW - HOUR),
                Given.executor("2").added(NOW - HOUR).lost(NOW - HOUR / 2, "OOMKilled", 1));

    assertThat(Judged.of(given, RULE).summary())
        .isEqualTo(
            "application daily-etl has cost 13.50, 135 % of its budget of 10.00 (limit 100 %).");
  }

  @Test
  void namesIdleCoresFromThreeTenthsOfTheMoneyOn() {
    CoreTime idle = CoreTime.of(100 * HOUR, 70 * HOUR);
    CoreTime less = CoreTime.of(1_000 * HOUR, 701 * HOUR);

    assertThat(
            Judged.of(spent(0).run(TaskTotals.ZERO, TaskBreakdown.EMPTY, idle), RULE).causeKind())
        .isEqualTo(CauseKind.IDLE);
    assertThat(
            Judged.of(spent(0).run(TaskTotals.ZERO, TaskBreakdown.EMPTY, less), RULE).causeKind())
        .isEqualTo(CauseKind.UNKNOWN);
  }
}
