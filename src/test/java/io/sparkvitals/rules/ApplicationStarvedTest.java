package io.sparkvitals.rules;

import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.CoreTime;
import io.sparkvitals.model.TaskTotals;
import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule application-starved, and the causes that it names. */
class ApplicationStarvedTest {
  private static final String RULE = "application-starved";

  private Given waiting(long millis) {
    return Given.application().nothingRuns().with(Given.stage(7).submitted(NOW - millis));
  }

  private Finding finding(Given given) {
    return Judged.of(given, RULE);
  }

  @Test
  void warnsAfterTwoMinutesAndIsCriticalAfterTen() {
    assertThat(Judged.severities(waiting(2 * MINUTE), RULE)).isEmpty();
    assertThat(Judged.severities(waiting(2 * MINUTE + 1), RULE)).isEqualTo("warning");
    assertThat(Judged.severities(waiting(10 * MINUTE), RULE)).isEqualTo("warning");
    assertThat(Judged.severities(waiting(10 * MINUTE + 1), RULE)).isEqualTo("critical");
  }

  @Test
  void countsFromTheLastEndOfATaskOfAnyStage() {
    Given other =
        waiting(60 * MINUTE).with(Given.stage(3).settled(1).lastTaskEnd(NOW - 2 * MINUTE));

    assertThat(Judged.severities(other, RULE)).isEmpty();
  }

  @Test
  void isSilentWhileAnyTaskRuns() {
    Given busy =
        waiting(60 * MINUTE)
            .run(TaskTotals.ZERO, Given.breakdown(Given.counts(0, 0, 0, 1)), CoreTime.ZERO);

    assertThat(Judged.severities(busy, RULE)).isEmpty();
  }

  @Test
  void theDriversOwnWorkIsNoWaiting() {
    Given driverOnly = Given.application().nothingRuns().with(Given.stage(7).settled(1));
    Given allStarted =
        Given.application().nothingRuns().with(Given.stage(7).tasks(20).counts(20, 0, 0, 0));

    assertThat(Judged.severities(driverOnly, RULE)).isEmpty();
    assertThat(Judged.severities(allStarted, RULE)).isEmpty();
  }

  @Test
  void isSilentWhereEventsWereDropped() {
    assertThat(Judged.severities(waiting(60 * MINUTE).eventsDropped(), RULE)).isEmpty();
  }

  @Test
  void namesThatNoExecutorEverCame() {
    Finding finding = finding(waiting(11 * MINUTE));

    assertThat(finding.causeKind()).isEqualTo(CauseKind.NO_EXECUTOR);
    assertThat(finding.summary())
        .isEqualTo(
            "No task of application daily-etl has run for 11 min although a stage waits"
                + " (limit 10 min).");
    assertThat(finding.evidence()).contains("0 executors registered, 0 gone");
  }

  @Test
  void namesTheOptionWithWhichNoJvmStarts() {
    String options = "-XX:+UseG1GC -XX:G1NewSizePercent=20";
    String unlocked = "-XX:+UnlockExperimentalVMOptions " + options;

    Finding finding =
        finding(waiting(11 * MINUTE).property("spark.executor.extraJavaOptions", options));

    assertThat(finding.causeKind()).isEqualTo(CauseKind.BAD_JVM_OPTION);
    assertThat(finding.cause())
        .isEqualTo(
            "No executor can start: spark.executor.extraJavaOptions=-XX:G1NewSizePercent=20 without"
                + " -XX:+UnlockExperimentalVMOptions before it: each executor's JVM ends with exit"
                + " code 1.");
    assertThat(finding.recommendation().settings())
        .containsExactly(
            "spark.executor.extraJavaOptions=-XX:+UnlockExperimentalVMOptions -XX:+UseG1GC"
                + " -XX:G1NewSizePercent=20");
    assertThat(finding.recommendation().text()).startsWith("Kill the application");
    assertThat(finding(waiting(11 * MINUTE).property("spark.executor.extraJavaOptions", unlocked)))
        .extracting(Finding::causeKind)
        .isEqualTo(CauseKind.NO_EXECUTOR);
  }

  @Test
  void anExecutorThatIsThereRefutesTheOption() {
    Given one =
        waiting(11 * MINUTE)
            .property("spark.executor.extraJavaOptions", "-XX:G1NewSizePercent=20")
            .with(Given.executor("1"));

    assertThat(finding(one).causeKind()).isEqualTo(CauseKind.UNKNOWN);
  }

  @Test
  void namesExecutorsThatComeAndDie() {
    Given two =
        waiting(11 * MINUTE)
            .executorsAdded(2)
            .with(
                Given.executor("1").lost(NOW - 10 * MINUTE, "Command exited with code 1", 1),
                Given.executor("2").lost(NOW - MINUTE, "Command exited with code 1", 2));
    Given longAgo =
        waiting(11 * MINUTE)
            .executorsAdded(2)
            .with(
                Given.executor("1").lost(NOW - 10 * MINUTE - 1, "Command exited with code 1", 1),
                Given.executor("2").lost(NOW - MINUTE, "Command exited with code 1", 2));

    assertThat(finding(two).causeKind()).isEqualTo(CauseKind.EXECUTORS_DIE);
    assertThat(finding(two).evidence())
        .contains("executor 2 (host-2) went 60 s ago: Command exited with code 1");
    assertThat(finding(longAgo).causeKind()).isEqualTo(CauseKind.NO_ROOM);
  }

  @Test
  void namesAClusterWithoutRoom() {
    Given idle =
        waiting(11 * MINUTE)
            .executorsAdded(1)
            .with(Given.executor("1").lost(NOW - MINUTE, "Executor killed by driver.", 1));
    Given otherProfile = waiting(11 * MINUTE).with(Given.executor("1").profile(3));

    assertThat(finding(idle).causeKind()).isEqualTo(CauseKind.NO_ROOM);
    assertThat(finding(otherProfile).causeKind()).isEqualTo(CauseKind.NO_ROOM);
  }

  @Test
  void namesExecutorsThatAreExcluded() {
    Given all = waiting(11 * MINUTE).with(Given.executor("1").excluded());
    Given one = waiting(11 * MINUTE).with(Given.executor("1").excluded(), Given.executor("2"));

    assertThat(finding(all).causeKind()).isEqualTo(CauseKind.EXCLUDED);
    assertThat(finding(one).causeKind()).isEqualTo(CauseKind.UNKNOWN);
  }
}
