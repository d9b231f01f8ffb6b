package io.sparkvitals.alerts;

import static io.sparkvitals.alerts.Story.app;
import static io.sparkvitals.alerts.Story.gc;
import static io.sparkvitals.alerts.Story.skew;
import static io.sparkvitals.model.TaskMetric.GC_TIME_MILLIS;
import static io.sparkvitals.model.TaskMetric.RUN_TIME_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.model.TaskTotals;
import io.sparkvitals.rules.Given;
import org.junit.jupiter.api.Test;

class AlertBookEndTest {
  private final Story story = new Story();

  @Test
  void resolvesWhatFires() {
    story.at(0, app(skew(7, 6)));
    story.at(1, app(skew(7, 6), gc(0.2)));

    assertThat(story.end(10, app()))
        .containsExactly("resolved warning task-skew-high stage:7.0 application_ended");
    assertThat(story.book().open()).isEmpty();
  }

  private Given shortRun() {
    TaskTotals totals = Given.totals(GC_TIME_MILLIS, 50_000, RUN_TIME_MILLIS, 100_000);
    return Given.application().run(totals, Given.counts(20, 0, 0, 0));
  }

  @Test
  void tellsOfTheWholeRun() {
    assertThat(story.end(10, shortRun()))
        .containsExactly("event critical gc-time-high application");
  }

  @Test
  void doesNotRepeatWhatFiredInTheRun() {
    TaskTotals totals = Given.totals(GC_TIME_MILLIS, 50_000, RUN_TIME_MILLIS, 100_000);
    for (int at = 0; at <= 60; at += 60) {
      Given given = Given.application().at(Given.NOW + at * 1_000L);
      story.at(at, given.happened(totals, Given.counts(20, 0, 0, 0)));
    }
    story.at(70, Given.application());
    assertThat(story.at(370, Given.application())).hasSize(1);

    assertThat(story.end(380, shortRun())).isEmpty();
  }

  @Test
  void eventsBelowCriticalAreOver() {
    story.at(0, app(skew(7, 6).settled(1)).revision(1));

    assertThat(story.end(10, app()))
        .containsExactly("event_over warning task-skew-high stage:7.0 event_over");
  }

  private Given failedJob() {
    return Given.application().with(Given.job(3, "boom", 1)).revision(1);
  }

  @Test
  void aCriticalEventOutlivesAnEndWithoutSuccess() {
    story.at(0, failedJob());

    assertThat(story.end(10, app())).isEmpty();
  }

  @Test
  void aCriticalEventIsOverWhenTheApplicationSucceeds() {
    story.at(0, failedJob());

    assertThat(story.end(10, app().exited(0)))
        .containsExactly("event_over critical job-failed job:3 event_over");
  }

  @Test
  void anExitCodeOfFailureIsNoSuccess() {
    story.at(0, failedJob());

    assertThat(story.end(10, app().exited(1))).isEmpty();
  }

  @Test
  void nothingIsToldAfterwards() {
    story.end(10, app());

    assertThat(story.at(20, app(skew(7, 6)))).isEmpty();
    assertThat(story.end(30, shortRun())).isEmpty();
  }
}
