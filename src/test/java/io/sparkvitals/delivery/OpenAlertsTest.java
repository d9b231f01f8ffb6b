package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sparkvitals.alerts.Notification;
import io.sparkvitals.alerts.Story;
import io.sparkvitals.rules.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When alerts end for an Alertmanager, in seconds since {@link Given#NOW}. */
class OpenAlertsTest {
  private final OpenAlerts open = new OpenAlerts(AlertmanagerTimes.STANDARD);

  private static long at(long seconds) {
    return Given.NOW + seconds * 1_000;
  }

  /** Severity, subject and end of each. */
  private static List<String> words(ArrayNode alerts) {
    List<String> words = new ArrayList<>();
    for (JsonNode each : alerts) {
      long ends = Instant.parse(each.path("endsAt").asText()).toEpochMilli();
      JsonNode labels = each.path("labels");
      words.add(
          labels.path("severity").asText()
              + " "
              + labels.path("alertname").asText()
              + labels.path("stage_id").asText()
              + " ends "
              + (ends - Given.NOW) / 1_000);
    }
    return words;
  }

  @Test
  void aFiringAlertEndsFourMinutesAfterItWasToldLast() {
    assertThat(words(open.update(Told.warning(7), at(1))))
        .containsExactly("warning task-skew-high7 ends 241");
    assertThat(words(open.again(at(61)))).containsExactly("warning task-skew-high7 ends 301");
    assertThat(words(open.again(at(121)))).containsExactly("warning task-skew-high7 ends 361");
  }

  @Test
  void aResolvedAlertIsToldAgainForFiveMinutes() {
    open.update(Told.warning(7), at(0));

    assertThat(words(open.update(Told.over(7), at(91))))
        .containsExactly("warning task-skew-high7 ends 90");
    assertThat(words(open.again(at(390)))).containsExactly("warning task-skew-high7 ends 90");
    assertThat(words(open.again(at(391)))).isEmpty();
  }

  @Test
  void aResolveWithoutItsTriggerIsAnAlertThatIsOver() {
    assertThat(words(open.update(Told.over(7), at(91))))
        .containsExactly("warning task-skew-high7 ends 90");
  }

  @Test
  void anEventIsToldOnceAndEndsAfterTenMinutes() {
    assertThat(words(open.update(Told.event(), at(5))))
        .containsExactly("critical job-failed ends 600");
    assertThat(words(open.again(at(60)))).isEmpty();
  }

  @Test
  void aHigherSeverityEndsTheAlertOfTheLowerOne() {
    Story story = new Story();
    Notification warning = story.told(0, Story.app(Story.skew(7, 6))).get(0);
    Notification critical = story.told(10, Story.app(Story.skew(7, 61))).get(0);
    Notification over = story.told(90, Story.app()).get(0);
    open.update(warning, at(0));

    assertThat(words(open.update(critical, at(10))))
        .containsExactly("warning task-skew-high7 ends 10", "critical task-skew-high7 ends 250");
    assertThat(words(open.update(over, at(90))))
        .containsExactly("critical task-skew-high7 ends 90");
    assertThat(words(open.again(at(120))))
        .containsExactly("warning task-skew-high7 ends 10", "critical task-skew-high7 ends 90");
  }

  @Test
  void tryingAgainChangesNothing() {
    open.update(Told.warning(7), at(0));
    open.update(Told.warning(7), at(2));
    open.update(Told.over(7), at(91));
    open.update(Told.over(7), at(93));

    assertThat(words(open.again(at(100)))).containsExactly("warning task-skew-high7 ends 90");
  }

  @Test
  void keepsABoundedNumberAndForgetsWhatIsOverFirst() {
    open.update(Told.warning(1), at(0));
    open.update(Told.over(1), at(90));
    for (int stage = 2; stage <= OpenAlerts.MAX_ALERTS + 1; stage++) {
      open.update(Told.warning(stage), at(91));
    }
    assertThat(open.forgotten()).isZero();

    assertThat(open.update(Told.warning(9_999), at(92))).hasSize(1);
    assertThat(open.forgotten()).isEqualTo(1);
    assertThat(open.again(at(93))).hasSize(OpenAlerts.MAX_ALERTS);
  }
}
