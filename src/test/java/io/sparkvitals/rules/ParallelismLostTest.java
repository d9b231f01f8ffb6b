package io.sparkvitals.rules;

import static io.sparkvitals.rules.Given.MINUTE;
import static io.sparkvitals.rules.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Both sides of every bound of the rule parallelism-lost. */
class ParallelismLostTest {
  private static final String RULE = "parallelism-lost";
  private static final String KILL = "OOMKilled";

  private GivenExecutor killed(String reason) {
    return Given.executor("1").cores(4).lost(NOW - 30 * MINUTE, reason, 1);
  }

  private GivenExecutor later(int cores) {
    return Given.executor("2").cores(cores).added(NOW - 29 * MINUTE);
  }

  private String severity(GivenExecutor... executors) {
    return Judged.severities(Given.application().with(executors), RULE);
  }

  @Test
  void warnsOfAReplacementWithFewerCores() {
    assertThat(severity(killed(KILL), later(4))).isEmpty();
    assertThat(severity(killed(KILL), later(3))).isEqualTo("warning");
  }

  @Test
  void onlyAKillForMemoryCounts() {
    assertThat(severity(killed("worker lost: host-1"), later(1))).isEmpty();
  }

  @Test
  void onlyWhatCameAfterTheKillCounts() {
    assertThat(severity(killed(KILL), later(1).added(NOW - 30 * MINUTE - 1))).isEmpty();
    assertThat(severity(killed(KILL), later(1).added(NOW - 30 * MINUTE))).isEqualTo("warning");
  }

  @Test
  void anotherProfileIsNoReplacement() {
    assertThat(severity(killed(KILL), later(1).profile(2))).isEmpty();
  }

  @Test
  void smallExecutorsThatWereThereBeforeAreUsual() {
    assertThat(severity(killed(KILL), later(1), Given.executor("3").cores(1))).isEmpty();
  }

  @Test
  void aSmallExecutorThatIsGoneCountsNoMore() {
    assertThat(severity(killed(KILL), later(1).lost(NOW, "Executor killed by driver.", 2)))
        .isEmpty();
  }

  @Test
  void namesTheKillAndTheCores() {
    Finding finding = Judged.of(Given.application().with(killed(KILL), later(1)), RULE);

    assertThat(finding.summary()).endsWith("was killed for its memory: 3 cores less.");
    assertThat(finding.evidence())
        .containsExactly(
            "executor 1 (host-1) was killed 30 min ago: OOMKilled",
            "executor 2 (host-2) came with 1 core instead of 4");
  }
}
