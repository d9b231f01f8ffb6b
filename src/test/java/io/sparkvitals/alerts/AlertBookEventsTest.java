package io.sparkvitals.alerts;

import static io.sparkvitals.alerts.Story.app;
import static io.sparkvitals.alerts.Story.gc;
import static io.sparkvitals.alerts.Story.skew;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlertBookEventsTest {
  private static final String GC = "gc-time-high stage:7.0";

  private final Story story = new Story();

  @Test
  void aCompletedStageIsToldOnce() {
    assertThat(story.at(0, app(skew(7, 6).settled(1)).revision(1)))
        .containsExactly("event warning task-skew-high stage:7.0");
    assertThat(story.at(10, app(skew(7, 6).settled(1)).revision(1))).isEmpty();
    assertThat(story.book().open()).isEmpty();
  }

  @Test
  void aPendingAlertNeedsNoMoreTimeWhenItsStageCompletes() {
    story.at(0, app(gc(0.2)));

    assertThat(story.at(10, app(gc(0.2).settled(1)).revision(1)))
        .containsExactly("event warning " + GC);
  }

  @Test
  void aFiringAlertIsResolvedWhenItsStageCompletes() {
    story.at(0, app(skew(7, 6)));

    assertThat(story.at(10, app(skew(7, 6).settled(1)).revision(1)))
        .containsExactly("resolved warning task-skew-high stage:7.0 subject_gone");
  }

  @Test
  void aRiseAtTheVeryEndIsTold() {
    story.at(0, app(skew(7, 6)));

    assertThat(story.at(10, app(skew(7, 61).settled(1)).revision(1)))
        .containsExactly(
            "escalated critical task-skew-high stage:7.0",
            "resolved critical task-skew-high stage:7.0 subject_gone");
  }

  @Test
  void theCauseOfAStragglerIsToldWhenItsStageIsOver() {
    story.at(0, app(skew(7, 1).running(17, "4", 60_000)));

    assertThat(story.at(10, app(skew(7, 6).slow(17, "4", 60_000).settled(1)).revision(1)))
        .containsExactly(
            "explained warning task-skew-high stage:7.0",
            "resolved warning task-skew-high stage:7.0 subject_gone");
  }

  @Test
  void isResolvedWithItself() {
    Notification event = story.told(0, app(skew(7, 6).settled(1)).revision(1)).get(0);

    assertThat(event.alert().state()).isEqualTo(Alert.State.RESOLVED);
    assertThat(event.alert().resolvedMillis()).isEqualTo(event.alert().firedMillis());
    assertThat(story.book().closed()).hasSize(1);
  }

  @Test
  void whoKeepsIncidentsIsToldAfterAnHourThatItIsOver() {
    story.at(0, app(skew(7, 6).settled(1)).revision(1));

    assertThat(story.at(3_599, app())).isEmpty();
    assertThat(story.at(3_600, app()))
        .containsExactly("event_over warning task-skew-high stage:7.0 event_over");
    assertThat(story.at(3_610, app())).isEmpty();
  }
}
