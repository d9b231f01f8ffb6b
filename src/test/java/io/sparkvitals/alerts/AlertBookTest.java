package io.sparkvitals.alerts;

import static io.sparkvitals.alerts.Story.app;
import static io.sparkvitals.alerts.Story.gc;
import static io.sparkvitals.alerts.Story.skew;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Given;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AlertBookTest {
  private static final String GC = "gc-time-high stage:7.0";

  private final Story story = new Story();

  @Nested
  class Pending {
    @Test
    void firesOnceTheConditionHeldForItsTime() {
      assertThat(story.at(0, app(gc(0.2)))).isEmpty();
      assertThat(story.at(59, app(gc(0.2)))).isEmpty();
      assertThat(story.at(60, app(gc(0.2)))).containsExactly("firing warning " + GC);
      assertThat(story.at(70, app(gc(0.2)))).isEmpty();
    }

    @Test
    void firesAtOnceWithoutATime() {
      assertThat(story.at(0, app(skew(7, 6))))
          .containsExactly("firing warning task-skew-high stage:7.0");
    }

    @Test
    void beginsAnewWhenTheConditionWasFalseInBetween() {
      story.at(0, app(gc(0.2)));
      assertThat(story.at(30, app(gc(0.05)))).isEmpty();
      story.at(40, app(gc(0.2)));

      assertThat(story.at(99, app(gc(0.2)))).isEmpty();
      assertThat(story.at(100, app(gc(0.2)))).containsExactly("firing warning " + GC);
    }

    @Test
    void isOpenButNotTold() {
      story.at(0, app(gc(0.2)));

      assertThat(story.book().open())
          .singleElement()
          .satisfies(alert -> assertThat(alert.state()).isEqualTo(Alert.State.PENDING));
    }

    @Test
    void takesTheSeverityThatHoldsWhenItFires() {
      story.at(0, app(gc(0.3)));

      assertThat(story.at(60, app(gc(0.2)))).containsExactly("firing warning " + GC);
    }
  }

  @Nested
  class Firing {
    private void fire(double ratio) {
      story.at(0, app(gc(ratio)));
      story.at(60, app(gc(ratio)));
    }

    @Test
    void isResolvedOnceTheConditionWasFalseForItsTime() {
      fire(0.2);

      assertThat(story.at(70, app(gc(0.05)))).isEmpty();
      assertThat(story.at(369, app(gc(0.05)))).isEmpty();
      assertThat(story.at(370, app(gc(0.05))))
          .containsExactly("resolved warning " + GC + " condition_over");
      assertThat(story.book().open()).isEmpty();
    }

    @Test
    void isKeptWhenTheConditionComesBack() {
      fire(0.2);
      story.at(70, app(gc(0.05)));
      story.at(300, app(gc(0.2)));

      assertThat(story.at(400, app(gc(0.05)))).isEmpty();
      assertThat(story.at(699, app(gc(0.05)))).isEmpty();
      assertThat(story.at(700, app(gc(0.05)))).hasSize(1);
    }

    @Test
    void tellsOfARise() {
      fire(0.2);

      assertThat(story.at(70, app(gc(0.3)))).containsExactly("escalated critical " + GC);
    }

    @Test
    void neverFallsWithoutAResolve() {
      fire(0.3);

      assertThat(story.at(70, app(gc(0.2)))).isEmpty();
      assertThat(story.book().open().get(0).severity().label()).isEqualTo("critical");
      assertThat(story.at(80, app(gc(0.3)))).isEmpty();
    }

    @Test
    void isToldAgainAfterAnHour() {
      fire(0.2);

      assertThat(story.at(60 + 3_599, app(gc(0.2)))).isEmpty();
      assertThat(story.at(60 + 3_600, app(gc(0.2)))).containsExactly("repeated warning " + GC);
      assertThat(story.at(60 + 3_610, app(gc(0.2)))).isEmpty();
    }

    @Test
    void aRiseCountsAsToldAgain() {
      fire(0.2);
      story.at(3_000, app(gc(0.3)));

      assertThat(story.at(3_700, app(gc(0.3)))).isEmpty();
    }

    @Test
    void isResolvedAtOnceWhenItsSubjectIsGone() {
      fire(0.2);

      assertThat(story.at(70, app())).containsExactly("resolved warning " + GC + " subject_gone");
    }

    @Test
    void anExecutorThatIsLostIsGone() {
      story.at(0, hot(false, 0));
      story.at(120, hot(false, 120));

      assertThat(story.at(130, hot(true, 130)))
          .contains("resolved warning executor-memory-high executor:4 subject_gone");
    }

    private Given hot(boolean lost, long atSeconds) {
      var executor = Given.executor("4").heapFloor(0.9, 10).reported(Given.NOW + atSeconds * 1_000);
      return Given.application()
          .with(lost ? executor.lost("Container preempted", 1) : executor)
          .revision(lost ? 1 : 0);
    }

    @Test
    void countsHowOftenItWasSeen() {
      fire(0.2);
      story.at(70, app(gc(0.2)));

      assertThat(story.book().open().get(0).timesSeen()).isEqualTo(3);
    }

    @Test
    void keepsItsFingerprintWhateverTheValue() {
      fire(0.2);
      String fingerprint = story.book().open().get(0).fingerprint();
      story.at(70, app(gc(0.4)));

      assertThat(story.book().open()).hasSize(1);
      assertThat(story.book().open().get(0).fingerprint()).isEqualTo(fingerprint);
    }

    @Test
    void firesAgainAfterItWasResolved() {
      fire(0.2);
      story.at(70, app(gc(0.05)));
      story.at(370, app(gc(0.05)));
      story.at(400, app(gc(0.2)));

      assertThat(story.at(460, app(gc(0.2)))).containsExactly("firing warning " + GC);
    }
  }

  @Nested
  class Bounds {
    private final Story small = new Story(2);

    @Test
    void whatDoesNotFitIsCounted() {
      assertThat(small.at(0, app(skew(1, 6), skew(2, 6), skew(3, 6)))).hasSize(2);
      assertThat(small.book().open()).hasSize(2);
      assertThat(small.book().overflowed()).isEqualTo(1);
    }

    @Test
    void theOldestHeldEventMakesRoom() {
      small.at(0, app(skew(1, 6).settled(1), skew(2, 6).settled(2)).revision(2));

      assertThat(small.at(10, app(skew(3, 6))))
          .containsExactly(
              "event_over warning task-skew-high stage:1.0 event_over",
              "firing warning task-skew-high stage:3.0");
      assertThat(small.book().overflowed()).isZero();
    }

    @Test
    void aPendingAlertMakesRoom() {
      small.at(0, app(gc(0.2), skew(1, 6)));

      assertThat(small.at(10, app(skew(1, 6), skew(2, 6))))
          .containsExactly("firing warning task-skew-high stage:2.0");
    }

    @Test
    void theNewestClosedAlertsAreKept() {
      for (int i = 1; i <= 5; i++) {
        small.at(i, app(skew(i, 6).settled(i)).revision(i));
      }

      assertThat(small.book().closed())
          .extracting(alert -> alert.finding().subject().key())
          .isEqualTo(List.of("stage:4.0", "stage:5.0"));
    }
  }

  @Test
  void anAlertSaysSinceWhenAndWhere() {
    story.at(0, app(gc(0.2)));
    Notification told = story.told(60, app(gc(0.2))).get(0);

    assertThat(told.alert().startedMillis()).isEqualTo(Given.NOW);
    assertThat(told.alert().firedMillis()).isEqualTo(Given.NOW + 60_000);
    assertThat(told.links())
        .containsEntry("Stage in Spark UI", "http://driver:4040/stages/stage/?id=7&attempt=0")
        .containsEntry("Spark Vitals", "http://driver:4090");
  }

  @Test
  void dropsOfSparkAreToldWithEveryAlert() {
    assertThat(story.told(0, app(skew(7, 6)).eventsDropped()).get(0).incomplete()).isTrue();
  }

  @Test
  void fingerprintsDifferByApplicationRuleAndSubject() {
    String one = fingerprint(app(skew(7, 6)));

    assertThat(fingerprint(app(skew(7, 9)))).isEqualTo(one).hasSize(16);
    assertThat(fingerprint(app(skew(8, 6)))).isNotEqualTo(one);
    assertThat(fingerprint(app(skew(7, 6)).id("application_2"))).isNotEqualTo(one);
  }

  private static String fingerprint(Given given) {
    return new Story().told(0, given).get(0).alert().fingerprint();
  }
}
