package io.sparkvitals.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkvitals.alerts.Notification;
import io.sparkvitals.alerts.Story;
import io.sparkvitals.rules.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelMatchTest {
  /** A warning of the rule task-skew-high. */
  private final Notification notification = Told.warning(7);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "severity>=info; true",
        "severity>=warning; true",
        "severity>=critical; false",
        "severity = warning; true",
        "severity=critical; false",
        "severity!=warning; false",
        "rule=task-skew-high; true",
        "rule=task-*; true",
        "rule=gc-*|task-skew-high; true",
        "rule=gc-* | spill-*; false",
        "rule=task; false",
        "rule!=task-*; false",
        "severity>=warning, rule=task-*; true",
        "severity>=critical, rule=task-*; false",
        "severity>=warning, rule=gc-*; false",
      })
  void everyTermMustHold(String text, boolean matches) {
    assertThat(ChannelMatch.parse(text).test(notification)).isEqualTo(matches);
  }

  /** A failed job of the job group exports. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "group=exports; true",
        "group=exp*; true",
        "group = a.b|*port*; true",
        "group=e.ports; false",
        "group!=exports; false",
        "group!=ad hoc*; true",
        "severity>=critical, rule=job-*, group=exports; true",
      })
  void routesByJobGroup(String text, boolean matches) {
    assertThat(ChannelMatch.parse(text).test(Told.event())).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({"group=exports, false", "group!=exports, true", "group=*, true"})
  void anAlertWithoutJobGroupHasAnEmptyOne(String text, boolean matches) {
    Notification lost =
        new Story()
            .told(
                0,
                Given.application()
                    .with(Given.executor("4").lost("Container preempted", 1))
                    .revision(1))
            .get(0);

    assertThat(ChannelMatch.parse(text).test(lost)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "group>=a",
        "severity>=loud",
        "severity",
        "colour=red",
        "rule>=gc",
        "severity>=warning,",
        "="
      })
  void saysWhatIsExpected(String text) {
    assertThatThrownBy(() -> ChannelMatch.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected terms such as severity>=warning or rule=gc-*, found \"");
  }

  @Test
  void whoWasToldOfAnAlertIsToldThatItIsOver() {
    Story story = new Story();
    story.told(0, Story.app(Story.skew(7, 6)));
    Notification rose = story.told(10, Story.app(Story.skew(7, 61))).get(0);
    Notification over = story.told(90, Story.app()).get(0);

    assertThat(ChannelMatch.parse("severity=warning").test(rose)).isFalse();
    assertThat(ChannelMatch.parse("severity=warning").test(over)).isTrue();
    assertThat(ChannelMatch.parse("severity=critical").test(over)).isTrue();
    assertThat(ChannelMatch.parse("severity=info").test(over)).isFalse();
  }

  @Test
  void whoWasNotToldOfAnAlertIsNotToldThatItIsOver() {
    Story story = new Story();
    story.told(0, Story.app(Story.skew(7, 61)));
    Notification over = story.told(90, Story.app()).get(0);

    assertThat(ChannelMatch.parse("severity=warning").test(over)).isFalse();
  }
}
