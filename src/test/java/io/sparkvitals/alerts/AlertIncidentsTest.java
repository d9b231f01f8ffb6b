package io.sparkvitals.alerts;

import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.FailureReason;
import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenExecutor;
import io.sparkvitals.rules.GivenStage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Alerts that follow from others, and troubles that come in numbers. */
class AlertIncidentsTest {
  private static final String PREEMPTED = "Container was preempted";
  private static final String KILLED = "Container killed by YARN for exceeding memory limits.";

  private final Story story = new Story(AlertPolicy.plain(3_600_000, 100).waiting(10_000));

  private static Given lost(String reason, int executors) {
    return Given.application()
        .with(
            IntStream.range(0, executors)
                .mapToObj(id -> Given.executor("" + id).lost(reason, id + 1))
                .toArray(GivenExecutor[]::new))
        .revision(executors);
  }

  private static Given failing(Given given, FailureReason reason) {
    return given.with(Given.stage(7).failures(20, reason, 5, "x"));
  }

  @Test
  void twoHundredLostExecutorsAreOneMessage() {
    story.at(0, lost(PREEMPTED, 200));
    List<Message> messages = story.messages(10, lost(PREEMPTED, 200));

    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).notifications()).hasSize(1);
    assertThat(messages.get(0).first().alert().finding().summary())
        .isEqualTo("200 executors (0, 1, 2, 3, 4 and 195 more) were lost at once.");
  }

  @Test
  void anIncidentThatGrowsIsToldAgainWhenItIsFourTimesAsLarge() {
    story.at(0, lost(KILLED, 1));
    assertThat(story.at(10, lost(KILLED, 2)))
        .containsExactly("firing critical executor-lost lost:memory_kill");
    assertThat(story.at(20, lost(KILLED, 7))).isEmpty();
    assertThat(story.at(30, lost(KILLED, 8)))
        .containsExactly("grew critical executor-lost lost:memory_kill");
    assertThat(story.at(40, lost(KILLED, 31))).isEmpty();
  }

  @Test
  void anIncidentIsOverWhenNoLossCameForTenMinutes() {
    story.at(0, lost(KILLED, 1));
    story.at(10, lost(KILLED, 1));

    assertThat(story.at(600, lost(KILLED, 1))).isEmpty();
    assertThat(story.at(601, lost(KILLED, 1)))
        .containsExactly("resolved critical executor-lost lost:memory_kill condition_over");
  }

  @Test
  void classesOfLossesAreIncidentsOfTheirOwn() {
    story.at(0, lost(KILLED, 1).with(Given.executor("9").lost(PREEMPTED, 2)));

    assertThat(story.at(10, lost(KILLED, 1).with(Given.executor("9").lost(PREEMPTED, 2))))
        .containsExactly(
            "firing critical executor-lost lost:memory_kill",
            "firing info executor-lost lost:preempted");
  }

  @Test
  void whatAnIncidentCausesIsKeptButNotTold() {
    story.at(0, failing(lost(KILLED, 1), FailureReason.EXECUTOR_LOST));

    assertThat(story.at(10, failing(lost(KILLED, 1), FailureReason.EXECUTOR_LOST)))
        .containsExactly("firing critical executor-lost lost:memory_kill");
    assertThat(story.book().open())
        .filteredOn(alert -> alert.ruleId().equals("task-failure-rate-high"))
        .singleElement()
        .satisfies(alert -> assertThat(alert.mutedBy()).contains("executor-lost"));
  }

  @Test
  void failuresOfAnotherKindAreTold() {
    story.at(0, failing(lost(KILLED, 1), FailureReason.EXCEPTION));

    assertThat(story.at(10, failing(lost(KILLED, 1), FailureReason.EXCEPTION)))
        .contains("firing critical task-failure-rate-high stage:7.0");
  }

  @Test
  void aCauseThatComesWithinTheWaitStillMutes() {
    assertThat(story.at(0, failing(Given.application(), FailureReason.EXECUTOR_LOST))).isEmpty();

    assertThat(story.at(9, failing(lost(KILLED, 1), FailureReason.EXECUTOR_LOST))).isEmpty();
    assertThat(story.at(19, failing(lost(KILLED, 1), FailureReason.EXECUTOR_LOST)))
        .containsExactly("firing critical executor-lost lost:memory_kill");
  }

  @Test
  void theApplicationIsNotToldOfWhereOneOfItsStagesIs() {
    GivenStage stage =
        Given.stage(7).counts(20, 0, 0, 0).totals(GC_TIME_MILLIS, 20_000, RUN_TIME_MILLIS, 100_000);
    for (int at = 0; at <= 60; at += 60) {
      story.at(at, both(stage, at));
    }

    assertThat(story.at(70, both(stage, 70)))
        .containsExactly("firing warning gc-time-high stage:7.0");
  }

  private static Given both(GivenStage stage, int atSeconds) {
    return Given.application()
        .at(Given.NOW + atSeconds * 1_000L)
        .with(stage)
        .happened(
            Given.totals(GC_TIME_MILLIS, 20_000, RUN_TIME_MILLIS, 100_000),
            Given.counts(20, 0, 0, 0));
  }

  @Test
  void anEventIsToldWithTheTimeAtWhichItHappened() {
    Given given = Given.application().with(Given.job(3, "boom", 1)).revision(1);
    story.at(5, given);
    Notification told = story.messages(15, Given.application()).get(0).first();

    assertThat(told.alert().startedMillis()).isEqualTo(Given.NOW);
    assertThat(told.alert().firedMillis()).isEqualTo(Given.NOW);
  }
}
