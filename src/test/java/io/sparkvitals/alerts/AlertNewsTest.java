package io.sparkvitals.alerts;

import static io.sparkvitals.alerts.Story.app;
import static io.sparkvitals.alerts.Story.gc;
import static io.sparkvitals.alerts.Story.skew;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkvitals.rules.Given;
import io.sparkvitals.rules.GivenStage;
import io.sparkvitals.rules.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which messages come of the alerts of a book. */
class AlertNewsTest {
  private static final AlertPolicy PLAIN = AlertPolicy.plain(3_600_000, 1_000);

  private static Given skewed(int from, int to) {
    return app(
        IntStream.range(from, to).mapToObj(stage -> skew(stage, 6)).toArray(GivenStage[]::new));
  }

  private static List<String> told(List<Message> messages) {
    return messages.stream()
        .map(message -> message.kind() == Message.Kind.ALERTS ? alerts(message) : words(message))
        .toList();
  }

  private static String alerts(Message message) {
    return message.first().kind().label()
        + " "
        + message.first().alert().ruleId()
        + " "
        + message.notifications().size();
  }

  private static String words(Message message) {
    return message.kind().label() + " " + message.title() + message.lines();
  }

  @Nested
  class Waiting {
    private final Story story = new Story(PLAIN.waiting(10_000));

    @Test
    void whatOneRuleFindsMeanwhileIsOneMessage() {
      assertThat(story.messages(0, app(skew(1, 6)))).isEmpty();
      assertThat(story.messages(9, skewed(1, 4))).isEmpty();
      assertThat(told(story.messages(10, skewed(1, 4)))).containsExactly("firing task-skew-high 3");
      assertThat(story.messages(20, skewed(1, 4))).isEmpty();
    }

    @Test
    void theMostSevereComesFirst() {
      story.messages(0, app(skew(1, 6), skew(2, 61)));
      Message message = story.messages(10, app(skew(1, 6), skew(2, 61))).get(0);

      assertThat(message.severity()).isEqualTo(Severity.CRITICAL);
      assertThat(message.first().alert().finding().subject().key()).isEqualTo("stage:2.0");
      assertThat(message.fingerprints()).hasSize(2);
    }

    @Test
    void whatIsOverMeanwhileIsNeverTold() {
      story.messages(0, app(skew(1, 6)));

      assertThat(story.messages(5, app())).isEmpty();
      assertThat(story.messages(20, app())).isEmpty();
      assertThat(story.book().closed()).hasSize(1);
    }

    @Test
    void aStageThatIsOverMeanwhileIsToldAsAnEvent() {
      story.messages(0, app(skew(1, 6)));
      Given settled = app(skew(1, 6).settled(1)).revision(1);

      assertThat(story.messages(5, settled)).isEmpty();
      assertThat(told(story.messages(10, app()))).containsExactly("event task-skew-high 1");
    }

    @Test
    void aRiseIsToldAtOnce() {
      story.messages(0, app(skew(1, 6)));
      story.messages(10, app(skew(1, 6)));

      assertThat(told(story.messages(11, app(skew(1, 61)))))
          .containsExactly("escalated task-skew-high 1");
    }

    @Test
    void nothingWaitsAtTheEnd() {
      story.messages(0, app(skew(1, 6)));

      assertThat(story.end(1, app(skew(1, 6)).ended()))
          .containsExactly(
              "event warning task-skew-high stage:1.0",
              "event_over warning task-skew-high stage:1.0 event_over");
    }
  }

  @Nested
  class Pace {
    private final Story story = new Story(PLAIN.atMost(4));

    /** A message each second: the stages of a second share one. */
    private List<String> second(int second) {
      return told(story.messages(second, skewed(1, second + 2)));
    }

    @Test
    void theLastQuarterIsKeptForCriticalAlerts() {
      assertThat(second(0)).hasSize(1);
      assertThat(second(1)).hasSize(1);
      assertThat(second(2)).hasSize(1);
      assertThat(second(3)).isEmpty();
      assertThat(told(story.messages(4, skewed(1, 5).with(skew(9, 61)))))
          .containsExactly("firing task-skew-high 2");
      assertThat(told(story.messages(5, skewed(1, 5).with(skew(9, 61), skew(10, 61))))).isEmpty();
    }

    @Test
    void whatIsHeldBackIsToldInOneDigestAndAgainWhenThereIsRoom() {
      for (int i = 0; i < 3; i++) {
        second(i);
      }
      assertThat(second(3)).isEmpty();
      assertThat(second(4)).isEmpty();

      assertThat(told(story.messages(602, skewed(1, 6)))).isEmpty();
      assertThat(told(story.messages(603, skewed(1, 6))))
          .containsExactly(
              "digest 2 more alerts, held back because many were told within an hour"
                  + "[warning: One task takes far longer than the others:"
                  + " stage 4.0 (count at Job.scala:12, daily totals),"
                  + " stage 5.0 (count at Job.scala:12, daily totals)]");
      assertThat(told(story.messages(613, skewed(1, 6)))).isEmpty();
      assertThat(told(story.messages(3_600, skewed(1, 6))))
          .containsExactly("firing task-skew-high 3");
    }

    @Test
    void whatWasNeverToldIsNotResolved() {
      for (int i = 0; i < 4; i++) {
        second(i);
      }

      assertThat(told(story.messages(10, app()))).containsExactly("resolved task-skew-high 3");
    }

    @Test
    void theDigestComesAtTheEndAtTheLatest() {
      for (int i = 0; i < 4; i++) {
        second(i);
      }

      assertThat(told(story.endMessages(10, skewed(1, 5).ended())))
          .anyMatch(text -> text.startsWith("digest 1 more alert, held back"));
    }
  }

  @Nested
  class Recurring {
    private final Story story = new Story(PLAIN);

    private List<String> cycle(int atSeconds) {
      List<String> told = new ArrayList<>(told(story.messages(atSeconds, gcs(0.5))));
      told.addAll(told(story.messages(atSeconds + 60, gcs(0.5))));
      told.addAll(told(story.messages(atSeconds + 70, gcs(0.01))));
      told.addAll(told(story.messages(atSeconds + 370, gcs(0.01))));
      return told;
    }

    private Given gcs(double ratio) {
      return app(gc(ratio));
    }

    @Test
    void theThirdTimeWithinAnHourItIsKeptFiring() {
      assertThat(cycle(0)).containsExactly("firing gc-time-high 1", "resolved gc-time-high 1");
      assertThat(cycle(600)).containsExactly("firing gc-time-high 1", "resolved gc-time-high 1");
      assertThat(cycle(1_200)).containsExactly("firing gc-time-high 1");
      assertThat(story.book().open().get(0).damped()).isTrue();
      assertThat(cycle(1_800)).isEmpty();

      assertThat(told(story.messages(3_659, gcs(0.01)))).isEmpty();
      assertThat(told(story.messages(3_660, gcs(0.01)))).containsExactly("resolved gc-time-high 1");
    }

    @Test
    void itIsGoneWithItsSubjectAllTheSame() {
      cycle(0);
      cycle(600);
      cycle(1_200);

      assertThat(told(story.messages(1_700, app()))).containsExactly("resolved gc-time-high 1");
    }
  }

  @Nested
  class Summary {
    private List<String> end(AlertPolicy.Summary when, boolean fires) {
      Story story = new Story(PLAIN.summarized(when));
      story.messages(0, fires ? app(skew(1, 6), skew(2, 6), gc(0.5)) : app());
      return told(story.endMessages(60, fires ? app(skew(1, 6)).ended() : app().ended()));
    }

    @Test
    void standsInPlaceOfResolves() {
      assertThat(end(AlertPolicy.Summary.AUTO, true))
          .containsExactly(
              "event_over task-skew-high 2",
              "summary The run is over after 1 h 1 min: 2 alerts"
                  + "[warning: One task takes far longer than the others:"
                  + " stage 1.0 (count at Job.scala:12, daily totals) and 1 more]");
    }

    @Test
    void isNotSentForNothingUnlessAlwaysWanted() {
      assertThat(end(AlertPolicy.Summary.AUTO, false)).isEmpty();
      assertThat(end(AlertPolicy.Summary.ALWAYS, false))
          .containsExactly("summary The run is over after 1 h 1 min: no alert[]");
    }

    @Test
    void isNeverSentWhereNotWanted() {
      assertThat(end(AlertPolicy.Summary.NEVER, true)).containsExactly("resolved task-skew-high 2");
    }
  }
}
